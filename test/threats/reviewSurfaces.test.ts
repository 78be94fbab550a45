// Lists that are changed, forged, doubled or taken away: what a number means is what its author read, or nothing.
import { describe, expect, it } from '@jest/globals'
import { renderSurface } from '../../src/render/renderSurface.ts'
import { surfaceOf } from '../../src/render/Surface.ts'
import { openReview } from '../action/openReview.ts'
import type { Review } from '../action/openReview.ts'
import type { BundleEnd } from '../action/runBundle.ts'
import { digestOf, planOf, queryOf } from '../render/queryOf.ts'
import { postAsGate } from './postAsGate.ts'

const web = queryOf({ digest: digestOf('a') })
const api = queryOf({ digest: digestOf('b'), object: { ...web.object, name: 'api' } })
const plan = planOf([web, api])
const ID = `@${'f'.repeat(32)}`
const BOT = 'github-actions[bot]'
const SURFACE = 'helm-query-gate:surface'

const opened = async (): Promise<Review> => {
  const review = await openReview()
  postAsGate(review, plan)
  return review
}

const listOf = ({ repo, number }: Review): { id: number; body: string } => {
  const found = repo.comments(number).findLast(({ body }) => body.includes(SURFACE))
  if (found === undefined) throw new Error('there is no list')
  return found
}

