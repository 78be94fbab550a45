import { messageOf } from '../errors/messageOf.ts'
import type { GateEvent } from '../config/readEvent.ts'
import { addReaction, postComment } from '../github/comments.ts'
import type { GitHub } from '../github/GitHub.ts'
import { renderReply } from '../render/renderReply.ts'
import { planId } from '../render/Surface.ts'
import { identityLevel } from '../review/identityLevel.ts'
import type { Gated } from './gate.ts'
import type { Setting } from './Setting.ts'

/** Answers the comment that started this run: thumbs up where all of it counted, else one reply that says why not. */
export const replyToComment = async (
  github: GitHub,
  comment: GateEvent['comment'],
  { decision, surface, pull }: Gated,
  { progress }: Pick<Setting, 'progress'>,
): Promise<void> => {
  if (comment === null) return
  const reply = renderReply(comment, decision, {
    level: identityLevel(pull.viewer),
    planId: surface === null ? null : planId(surface),
  })
  if (reply === null) return
  try {
    if (reply.text === '') await addReaction(github, comment.databaseId, '+1')
    else await postComment(github, pull.number, reply.text)
  } catch (error) {
    // The result stands in the outputs, the status comment and the commit status; a reply is a courtesy.
    progress(`the comment could not be answered: ${messageOf(error)}`)
  }
}
