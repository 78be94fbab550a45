import type { Decision } from '../review/Decision.ts'
import type { IdentityLevel } from '../review/identityLevel.ts'
import { parseCommand } from '../review/parseCommand.ts'
import { codeSpan } from './markdown.ts'
import { needLines } from './needLines.ts'
import { copyLine, statusLine, stillNeeds } from './statusLine.ts'

const HELP = [
  'Commands stand alone on the first line of a comment:',
  '',
  '```',
  '/approve 1 3 5-7 @<plan id>          approve these queries of that plan',
  '/approve all except 4 @<plan id>',
  '/reject 2 @<plan id> the reason',
  '/revoke 3 @<plan id>                 take back my own verdict',
  '/gate status | plan | help',
  '/gate override @<plan id> the reason break-glass, for the people whom the configuration lists',
  '```',
].join('\n')

/** The identity level of the gate's account, and the plan that is decided on (null where there is none). */
export type ReplyContext = { readonly level: IdentityLevel; readonly planId: string | null }

/**
 * The answer to a comment: null where it needs none, an empty text where a thumbs up says it all. A rejection that
 * counts is answered by the comment that keeps it.
 */
export const renderReply = (
  comment: { readonly nodeId: string; readonly body: string },
  decision: Decision,
  { level, planId }: ReplyContext,
): { readonly text: string } | null => {
  const command = parseCommand(comment.body)
  if (command === null) return null
  if (command.kind === 'help') return { text: `${HELP}\n\n${inForce(decision)}` }
  if (command.kind === 'status') return { text: status(decision, level) }
  if (command.kind === 'plan') return { text: '' }
  const result = decision.remarks.find(({ remark }) => remark === comment.nodeId)
  if (result === undefined) return { text: `Nothing was counted: ${codeSpan(statusLine(decision))}` }
  const faults = result.sentences.some((sentence) => sentence.startsWith('Not counted'))
  if (faults) {
    const sentences = result.sentences.map((sentence) => codeSpan(sentence))
    return { text: [...sentences, ...whatIsLeft(decision, planId)].join('\n\n') }
  }
  return command.kind === 'reject' ? null : { text: '' }
}

/** Who is needed still, and the line that whoever that is may copy. */
const whatIsLeft = (decision: Decision, planId: string | null): string[] =>
  decision.reason === 'PENDING'
    ? [`Still needed: ${codeSpan(stillNeeds(decision.queries))}.`, copyLine(decision, planId) ?? []].flat()
    : []

/** The settings in force, as far as they decide on this plan. */
const inForce = ({ queries, rules }: Decision): string => {
  const [query] = queries
  const where = rules.length === 0 ? '' : ` The rules stand in ${rules.map((place) => codeSpan(place)).join(' and ')}.`
  const who = 'Who opened this pull request, committed or pushed to it cannot approve it.'
  const needs = query?.needs.flatMap((need) => needLines(need)) ?? []
  return [`${who}${where}`, ...(needs.length === 0 ? [] : ['Needed per query:', needs.join('\n')])].join('\n\n')
}

const status = (decision: Decision, level: IdentityLevel): string => {
  const open = decision.queries.filter(({ state }) => state === 'pending' || state === 'rejected')
  const trees = new Set(open.map(({ needs }) => needs.flatMap((need) => needLines(need)).join('\n')))
  return [codeSpan(statusLine(decision)), ...trees, `Identity level ${level}.`].join('\n\n')
}
