import { messageOf } from '../errors/messageOf.ts'
import type { RawInputs } from '../config/actionInputs.ts'
import { parseGateInputs } from '../config/parseInputs.ts'
import type { Place } from '../config/parseInputs.ts'
import type { GateError } from '../errors/GateError.ts'
import { GitHub } from '../github/GitHub.ts'
import { readHead } from '../github/readHead.ts'
import { setCommitStatus } from '../github/setCommitStatus.ts'

export type Failure = {
  readonly inputs: RawInputs
  readonly place: Place
  readonly failure: GateError
  readonly progress: (line: string) => void
}

/** Shows on the pull request that a run failed, so that no half-made list stands there without a notice. */
export const showFailure = async ({ inputs, place, failure, progress }: Failure): Promise<void> => {
  if ((place.pullRequest === null && inputs['pull-request'] === '') || inputs['github-token'] === '') return
  try {
    const gateInputs = parseGateInputs(inputs, place)
    const github = new GitHub(gateInputs)
    const { head } = await readHead(github, gateInputs.pullRequest)
    const context = `helm-query-gate/${inputs.release}/${inputs.environment === '' ? 'default' : inputs.environment}`
    await setCommitStatus(github, head, {
      state: 'error',
      context,
      description: `${failure.sentence} [${failure.code}]`,
      url: null,
    })
  } catch (error) {
    // The failure itself is what the job reports; that it could not be shown elsewhere is only said.
    progress(`the failure could not be shown on the pull request: ${messageOf(error)}`)
  }
}
