import { stringifyJson } from '../json/stringifyJson.ts'
import type { KeptRejection } from '../review/Decision.ts'
import { codeSpan } from './markdown.ts'
import { personLink } from './needLines.ts'

/**
 * The comment that keeps a rejection beside the one that gave it, never edited: so it outlives that one. The hidden
 * line is what parseRejection reads.
 */
export const renderRejection = (rejection: KeptRejection): string => {
  const { reason, subjects, login } = rejection
  const objects = subjects.map((subject) => {
    const [verb = '', , kind = '', , name = ''] = subject.split('|')
    return codeSpan(`${verb} ${kind} ${name}`)
  })
  return [
    `**Rejected** by ${personLink(rejection)}: ${codeSpan(reason)}`,
    objects.map((object) => `- ${object}`).join('\n'),
    `It holds, whatever becomes of that comment, until ${codeSpan(login)} revokes it (\`/revoke\`) or approves what it has become.`,
    `<!-- helm-query-gate:rejection ${Buffer.from(stringifyJson(rejection)).toString('base64')} -->`,
  ].join('\n\n')
}
