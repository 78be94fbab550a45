// Break-glass: by listed people, for one plan, once, for an hour, with an issue that asks for the review afterwards.
import { describe, expect, it } from '@jest/globals'
import { CONFIG, openReview } from '../action/openReview.ts'
import type { Review, ReviewOptions } from '../action/openReview.ts'
import { digestOf, planOf, queryOf } from '../render/queryOf.ts'
import { postAsGate } from './postAsGate.ts'

const web = queryOf({ digest: digestOf('a') })
const plan = planOf([web])
const ID = `@${'f'.repeat(32)}`
const OVERRIDE = `/gate override ${ID} the shop is down`
const BOT = 'github-actions[bot]'
const GLASS =
  'schemaVersion: 1\nroles: { sre: { users: [ada, alice, mallory] } }\nrequirement: { count: 2, of: writers }\noverride: { by: sre }\n'

const opened = async (options: ReviewOptions = {}): Promise<Review> => {
  const review = await openReview({ files: { [CONFIG]: GLASS }, ...options })
  postAsGate(review, plan)
  return review
}

const issues = ({ repo }: Review) =>
  [...repo.pulls.issues.values()].filter(({ title }) => title.startsWith('Review after'))
const replyOf = ({ repo, number }: Review): string => repo.comments(number).at(-1)?.body ?? ''

