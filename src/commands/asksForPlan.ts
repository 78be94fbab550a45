import type { GateEvent } from '../config/readEvent.ts'
import type { GitHub } from '../github/GitHub.ts'
import type { PullRequest } from '../github/PullRequest.ts'
import { readVoters } from '../github/readVoters.ts'
import { mayWrite } from '../policy/Role.ts'
import { parseCommand } from '../review/parseCommand.ts'

/**
 * Whether an event is a `/gate plan` by somebody who may write to the repository. The pull request is asked for only
 * where the event is one.
 */
export const asksForPlan = async (
  github: GitHub,
  { comment }: GateEvent,
  readPull: () => Promise<Pick<PullRequest, 'remarks'>>,
): Promise<boolean> => {
  if (comment === null || parseCommand(comment.body)?.kind !== 'plan') return false
  const { remarks } = await readPull()
  const author = remarks.find(({ id }) => id === comment.nodeId)?.author
  if (author === undefined || author.id === null) return false
  const [voter] = await readVoters(github, [author])
  return voter !== undefined && mayWrite(voter.permission)
}
