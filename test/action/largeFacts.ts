import type { PlanFacts } from '../../src/plan/makePlan.ts'
import { smallFacts } from './smallFacts.ts'

const lines = Array.from({ length: 2000 }, (_, index) => `line ${index} of a long text that fills a comment`).join('\n')
const [posted] = smallFacts.exchanges
/** The same, with more text than one comment holds. */
export const largeFacts: PlanFacts = {
  ...smallFacts,
  exchanges:
    posted === undefined
      ? []
      : [
          {
            ...posted,
            request: { ...posted.request, body: { kind: 'ConfigMap', metadata: { name: 'web' }, data: { lines } } },
          },
        ],
}
