import { parseConnection } from '../config/parseInputs.ts'
import { findPullRequest } from '../github/findPullRequest.ts'
import { GitHub } from '../github/GitHub.ts'
import type { ActionRun } from './runAction.ts'

/**
 * The run with the number of its pull request, where its event is the end of another workflow and no input says it.
 *
 * @throws GateError E_NO_PULL_REQUEST where it cannot be known.
 */
export const withPullRequest = async (run: ActionRun): Promise<ActionRun> => {
  const { inputs, event } = run
  // A plan asks nothing of GitHub, and its job has no right to.
  if (event.head === null || inputs['pull-request'] !== '' || inputs.command === 'plan') return run
  const number = await findPullRequest(new GitHub(parseConnection(inputs, run)), event.head)
  return { ...run, event: { ...event, pullRequest: number } }
}
