import type { GateInputs } from '../config/GateInputs.ts'
import { asGateError } from '../errors/asGateError.ts'
import type { GateError } from '../errors/GateError.ts'
import { dispatchWorkflow } from '../github/dispatchWorkflow.ts'
import type { GitHub } from '../github/GitHub.ts'
import { readOpenPullRequests } from '../github/readOpenPullRequests.ts'
import { evaluate } from './gate.ts'
import type { Setting } from './Setting.ts'
import { showDecision } from './showDecision.ts'

export type Sweep = {
  /** Only pull requests into this branch; all where null. */
  readonly base: string | null
  /** Workflow that plans a pull request again because its base moved; empty where nobody does. */
  readonly replan: string
}

/**
 * Decides anew on every open pull request that has a list: approvals expire, escalations begin and events get lost
 * without anybody saying a word. A pull request that cannot be decided on does not keep the others from it.
 *
 * @throws the first of their errors, once all were tried.
 */
export const sweep = async (
  github: GitHub,
  inputsFor: (number: number) => GateInputs,
  { base, replan }: Sweep,
  { progress }: Pick<Setting, 'progress'>,
): Promise<void> => {
  const failures: GateError[] = []
  for (const number of await readOpenPullRequests(github, base)) {
    try {
      const inputs = inputsFor(number)
      const gated = await evaluate(github, inputs, null)
      if (gated.surface === null) continue
      await showDecision(github, gated, { groupHead: null, checkRun: inputs.checkRun })
      progress(`pull request ${number}: ${gated.decision.reason}`)
      if (base !== null && replan !== '')
        await dispatchWorkflow(github, { workflow: replan, branch: gated.pull.defaultBranch, number })
    } catch (error) {
      const failure = asGateError(error)
      progress(`pull request ${number}: ${failure.message}`)
      failures.push(failure)
    }
  }
  const [first] = failures
  if (first !== undefined) throw first
}
