import { messageOf } from '../errors/messageOf.ts'
import type { GateInputs } from '../config/GateInputs.ts'
import type { PlanInputs } from '../config/PlanInputs.ts'
import { GateError } from '../errors/GateError.ts'
import { updateComment } from '../github/comments.ts'
import type { GitHub } from '../github/GitHub.ts'
import type { PullRequest } from '../github/PullRequest.ts'
import { readPullRequest } from '../github/readPullRequest.ts'
import { setCommitStatus } from '../github/setCommitStatus.ts'
import { readBack } from '../helm/readBack.ts'
import { runUnderCharter } from '../helm/runUnderCharter.ts'
import { differingInputs } from '../plan/differingInputs.ts'
import type { DifferingInput } from '../plan/differingInputs.ts'
import { makeGrants } from '../plan/makeGrants.ts'
import type { Plan } from '../plan/Plan.ts'
import { sameJson } from '../json/sameJson.ts'
import { fits } from '../policy/fits.ts'
import { planRedactor } from '../plan/makePlan.ts'
import { renderApplied, STATUS_MARK } from '../render/renderStatus.ts'
import type { Decision } from '../review/Decision.ts'
import { findSurfaces } from '../review/findSurfaces.ts'
import type { Receipt } from '../review/Receipt.ts'
import { finishReceipt, openReceipt } from './makeReceipt.ts'
import { openCluster } from './openCluster.ts'
import { refusalOf } from './refusalOf.ts'
import { rehearseTarget } from './rehearseTarget.ts'
import type { RehearsedTarget } from './rehearseTarget.ts'
import { followOverride } from './followOverride.ts'
import { publish } from './publish.ts'
import { readRules } from './readRules.ts'
import type { Rules } from './readRules.ts'
import { reviewPlan } from './reviewPlan.ts'
import { postReceipt, updateReceipt } from './showReceipt.ts'
import type { Setting } from './Setting.ts'

/** What an apply needs beside its inputs. */
export type ApplySetting = Setting & { readonly now: () => Date }

type Approved = {
  readonly target: RehearsedTarget
  readonly pull: PullRequest
  readonly decision: Decision
  readonly socketPath: string
}

/**
 * Rehearses again, decides again, and runs the real helm under enforcement of exactly what is approved.
 *
 * @throws GateError where the plan is not approved (nothing was written then) or GitHub or the cluster cannot be read.
 * What happens after the first write is told by the receipt, never thrown.
 */
export const apply = async (
  github: GitHub,
  inputs: PlanInputs & GateInputs,
  setting: ApplySetting,
): Promise<Receipt> => {
  if (inputs.baseline === 'git') {
    throw new GateError('E_PREVIEW', 'A preview cannot be applied.', 'Apply with `baseline: cluster`.')
  }
  const pull = await readPullRequest(github, inputs.pullRequest)
  const rules = await readRules(github, pull, inputs)
  refuseState(pull, rules)
  refusePlace(setting, rules)
  await using cluster = await openCluster(inputs, setting)
  const target = await rehearseTarget(cluster)
  const asked = { pull: await readAgain(github, pull), workflow: inputs }
  const decision = await reviewPlan(github, asked, target.plan, rules)
  if (decision === null) {
    throw new GateError(
      'E_HEAD_MOVED',
      `Pull request ${pull.number} moved while it was evaluated.`,
      'The next run decides on what it is now.',
    )
  }
  if (decision.state !== 'approved') {
    // Nobody pushes to a merged pull request any more: what is left to be approved is shown at once.
    if (pull.state === 'MERGED') await publish(github, inputs, target.plan, setting)
    throw refusalOf(decision, pull, target.plan)
  }
  if (inputs.strictInputs) refuseOtherInputs(pull, target.plan)
  await followOverride(github, { decision, surface: target.plan, pull })
  return await applyApproved(github, { target, pull, decision, socketPath: cluster.socketPath }, setting)
}

/** What was said while the plan was rehearsed counts; where the pull request stood before, it must stand still. */
const readAgain = async (
  github: GitHub,
  { number, head, state, baseBranch, base }: PullRequest,
): Promise<PullRequest> => ({
  ...(await readPullRequest(github, number)),
  head,
  state,
  baseBranch,
  base,
})

const refuseState = ({ number, state }: PullRequest, rules: readonly Rules[]): void => {
  const late = rules.some(({ policy }) => policy.applyWhen === 'after-merge')
  const wanted = late ? 'MERGED' : 'OPEN'
  if (state === wanted) return
  throw new GateError(
    'E_PULL_REQUEST_STATE',
    `Pull request ${number} is ${state.toLowerCase()}; this target is applied ${late ? 'after' : 'before'} merge.`,
    `Apply while it is ${wanted.toLowerCase()}, or change apply-when.`,
  )
}

