import { parseConfig } from '../config/parseConfig.ts'
import { policyFor } from '../config/policyFor.ts'
import type { WorkflowRules } from '../config/policyFor.ts'
import { GateError } from '../errors/GateError.ts'
import type { GitHub } from '../github/GitHub.ts'
import type { PullRequest, RuleFiles } from '../github/PullRequest.ts'
import { CONFIG_PATH } from '../github/pullRequestQuery.ts'
import { readRulesBefore } from '../github/readRulesBefore.ts'
import { fits } from '../policy/fits.ts'
import type { Policy } from '../policy/Policy.ts'

/** The rules of one state of the base. */
export type Rules = { readonly policy: Policy; readonly files: RuleFiles }

/**
 * The rules that a pull request must satisfy: those of its base as it is now and, once it is merged, those of the base
 * before the merge as well. The pull request itself has no say: neither what it changes nor which branch it goes into,
 * which the default branch must list.
 *
 * @throws GateError E_CONFIG where a file is wrong; E_BASE where the base is gone, or is none that is decided on.
 */
export const readRules = async (github: GitHub, pull: PullRequest, workflow: WorkflowRules): Promise<Rules[]> => {
  const { base, trunk, baseBranch } = pull
  if (base === null || trunk === null) throw baseError(pull, 'is gone')
  const trunkPolicy = policyIn(trunk, pull, workflow)
  if (!fits(baseBranch, trunkPolicy.bases)) throw baseError(pull, 'is none that is decided on')
  // Nearly always the base is the default branch, and its file is read already.
  const isTrunk = base.place === trunk.place && base.commit === trunk.commit
  const own = { files: base, policy: isTrunk ? trunkPolicy : policyIn(base, pull, workflow) }
  return [own, ...(await rulesBeforeMerge(github, pull, workflow))]
}

/** The rules of the base before a pull request was merged; none while it is not merged. */
export const rulesBeforeMerge = async (
  github: GitHub,
  pull: PullRequest,
  workflow: WorkflowRules,
): Promise<Rules[]> => {
  const before = await readRulesBefore(github, pull)
  if (pull.state === 'MERGED' && before.length === 0) throw baseError(pull, 'before the merge cannot be read')
  return before.map((files) => ({ files, policy: policyIn(files, pull, workflow) }))
}

const policyIn = (files: RuleFiles, { defaultBranch }: PullRequest, workflow: WorkflowRules): Policy => {
  const [unreadable] = files.unreadable
  if (unreadable !== undefined) throw unreadableError(unreadable, files)
  const name = `${CONFIG_PATH} at ${files.place}`
  const config = files.config === null ? null : parseConfig({ name, text: files.config })
  return policyFor(config, name, workflow, defaultBranch)
}

const unreadableError = (path: string, { place }: RuleFiles): GateError =>
  new GateError(
    'E_CONFIG',
    `GitHub does not give the whole text of ${path} at ${place}.`,
    'Nothing is approved until it is a text file of moderate size on that branch.',
  )

const baseError = ({ baseBranch }: PullRequest, fault: string): GateError =>
  new GateError(
    'E_BASE',
    `The branch ${baseBranch}, which the pull request goes into, ${fault}.`,
    `List it under bases in ${CONFIG_PATH} on the default branch, or open the pull request into one that is.`,
  )
