import type { KeptRejection } from '../review/Decision.ts'
import { codeSpan } from './markdown.ts'
import { personLink } from './needLines.ts'
import { encodeModel } from './surfaceModel.ts'

/** Most objects that are named; the hidden line has them all. */
const MOST = 20

/**
 * The comment that keeps a rejection beside the one that gave it, never edited: so it outlives that one. The hidden
 * line is what parseRejection reads.
 */
export const renderRejection = (rejection: KeptRejection): string => {
  const { reason, subjects, login } = rejection
  const objects = subjects.slice(0, MOST).map((subject) => {
    const [verb = '', , kind = '', , name = ''] = subject.split('|')
    return codeSpan(`${verb} ${kind} ${name}`)
  })
  const more = subjects.length > MOST ? [`- and ${subjects.length - MOST} more`] : []
  return [
    `**Rejected** by ${personLink(rejection)}: ${codeSpan(reason)}`,
    [...objects.map((object) => `- ${object}`), ...more].join('\n'),
    `It holds, whatever becomes of that comment, until ${codeSpan(login)} revokes it (\`/revoke\`) or approves what it has become.`,
    `<!-- helm-query-gate:rejection ${encodeModel(rejection)} -->`,
  ].join('\n\n')
}
