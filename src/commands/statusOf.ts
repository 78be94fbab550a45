import { renderStatus } from '../render/renderStatus.ts'
import { planId } from '../render/Surface.ts'
import { identityLevel } from '../review/identityLevel.ts'
import type { Gated } from './gate.ts'

/** The target that a decision is about; the gate itself where no list is shown yet. */
export const targetOf = ({ surface }: Gated): string => surface?.target.name ?? 'helm-query-gate'

/** The status comment of a decision, which is the summary of its job as well. */
export const statusOf = (gated: Gated): string => {
  const { decision, surface, pull } = gated
  const applied = pull.ownComments.findLast(({ body }) => body.includes('<!-- helm-query-gate:receipt '))
  return renderStatus(decision, {
    target: targetOf(gated),
    namespace: surface?.target.namespace ?? '',
    planId: surface === null ? null : planId(surface),
    applied: applied === undefined ? null : `[Last receipt](${applied.url})`,
    level: identityLevel(pull.viewer),
  })
}
