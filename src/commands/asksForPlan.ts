import type { GateEvent } from '../config/readEvent.ts'
import type { GitHub } from '../github/GitHub.ts'
import { readPullRequest } from '../github/readPullRequest.ts'
import { readVoters } from '../github/readVoters.ts'
import { mayWrite } from '../policy/Role.ts'
import { parseCommand } from '../review/parseCommand.ts'

/** Whether an event is a `/gate plan` by somebody who may write to the repository. */
export const asksForPlan = async (github: GitHub, { comment }: GateEvent, pullRequest: number): Promise<boolean> => {
  if (comment === null || parseCommand(comment.body)?.kind !== 'plan') return false
  const { remarks } = await readPullRequest(github, pullRequest)
  const author = remarks.find(({ id }) => id === comment.nodeId)?.author
  if (author === undefined || author.id === null) return false
  const [voter] = await readVoters(github, [author])
  return voter !== undefined && mayWrite(voter.permission)
}