const expectPending = ({ outputs, code }: BundleEnd): void => {
  expect(outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING', environment: '' })
  expect(code).toBe(0)
}

/** Decides on the plan itself, as a fresh one of `apply` would be decided on, and on the newest list. */
const gateOnPlan = async (review: Review): Promise<BundleEnd> => await review.publish(plan)

const LIE = 'replicas: 2 → 2, nothing happens'
const EDITS: readonly (readonly [string, string, (body: string) => string])[] = [
  ['a lying table above', 'ada', (body) => `| 1 | ${LIE} |\n\n${body}`],
  ['the honest blocks hidden in HTML', BOT, (body) => `${LIE}\n<!--\n${body.replace('\n<!--', '-->\n<!--')}`],
  ['the honest blocks folded', 'ada', (body) => `${LIE}\n<details>\n\n${body}`],
  ['one number in a diff', BOT, (body) => body.replace('replicas: 3', 'replicas: 2')],
  ['a space at a line’s end', 'ada', (body) => body.replace('\n', ' \n')],
  ['other line ends', BOT, (body) => body.replaceAll('\n', '\r\n')],
  ['an invisible character', 'ada', (body) => body.replace('web', 'we​b')],
  ['nothing at all', BOT, (body) => body],
]

describe('threat 06: a list that was changed', () => {
  it.each(EDITS)('with %s, by %s, counts for nothing, before and after', async (_what, who, edit) => {
    await using review = await opened()
    review.repo.comment(review.number, 'alice', `/approve all ${ID}`)
    const { id, body } = listOf(review)
    review.repo.editComment(id, who, edit(body))
    const end = await review.comment('bob', `/approve all ${ID}`)
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': 'NO_SURFACE' })
    expectPending(await gateOnPlan(review))
    expect(review.repo.statuses('c'.repeat(40)).at(-1)).toMatchObject({ state: 'pending' })
  })

  it.each(EDITS.slice(0, -1))('posted beside it with %s counts for nothing', async (_what, _who, edit) => {
    await using review = await opened()
    review.repo.comment(review.number, BOT, edit(listOf(review).body))
    expectPending(await review.comment('alice', `/approve all ${ID}`))
  })
})

describe('threat 06: a list that another workflow forged with the true plan id', () => {
  const forged = (queries: Parameters<typeof planOf>[0]) => planOf(queries)

  it.each([
    ['other numbers', forged([api, web])],
    ['one query left out', forged([web])],
    ['one query more', forged([web, queryOf({ digest: digestOf('d') }), api])],
  ])('and %s: neither an approval nor what it meant is guessed', async (_what, other) => {
    await using review = await opened()
    postAsGate(review, other)
    // The reviewer has the honest list before them, and means its first query.
    const end = await review.comment('alice', `/approve 1 ${ID}`)
    expect(end.outputs['approved']).toBe('false')
    expect(review.status()).not.toContain('1 of 2 approved')
    const decided = JSON.parse((await gateOnPlan(review)).documents['decision.json'] ?? '{}')
    expect(decided).toMatchObject({ state: 'pending', queries: [{ approvals: [] }, { approvals: [] }] })
  })

  it.each([
    ['of another query', forged([api, web])],
    ['of an object that is not in the plan', forged([{ ...web, object: { ...web.object, name: 'other' } }, api])],
  ])('so that a rejection would go astray to a number %s: it holds for everything', async (_what, other) => {
    await using review = await opened()
    postAsGate(review, other)
    review.repo.comment(review.number, 'bob', `/reject 1 ${ID} too few`)
    expect((await gateOnPlan(review)).outputs).toMatchObject({ 'reason-code': 'REJECTED', rejected: '[1,2]' })
  })

  it('and another diff under the true digest: shown differently is not approved', async () => {
    await using review = await opened()
    postAsGate(review, planOf([{ ...web, diff: LIE, changes: [] }, api]))
    await review.comment('alice', `/approve all ${ID}`)
    expectPending(await gateOnPlan(review))
    expect(review.status()).toContain('it was shown differently from what it is now')
  })

  it('of another target in it: approved for one environment is not approved for another', async () => {
    await using review = await opened()
    postAsGate(review, planOf([web, api], { target: { ...plan.target, name: 'web/staging', environment: 'staging' } }))
    expect((await review.comment('alice', `/approve all ${ID}`)).outputs['approved']).toBe('false')
    expectPending(await gateOnPlan(review))
  })
})

describe('threat 06: a list of a harmless plan that another workflow forged', () => {
  it('may be shown as approved, but approves nothing of the true plan', async () => {
    await using review = await opened()
    postAsGate(review, planOf([queryOf({ digest: digestOf('1') })], { digest: digestOf('9') }))
    await review.comment('alice', `/approve all @${'9'.repeat(32)}`)
    expectPending(await gateOnPlan(review))
  })

  it('does not draw a rejection without a plan id away from the list that its author read', async () => {
    await using review = await opened()
    const other = queryOf({ digest: digestOf('1'), object: { ...web.object, name: 'harmless' } })
    postAsGate(review, planOf([other], { digest: digestOf('9') }))
    review.repo.comment(review.number, 'bob', '/reject 1 too few')
    review.repo.comment(review.number, 'alice', `/approve all ${ID}`)
    expect((await gateOnPlan(review)).outputs).toMatchObject({ 'reason-code': 'REJECTED', rejected: '[1]' })
  })

  it('counts for nothing by any other account, person or bot', async () => {
    await using review = await openReview()
    for (const login of ['ada', 'ada[bot]', 'github-actions'])
      for (const body of renderSurface(surfaceOf(plan))) review.repo.comment(review.number, login, body)
    const end = await review.comment('alice', `/approve all ${ID}`)
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': 'NO_SURFACE' })
  })
})

describe('threat 07: a number that was read on one list and would count on another', () => {
  const turned = planOf([api, web], { digest: digestOf('e') })

  it.each([
    ['a new list while it was typed', (review: Review) => void postAsGate(review, turned)],
    ['the same list twice', (review: Review) => void postAsGate(review, plan)],
    ['a list that was deleted', (review: Review) => review.repo.deleteComment(postAsGate(review, turned)[0] ?? 0, BOT)],
    [
      'a list that was broken',
      (review: Review) => void review.repo.comment(review.number, BOT, `x${listOf(review).body}`),
    ],
  ])('without a plan id, after %s, approves nothing', async (_what, happen) => {
    await using review = await opened()
    happen(review)
    const end = await review.comment('alice', '/approve 1')
    expect(end.outputs['approved']).toBe('false')
    const reply = review.repo.comments(review.number).at(-1)?.body ?? ''
    expect(reply).toContain('say which one you read, with @ and its plan id')
    expectPending(await gateOnPlan(review))
  })

  it.each([
    ['31 digits', `@${'f'.repeat(31)}`],
    ['8 digits, which can be ground', `@${'f'.repeat(8)}`],
    ['33 digits', `@${'f'.repeat(33)}`],
    ['capitals', `@${'F'.repeat(32)}`],
    ['a plan that nobody showed', `@${'7'.repeat(32)}`],
    ['two plans', `@${'7'.repeat(32)} ${ID}`],
    ['a homoglyph', `@${'f'.repeat(31)}е`],
  ])('with a plan id of %s approves nothing', async (_what, id) => {
    await using review = await opened()
    expectPending(await review.comment('alice', `/approve all ${id}`))
    expect(review.repo.comments(review.number).at(-1)?.body).toContain('Not counted')
  })

  it('in the same second as the list, or before it, approves nothing', async () => {
    await using review = await openReview()
    review.repo.comment(review.number, 'alice', `/approve all ${ID}`)
    review.forge.clock.sameSecond(() => {
      postAsGate(review, plan)
      review.repo.comment(review.number, 'bob', `/approve all ${ID}`)
    })
    expectPending(await review.gate())
    expectPending(await gateOnPlan(review))
  })

  it.each(['ada', BOT])(
    'voids what was approved once its list is deleted, by %s, between command and run',
    async (by) => {
      await using review = await opened()
      const id = review.repo.comment(review.number, 'alice', `/approve all ${ID}`)
      const { id: list } = listOf(review)
      review.forge.faults.add({
        path: '/graphql',
        operation: 'PullRequest',
        before: () => review.repo.deleteComment(list, by),
      })
      expect((await review.gate(id)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'NO_SURFACE' })
      expectPending(await gateOnPlan(review))
      expect(review.status()).toContain('a comment of the gate was deleted or changed since')
      expect((await review.comment('alice', `/approve all ${ID}`)).outputs['approved']).toBe('true')
    },
  )
})
