import { expect, it } from '@jest/globals'
import { digestOf, planOf, queryOf } from '../render/queryOf.ts'
import { openReview } from './openReview.ts'

const plan = planOf([queryOf({ digest: digestOf('a') })])
const ALL = `/approve all @${'f'.repeat(32)}`

it.each([
  [3000, 30],
  [5000, 40],
])('a conversation of %i remarks is read whole, in no more than %i calls', async (remarks, most) => {
  await using review = await openReview()
  const { repo, number, forge } = review
  await review.publish(plan)
  const half = Math.floor(remarks / 2)
  for (let count = 0; count < half; count += 1) repo.comment(number, 'ada', `remark ${count}`)
  repo.comment(number, 'bob', `/reject 1 @${'f'.repeat(32)} wait`)
  for (let count = half; count < remarks; count += 1) repo.comment(number, 'carol', `remark ${count}`)
  repo.comment(number, 'alice', ALL)
  forge.clearTranscript()
  expect((await review.gate()).outputs['reason-code']).toBe('REJECTED')
  expect(forge.transcript.length).toBeLessThanOrEqual(most)
  repo.comment(number, 'bob', `/revoke 1 @${'f'.repeat(32)}`)
  expect((await review.gate()).outputs).toMatchObject({ approved: 'true', 'reason-code': 'APPROVED' })
  expect(forge.problems).toEqual([])
})
