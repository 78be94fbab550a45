import type { GateInputs } from '../config/GateInputs.ts'
import { GateError } from '../errors/GateError.ts'
import { minimizeComment, postComment } from '../github/comments.ts'
import type { GitHub } from '../github/GitHub.ts'
import type { PullRequest } from '../github/PullRequest.ts'
import { readPullRequest } from '../github/readPullRequest.ts'
import type { Plan } from '../plan/Plan.ts'
import { planId, surfaceOf } from '../render/Surface.ts'
import { renderSurface } from '../render/renderSurface.ts'
import { findSurfaces } from '../review/findSurfaces.ts'
import type { FoundSurface } from '../review/findSurfaces.ts'
import type { Setting } from './Setting.ts'

/** What publishing did. */
export type Published = { readonly planId: string; readonly posted: number; readonly kept: boolean }

/**
 * Shows a plan as a surface: posts its comments in order and folds the older ones. The newest surface stays as it is
 * when it shows this very plan.
 */
export const publish = async (
  github: GitHub,
  { pullRequest: number, strictInputs }: Pick<GateInputs, 'pullRequest' | 'strictInputs'>,
  plan: Plan,
  { progress }: Pick<Setting, 'progress'>,
): Promise<Published> => {
  refusePreview(plan)
  const pull = await readPullRequest(github, number)
  const id = planId(plan)
  const surfaces = findSurfaces(pull.ownComments)
  const bodies = renderSurface(surfaceOf(plan))
  const newest = surfaces.at(-1)
  if (isShown(newest, bodies) || (!strictInputs && isShown(newest, bodiesBefore(newest, plan)))) {
    progress(`the list of plan ${id} is still true`)
    return { planId: id, posted: 0, kept: true }
  }
  for (const body of bodies) await postComment(github, number, body)
  progress(`posted the list of plan ${id}: queries ${plan.queries.length}, comments ${bodies.length}`)
  await foldOlder(github, pull)
  return { planId: id, posted: bodies.length, kept: false }
}

const refusePreview = ({ target }: Plan): void => {
  if (target.baseline === 'cluster') return
  throw new GateError(
    'E_PREVIEW',
    'A preview is no list to approve from.',
    'Show its report or the job summary; publish a plan with `baseline: cluster`.',
  )
}

const isShown = (newest: FoundSurface | undefined, bodies: readonly string[]): boolean =>
  newest?.surface !== undefined &&
  newest.surface !== null &&
  newest.comments.length === bodies.length &&
  newest.comments.every(({ body }, index) => body === bodies[index])

/** What would be posted if the plan came from the inputs of the list that is there: the same queries need no new list. */
const bodiesBefore = (newest: FoundSurface | undefined, plan: Plan): readonly string[] =>
  newest?.surface === undefined || newest.surface === null
    ? []
    : renderSurface(surfaceOf({ ...plan, inputs: newest.surface.inputs }))

const foldOlder = async (github: GitHub, { ownComments }: PullRequest): Promise<void> => {
  const older = findSurfaces(ownComments).flatMap(({ comments }) => comments)
  for (const { id, minimized } of older) if (!minimized) await minimizeComment(github, id)
}
