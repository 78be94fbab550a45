import { digestOf, planOf, queryOf } from '../render/queryOf.ts'
import { openReview } from './openReview.ts'
import type { Review, ReviewOptions } from './openReview.ts'

/** Two queries, each of its own digest. */
export const plan = planOf([
  queryOf({ digest: digestOf('a') }),
  queryOf({ digest: digestOf('b'), object: { ...queryOf().object, name: 'api' } }),
])

/** Approves all of that plan. */
export const ALL = `/approve all @${'f'.repeat(32)}`

/** A pull request whose list of that plan is shown and waits for people; `files` are those of the branch `main`. */
export const openListed = async (files: ReviewOptions['files'] = {}, more: ReviewOptions = {}): Promise<Review> => {
  const review = await openReview({ files, ...more })
  const { outputs, stdout } = await review.publish(plan)
  if (outputs['reason-code'] !== 'PENDING') throw new Error(stdout)
  return review
}
