import type { GateInputs } from '../config/GateInputs.ts'
import { postComment, updateComment } from '../github/comments.ts'
import type { GitHub } from '../github/GitHub.ts'
import type { PullRequest } from '../github/PullRequest.ts'
import { readHead } from '../github/readHead.ts'
import { readPullRequest } from '../github/readPullRequest.ts'
import { setCommitStatus } from '../github/setCommitStatus.ts'
import type { CommitStatus } from '../github/setCommitStatus.ts'
import type { Plan } from '../plan/Plan.ts'
import { renderStatus, STATUS_MARK, statusLine } from '../render/renderStatus.ts'
import { planId } from '../render/Surface.ts'
import type { Surface } from '../render/Surface.ts'
import type { Decision } from '../review/Decision.ts'
import { findSurfaces } from '../review/findSurfaces.ts'
import { isLocked } from './isLocked.ts'
import { reviewPlan } from './reviewPlan.ts'

/** A decision and what it is about; `surface` is null where no plan is shown yet. */
export type Gated = {
  readonly decision: Decision
  readonly surface: Pick<Surface, 'digest' | 'target' | 'queries'> | null
  readonly pull: PullRequest
}

/**
 * Decides on the newest surface (or a plan just made) and shows the result: status comment and commit status. It
 * displays; `apply` decides for real.
 */
export const gate = async (github: GitHub, inputs: GateInputs, plan: Plan | null): Promise<Gated> => {
  const gated = await evaluate(github, inputs, plan)
  await show(github, gated)
  return gated
}

const evaluate = async (github: GitHub, inputs: GateInputs, plan: Plan | null): Promise<Gated> => {
  const pull = await readPullRequest(github, inputs.pullRequest)
  const shown = findSurfaces(pull.ownComments).flatMap(({ surface }) => surface ?? [])
  const surface = plan ?? shown.at(-1) ?? null
  if (surface === null) return { decision: without('NO_SURFACE', inputs), surface, pull }
  const decision = await reviewPlan(github, pull, surface, inputs.requiredApprovals)
  const now = await readHead(github, inputs.pullRequest)
  if (now.head !== pull.head || now.base !== pull.base)
    return { decision: without('HEAD_MOVED', inputs), surface, pull }
  if (decision.state === 'approved' && inputs.applyWhen === 'after-merge' && !now.merged) {
    return { decision: { ...decision, state: 'pending', reason: 'WAITING_FOR_MERGE' }, surface, pull }
  }
  return { decision, surface, pull }
}

const without = (reason: 'NO_SURFACE' | 'HEAD_MOVED', { requiredApprovals }: GateInputs): Decision => ({
  state: 'pending',
  reason,
  queries: [],
  remarks: [],
  held: [],
  required: requiredApprovals,
})

const show = async (github: GitHub, { decision, surface, pull }: Gated): Promise<void> => {
  const target = surface?.target.name ?? 'helm-query-gate'
  const applied = pull.ownComments.findLast(({ body }) => body.includes('<!-- helm-query-gate:receipt '))
  const body = renderStatus(decision, {
    target,
    namespace: surface?.target.namespace ?? '',
    planId: surface === null ? null : planId(surface),
    applied: applied === undefined ? null : `[Last receipt](${applied.url})`,
  })
  const shown = pull.ownComments.find((comment) => comment.body.endsWith(STATUS_MARK))
  const locked = await isLocked(async () => {
    if (shown === undefined) await postComment(github, pull.number, body)
    else if (shown.body !== body) await updateComment(github, shown.databaseId, body)
  })
  await setCommitStatus(github, pull.head, {
    state: COMMIT_STATE[decision.state],
    context: `helm-query-gate/${target}`,
    description: locked ? `${statusLine(decision)}; the conversation is locked` : statusLine(decision),
    url: shown?.url ?? null,
  })
}

const COMMIT_STATE: Readonly<Record<Decision['state'], CommitStatus['state']>> = {
  approved: 'success',
  pending: 'pending',
  rejected: 'failure',
  blocked: 'failure',
}
