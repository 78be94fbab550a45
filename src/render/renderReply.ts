import type { Decision } from '../review/Decision.ts'
import { parseCommand } from '../review/parseCommand.ts'
import { codeSpan } from './markdown.ts'
import { statusLine } from './renderStatus.ts'

const HELP = [
  'Commands stand alone on the first line of a comment:',
  '',
  '```',
  '/approve 1 3 5-7 @<plan id>          approve these queries of that plan',
  '/approve all except 4 @<plan id>',
  '/reject 2 @<plan id> the reason',
  '/revoke 3 @<plan id>                 take back my own verdict',
  '/gate status | plan | help',
  '```',
].join('\n')

/** The answer to a comment: null where it needs none, an empty text where a thumbs up says it all. */
export const renderReply = (
  comment: { readonly nodeId: string; readonly body: string },
  decision: Decision,
): { readonly text: string } | null => {
  const command = parseCommand(comment.body)
  if (command === null) return null
  if (command.kind === 'help')
    return {
      text: `${HELP}\n\nNeeded per query: ${decision.required} by people with write access who neither opened this pull request nor committed to it.`,
    }
  if (command.kind === 'status') return { text: statusLine(decision) }
  if (command.kind === 'plan') return { text: '' }
  const result = decision.remarks.find(({ remark }) => remark === comment.nodeId)
  if (result === undefined) return { text: `Nothing was counted: ${statusLine(decision)}` }
  const faults = result.sentences.some((sentence) => sentence.startsWith('Not counted'))
  return { text: faults ? result.sentences.map((sentence) => codeSpan(sentence)).join('\n\n') : '' }
}