/** An apply starts where the configuration says: a branch that anybody pushes could hold another workflow. */
const refusePlace = ({ environment }: ApplySetting, rules: readonly Rules[]): void => {
  const ref = environment['GITHUB_REF'] ?? ''
  // A file may be called `apply.yml@x.yml`: only what stands before the ref is its name.
  const workflow = (environment['GITHUB_WORKFLOW_REF'] ?? '').replace(/^[^/]*\/[^/]*\//, '').replace(/@refs\/.*$/, '')
  for (const { policy } of rules) {
    const { refs, workflows } = policy.apply
    if (refs.length > 0 && !fits(ref, refs)) throw placeError(`the ref ${ref}`)
    if (workflows.length > 0 && !fits(workflow, workflows)) throw placeError(`the workflow ${workflow}`)
  }
}

const placeError = (what: string): GateError =>
  new GateError(
    'E_APPLY_PLACE',
    `The configuration does not list ${what} among those that may apply.`,
    'Start the apply where it says, or list it under apply on the base branch.',
  )

/** Inputs of the fresh plan that are not those of the newest list; none where there is no list to compare with. */
const otherInputs = ({ ownComments }: PullRequest, plan: Plan): DifferingInput[] => {
  const shown = findSurfaces(ownComments).flatMap(({ surface }) => surface ?? [])
  return differingInputs(shown.at(-1)?.inputs ?? plan.inputs, plan.inputs)
}

const refuseOtherInputs = (pull: PullRequest, plan: Plan): void => {
  const [first] = otherInputs(pull, plan)
  if (first === undefined) return
  throw new GateError(
    'E_INPUTS_DIFFER',
    `${first.path === '' ? `The ${first.kind}` : first.path} is not what the list was made from, though the queries are the same.`,
    'Nothing was applied. Comment /gate plan, look at the new list, and approve it.',
  )
}

const applyApproved = async (github: GitHub, approved: Approved, setting: ApplySetting): Promise<Receipt> => {
  const { target, pull, decision } = approved
  const startedAt = setting.now()
  const opened = openReceipt({
    plan: target.plan,
    pull,
    decision,
    inputs: otherInputs(pull, target.plan),
    startedAt: startedAt.toISOString(),
  })
  if (isIdle(target))
    return { ...opened, result: 'nothing-to-do', sentence: 'The cluster and the release are as they should be.' }
  // Posted before acting: whatever happens to this runner, these approvals are used up.
  const shown = await postReceipt(github, pull.number, opened)
  const receipt = await run(approved, opened, setting)
  const finished = { ...receipt, seconds: Math.round((setting.now().getTime() - startedAt.getTime()) / 1000) }
  try {
    await updateReceipt(github, shown, finished)
    const status = pull.ownComments.find(({ body }) => body.endsWith(STATUS_MARK))
    if (status !== undefined) await updateComment(github, status.databaseId, renderApplied(finished, shown.first.url))
    await setCommitStatus(github, pull.head, {
      state: finished.result === 'applied' || finished.result === 'nothing-to-do' ? 'success' : 'failure',
      context: `helm-query-gate/${target.plan.target.name}`,
      description: `${finished.result}: ${finished.sentence}`,
      url: shown.first.url,
    })
  } catch (error) {
    // The cluster has changed whether GitHub can be told or not: the receipt must reach the log and the outputs.
    setting.progress(`the receipt could not be shown on the pull request: ${messageOf(error)}`)
  }
  return finished
}

/** Whether the upgrade would do nothing but count a revision on. */
const isIdle = ({ plan, facts: { newest, baseline, record } }: RehearsedTarget): boolean =>
  plan.target.operation === 'upgrade' &&
  plan.queries.length === 0 &&
  baseline !== null &&
  newest?.revision === baseline.revision &&
  baseline.manifest === record.manifest &&
  baseline.chart.version === record.chart.version &&
  sameJson(baseline.values, record.values)

const run = async ({ target, socketPath }: Approved, opened: Receipt, setting: ApplySetting): Promise<Receipt> => {
  const { facts, origins, operation, scope, plan, stored } = target
  setting.progress(`applying ${plan.queries.length} approved queries of plan ${plan.digest.slice(7, 39)}`)
  const charter = {
    scope,
    record: stored,
    removes: operation.kind === 'uninstall',
    generated: facts.generated,
    grants: makeGrants(facts, origins),
  }
  const operated = await runUnderCharter(operation, charter, socketPath, setting.stop)
  const state = await readBack(socketPath, charter)
  const { secretsRead } = operated.enforced
  return finishReceipt(opened, {
    operated,
    state,
    revision: charter.removes ? null : stored.revision,
    mask: planRedactor({ ...facts, secretsRead: [...facts.secretsRead, ...secretsRead] }).text,
  })
}
