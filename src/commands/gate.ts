import type { GateInputs } from '../config/GateInputs.ts'
import type { GitHub } from '../github/GitHub.ts'
import type { PullRequest } from '../github/PullRequest.ts'
import { readPullRequest } from '../github/readPullRequest.ts'
import type { Plan } from '../plan/Plan.ts'
import type { Surface } from '../render/Surface.ts'
import type { Decision } from '../review/Decision.ts'
import { findSurfaces } from '../review/findSurfaces.ts'
import { readRules } from './readRules.ts'
import { reviewPlan } from './reviewPlan.ts'
import { showDecision } from './showDecision.ts'

/** A decision and what it is about; `surface` is null where no plan is shown yet. */
export type Gated = {
  readonly decision: Decision
  readonly surface: Pick<Surface, 'digest' | 'target' | 'queries' | 'inputs' | 'release'> | null
  readonly pull: PullRequest
}

/**
 * Decides on the newest surface (or a plan just made) and shows the result: status comment and commit status. It
 * displays; `apply` decides for real.
 */
export const gate = async (
  github: GitHub,
  inputs: GateInputs,
  plan: Plan | null,
  groupHead: string | null = null,
): Promise<Gated> => {
  const gated = await evaluate(github, inputs, plan)
  await showDecision(github, gated, { groupHead, checkRun: inputs.checkRun })
  return gated
}

/** Decides without showing anything. */
export const evaluate = async (github: GitHub, inputs: GateInputs, plan: Plan | null): Promise<Gated> => {
  const pull = await readPullRequest(github, inputs.pullRequest)
  const shown = findSurfaces(pull.ownComments).flatMap(({ surface }) => surface ?? [])
  const surface = plan ?? shown.at(-1) ?? null
  if (surface === null) return { decision: without('NO_SURFACE'), surface, pull }
  const workflow = { ...inputs, environment: surface.target.environment }
  const rules = await readRules(github, pull, workflow)
  const decision = await reviewPlan(github, { pull, workflow }, surface, rules)
  if (decision === null) return { decision: without('HEAD_MOVED'), surface, pull }
  const waits = rules.some(({ policy }) => policy.applyWhen === 'after-merge') && pull.state !== 'MERGED'
  if (decision.state === 'approved' && waits) {
    return { decision: { ...decision, state: 'pending', reason: 'WAITING_FOR_MERGE' }, surface, pull }
  }
  return { decision, surface, pull }
}

const without = (reason: 'NO_SURFACE' | 'HEAD_MOVED'): Decision => ({
  state: 'pending',
  reason,
  queries: [],
  remarks: [],
  held: [],
  rejections: [],
  override: null,
  rules: [],
  notes: [],
})