describe('threat 43: break-glass', () => {
  it('lets its plan pass, opens one issue and one notice, however often the gate runs', async () => {
    await using review = await opened()
    const end = await review.comment('alice', OVERRIDE)
    expect(end.outputs).toMatchObject({ approved: 'true', 'reason-code': 'OVERRIDDEN' })
    expect((await review.gate()).outputs['reason-code']).toBe('OVERRIDDEN')
    expect(issues(review)).toHaveLength(1)
    expect(issues(review)[0]?.body).toContain('the shop is down')
    const notices = review.repo.comments(review.number).filter(({ body }) => body.includes('**Break-glass** by'))
    expect(notices).toHaveLength(1)
    expect(notices[0]?.body).toContain('[!CAUTION]')
  })

  it.each<[string, string, (review: Review) => void, string]>([
    ['somebody who may write and is not listed', 'bob', () => undefined, 'the configuration does not list you'],
    ['the author, who is listed', 'ada', () => undefined, 'you are the author of this pull request'],
    [
      'a pusher, who is listed',
      'alice',
      ({ repo, number }) => repo.push(number, [{ oid: 'd'.repeat(40), author: 'ada' }], { by: 'alice' }),
      'you pushed to this pull request',
    ],
    ['somebody who is listed and may not write', 'mallory', () => undefined, 'deciding needs the right to write'],
    ['a bot', 'sre[bot]', ({ repo }) => repo.permit('sre[bot]', 'admin'), 'only people decide'],
  ])('by %s lets nothing pass', async (_who, login, prepare, why) => {
    await using review = await opened()
    prepare(review)
    const end = await review.comment(login, OVERRIDE)
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING', environment: '' })
    expect(replyOf(review)).toContain(why)
    expect(issues(review)).toEqual([])
  })

  it.each([
    ['of another plan', `/gate override @${'e'.repeat(32)} the shop is down`, 'that is not the plan of now'],
    ['of a shorter id', `/gate override @${'f'.repeat(31)} the shop is down`, 'names the whole plan'],
    ['without a plan', '/gate override the shop is down', 'names the whole plan'],
    ['without a reason', `/gate override ${ID}`, 'names the whole plan'],
    ['with a reason of blanks', `/gate override ${ID}  `, 'names the whole plan'],
    ['for some queries', `/gate override 1 ${ID} the shop is down`, 'names the whole plan'],
  ])('%s lets nothing pass', async (_what, line, why) => {
    await using review = await opened()
    expect((await review.comment('alice', line)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    expect(replyOf(review)).toContain(why)
  })

  it.each<[string, (review: Review, id: number) => void]>([
    ['was edited', ({ repo }, id) => repo.editComment(id, 'alice', `${OVERRIDE}!`)],
    [
      'was edited into it',
      ({ repo }, id) => (repo.editComment(id, 'alice', 'x'), repo.editComment(id, 'alice', OVERRIDE)),
    ],
    ['was deleted', ({ repo }, id) => repo.deleteComment(id, 'alice')],
    ['is an hour old', ({ forge }) => forge.clock.advance(3600)],
    [
      'was followed by a change of the base',
      ({ repo, number }) => (
        repo.pushBranch('x', [{ oid: 'e'.repeat(40), author: 'ada' }], 'ada'),
        repo.retarget(number, 'x'),
        repo.retarget(number, 'main')
      ),
    ],
    ['was given by somebody who lost the right since', ({ repo }) => repo.permit('alice', 'read')],
    [
      'speaks of a list that is gone',
      ({ repo, number }) => repo.deleteComment(repo.comments(number)[0]?.id ?? 0, 'ada'),
    ],
  ])('that %s lets nothing pass', async (_what, spoil) => {
    await using review = await opened()
    const id = review.repo.comment(review.number, 'alice', OVERRIDE)
    spoil(review, id)
    // The plan itself is decided on, whatever became of its list.
    expect((await review.publish(plan)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    expect(issues(review)).toEqual([])
  })

  it('sent by e-mail or by an app in somebody’s name lets nothing pass', async () => {
    await using review = await opened()
    review.repo.comment(review.number, 'alice', OVERRIDE, { byEmail: true })
    review.repo.comment(review.number, 'alice', OVERRIDE, { throughApp: 'helpful' })
    expect((await review.gate()).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
  })

  it('and a push after it: another plan is not covered', async () => {
    await using review = await opened()
    await review.comment('alice', OVERRIDE)
    review.repo.push(review.number, [{ oid: 'd'.repeat(40), author: 'ada' }])
    const end = await review.publish(planOf([{ ...web, digest: digestOf('b') }], { digest: digestOf('e') }))
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
  })

  it.each<[string, Parameters<typeof queryOf>[0], string]>([
    ['what the cluster refuses', { verb: 'blocked' }, 'BLOCKED_BY_CLUSTER'],
    ['what cannot be approved', { unapprovable: { code: 'U_SECRET', message: 'There is no key.' } }, 'UNAPPROVABLE'],
  ])('never covers %s', async (_what, parts, code) => {
    const hard = planOf([web, queryOf({ ...parts, digest: digestOf('b'), object: { ...web.object, name: 'api' } })])
    await using review = await openReview({ files: { [CONFIG]: GLASS } })
    postAsGate(review, hard)
    expect((await review.comment('alice', OVERRIDE)).outputs).toMatchObject({ approved: 'false', 'reason-code': code })
    expect(replyOf(review)).toContain('no approval lets pass, and no override does')
    expect(issues(review)).toHaveLength(0)
  })

  it.each([403, 404, 410, 422, 500])('whose issue cannot be opened (%s) lets nothing pass', async (status) => {
    await using review = await opened()
    review.forge.faults.add({ method: 'POST', path: /\/issues$/, status, times: 9 })
    const end = await review.comment('alice', OVERRIDE)
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'error', environment: '' })
    expect(end.code).toBe(1)
    review.forge.faults.clear()
    expect((await review.gate()).outputs['reason-code']).toBe('OVERRIDDEN')
    expect(issues(review)).toHaveLength(1)
  })

  it.each<[string, (body: string) => string]>([
    ['of an issue that is not there', (body) => body.replace(/#\d+/, '#999')],
    ['of another issue', (body) => body.replace(/#\d+/, '#1')],
    ['of no issue', (body) => body.replace(/ Follow-up: #\d+/, '')],
    ['alone, its last line', (body) => body.split('\n').at(-1) ?? ''],
  ])('does not go without its issue where another workflow forged the notice %s', async (_what, forge) => {
    await using review = await opened()
    const { repo, number } = review
    const id = repo.comment(number, 'alice', OVERRIDE)
    await review.gate(id)
    const notice = repo.comments(number).find(({ body }) => body.includes('**Break-glass** by'))
    if (notice === undefined) throw new Error('there is no notice')
    // As if the gate had not run yet, and the forger had been faster.
    repo.conversation.comments.delete(notice.id)
    for (const issue of issues(review)) repo.pulls.issues.delete(issue.number)
    repo.comment(number, BOT, forge(notice.body))
    expect((await review.gate()).outputs['reason-code']).toBe('OVERRIDDEN')
    expect(issues(review)).toHaveLength(1)
  })

  it('does not go where nobody is listed, in the base of now or in the one before the merge', async () => {
    await using review = await openReview({
      inputs: { 'apply-when': 'after-merge' },
      commits: [{ oid: 'c'.repeat(40), author: 'ada', files: { [CONFIG]: GLASS } }],
    })
    postAsGate(review, plan)
    expect((await review.comment('alice', OVERRIDE)).outputs['approved']).toBe('false')
    review.repo.flatten(review.number, 'ada', 'squash')
    expect((await review.comment('alice', OVERRIDE)).outputs).toMatchObject({
      approved: 'false',
      'reason-code': 'PENDING',
    })
  })
})
