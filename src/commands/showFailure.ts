import type { RawInputs } from '../config/actionInputs.ts'
import { parseGateInputs } from '../config/parseInputs.ts'
import type { Place } from '../config/parseInputs.ts'
import type { GateError } from '../errors/GateError.ts'
import { messageOf } from '../errors/messageOf.ts'
import { postComment, updateComment } from '../github/comments.ts'
import { GitHub } from '../github/GitHub.ts'
import { readPullRequest } from '../github/readPullRequest.ts'
import { setCommitStatus } from '../github/setCommitStatus.ts'
import { renderFailure } from '../render/renderFailure.ts'
import { STATUS_MARK } from '../render/renderStatus.ts'

export type Failure = {
  readonly inputs: RawInputs
  readonly place: Place
  readonly failure: GateError
  readonly progress: (line: string) => void
}

/**
 * Shows on the pull request that a run failed, so that no half-made list stands there without a notice. An apply that
 * failed leaves the status comment alone: it decided nothing that was not decided before.
 */
export const showFailure = async ({ inputs, place, failure, progress }: Failure): Promise<void> => {
  if ((place.pullRequest === null && inputs['pull-request'] === '') || inputs['github-token'] === '') return
  try {
    const gateInputs = parseGateInputs(inputs, place)
    const github = new GitHub(gateInputs)
    const { head, number, ownComments } = await readPullRequest(github, gateInputs.pullRequest)
    const target = `${inputs.release}/${inputs.environment === '' ? 'default' : inputs.environment}`
    await setCommitStatus(github, head, {
      state: 'error',
      context: `helm-query-gate/${target}`,
      description: `${failure.sentence} [${failure.code}]`,
      url: null,
    })
    if (inputs.command === 'apply') return
    const shown = ownComments.find(({ body }) => body.endsWith(STATUS_MARK))
    const body = renderFailure(failure, target)
    if (shown === undefined) await postComment(github, number, body)
    else await updateComment(github, shown.databaseId, body)
  } catch (error) {
    // The failure itself is what the job reports; that it could not be shown elsewhere is only said.
    progress(`the failure could not be shown on the pull request: ${messageOf(error)}`)
  }
}
