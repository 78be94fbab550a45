// What is a command, and what becomes of one that was edited, deleted or sent in another way.
import { describe, expect, it } from '@jest/globals'
import { openReview } from '../action/openReview.ts'
import type { Review } from '../action/openReview.ts'
import { digestOf, planOf, queryOf } from '../render/queryOf.ts'
import { postAsGate } from './postAsGate.ts'

const web = queryOf({ digest: digestOf('a') })
const plan = planOf([web, queryOf({ digest: digestOf('b'), object: { ...web.object, name: 'api' } })])
const ID = `@${'f'.repeat(32)}`
const ALL = `/approve all ${ID}`
const BOT = 'github-actions[bot]'

const opened = async (): Promise<Review> => {
  const review = await openReview()
  postAsGate(review, plan)
  return review
}

describe('threat 04: a comment that was edited', () => {
  it.each([
    ['its author', 'alice', 'looks good'],
    ['somebody else', 'ada', 'looks good'],
    ['another workflow', BOT, 'looks good'],
    ['its author, from one approval into a wider one', 'alice', `/approve 1 ${ID}`],
    ['its author, to what it says already', 'alice', ALL],
  ])('into an approval by %s is not counted, and the answer says so', async (_what, editor, before) => {
    await using review = await opened()
    const { repo, number } = review
    const id = repo.comment(number, 'alice', before)
    repo.editComment(id, editor, ALL)
    const end = await review.gate(id)
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    expect(repo.comments(number).at(-1)?.body).toContain('the comment was edited. Post a new one.')
    expect(review.status()).toContain('the comment was edited. Post a new one.')
  })

  it('within the second of its posting is not counted either', async () => {
    await using review = await opened()
    const { repo, number, forge } = review
    const id = forge.clock.sameSecond(() => {
      const posted = repo.comment(number, 'alice', 'looks good')
      repo.editComment(posted, 'alice', ALL)
      return posted
    })
    expect((await review.gate(id)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
  })

  it('as a review, is not counted', async () => {
    await using review = await opened()
    const id = review.repo.review(review.number, 'alice', { state: 'APPROVED', body: 'fine' })
    review.repo.editReview(review.number, id, 'ada', ALL)
    expect((await review.gate()).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
  })

  it('between the event and the run counts as it is now, not as the event has it', async () => {
    await using review = await opened()
    const { repo, number, forge } = review
    const id = repo.comment(number, 'alice', ALL)
    forge.faults.add({
      path: '/graphql',
      operation: 'PullRequest',
      before: () => repo.editComment(id, 'alice', 'wait'),
    })
    expect((await review.gate(id)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
  })

  it.each([
    ['into a rejection', 'fine', `/reject 1 ${ID} no`],
    ['within a rejection', `/reject 1 ${ID} no`, `/reject 1 ${ID} never`],
  ])('%s rejects', async (_what, before, after) => {
    await using review = await opened()
    const id = review.repo.comment(review.number, 'bob', before)
    review.repo.editComment(id, 'ada', after)
    review.repo.comment(review.number, 'alice', ALL)
    expect((await review.gate()).outputs).toMatchObject({ 'reason-code': 'REJECTED', rejected: '[1]' })
  })
})

describe('threat 05: a rejection that is taken away', () => {
  const rejected = async (): Promise<{ review: Review; id: number }> => {
    const review = await opened()
    const id = review.repo.comment(review.number, 'bob', `/reject 1 ${ID} no`)
    return { review, id }
  }
  const forgedKeeper = (fields: object): string => {
    const text = JSON.stringify({
      login: 'bob',
      id: 0,
      remark: '',
      url: '',
      at: '2026-01-01T00:00:00Z',
      reason: 'no',
      subjects: [],
      ...fields,
    })
    return `x\n<!-- helm-query-gate:rejection ${Buffer.from(text).toString('base64')} -->`
  }

  it.each(['bob', 'ada', BOT])('by %s, who deletes it after it was counted, holds', async (by) => {
    const { review, id } = await rejected()
    await using _ = review
    expect((await review.gate(id)).outputs['reason-code']).toBe('REJECTED')
    review.repo.deleteComment(id, by)
    expect((await review.comment('alice', ALL)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'REJECTED' })
    expect(review.status()).toContain('The comment in which bob rejected is gone; the rejection holds.')
  })

  it('by hiding it, holds', async () => {
    const { review, id } = await rejected()
    await using _ = review
    review.repo.minimizeComment(id, 'off-topic')
    expect((await review.comment('alice', ALL)).outputs['reason-code']).toBe('REJECTED')
  })

  it('before a comment that another workflow forged can keep less of it, holds', async () => {
    const { review, id } = await rejected()
    await using _ = review
    const { repo, number, forge } = review
    repo.comment(number, BOT, forgedKeeper({ remark: `IC_${id}`, id: forge.user('bob').id }))
    await review.gate(id)
    repo.deleteComment(id, 'ada')
    expect((await review.comment('alice', ALL)).outputs['reason-code']).toBe('REJECTED')
  })

  it.each([
    ['another login', { login: 'nobody-at-all' }],
    ['the login of an outsider', { login: 'eve' }],
  ])('by a forged comment that gives its author %s, holds', async (_what, fields) => {
    const { review } = await rejected()
    await using _ = review
    const { repo, number, forge } = review
    repo.comment(number, BOT, forgedKeeper({ id: forge.user('bob').id, ...fields }))
    expect((await review.comment('alice', ALL)).outputs['reason-code']).toBe('REJECTED')
  })

  it('by deleting a comment before it while its page is read, holds', async () => {
    await using review = await opened()
    const { repo, number, forge } = review
    const first = repo.comment(number, 'ada', 'first')
    while (repo.comments(number).length < 100) repo.comment(number, 'ada', 'chatter')
    const id = repo.comment(number, 'bob', `/reject 1 ${ID} no`)
    repo.comment(number, 'alice', ALL)
    forge.faults.add({
      method: 'GET',
      path: /\/issues\/\d+\/comments$/,
      before: () => repo.deleteComment(first, 'ada'),
    })
    expect((await review.gate(id)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'REJECTED' })
  })

  it('by deleting the comment that keeps it: what was approved before is void', async () => {
    const { review, id } = await rejected()
    await using _ = review
    review.repo.comment(review.number, 'alice', ALL)
    await review.gate(id)
    review.repo.deleteComment(id, 'ada')
    const keeper = review.repo.comments(review.number).find(({ body }) => body.includes('helm-query-gate:rejection'))
    review.repo.deleteComment(keeper?.id ?? 0, 'ada')
    expect((await review.gate()).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    expect(review.status()).toContain('ada deleted a comment of bob')
  })

  it('by dismissing the review that asks for changes, whoever does it but its author', async () => {
    await using review = await opened()
    const { repo, number } = review
    const id = repo.review(number, 'bob', { state: 'CHANGES_REQUESTED', body: 'no' })
    repo.dismissReview(number, id, 'ada')
    expect((await review.comment('alice', ALL)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'REJECTED' })
  })
})

describe('threat 08: what only looks like a command', () => {
  const none = [
    '> /approve all',
    '```\n/approve all',
    '~~~\n/approve all',
    '<!--\n/approve all',
    'ok\n/approve all',
    ' /approve all',
    '\u200b/approve all',
    '\uFEFF/approve all',
    '​/approve all',
    '&#47;approve all',
    '`/approve all',
    '- /approve all',
    '／approve all',
    '/ approve all',
    '/lgtm',
  ]
  const broken = [
    '/approve 1-99',
    '/approve -1',
    '/approve 1 1',
    '/approve 1-2 2',
    '/approve 0',
    '/approve 2-1',
    '/approve 1,2',
    '/approve 1.',
    '/approve ١',
    '/approve 1 and 2',
    '/approve all except',
    '/approve all except 9',
    '/approve 99999999999',
    '/APPROVE all',
    '/approve\u00a0all',
    '/approve all all',
    '/approves all',
    '/approve',
  ]

  it('is none, or is void as a whole: nothing of all these is counted', async () => {
    await using review = await opened()
    for (const line of none) review.repo.comment(review.number, 'alice', `${line} ${ID}`)
    for (const line of broken) review.repo.comment(review.number, 'alice', `${line} ${ID}`)
    const end = await review.publish(plan)
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING', pending: '[1,2]' })
    const remarks: unknown = JSON.parse(end.documents['decision.json'] ?? '{}')
    expect(remarks).toMatchObject({ queries: [{ approvals: [] }, { approvals: [] }] })
  })

  it.each(['/approve 1-99', '/approve 1 1', '/approve 0', '/APPROVE all'])('%s is answered with why', async (line) => {
    await using review = await opened()
    await review.comment('alice', `${line} ${ID}`)
    expect(review.repo.comments(review.number).at(-1)?.body).toMatch(/Not counted|is not a query of that plan/)
  })

  it('an approval that came by e-mail is not counted, a rejection is', async () => {
    await using review = await opened()
    const { repo, number } = review
    const id = repo.comment(number, 'alice', `${ALL}\n\nOn Monday somebody wrote:\n> ${ALL}`, { byEmail: true })
    expect((await review.gate(id)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    expect(repo.comments(number).at(-1)?.body).toContain('it came by e-mail')
    repo.comment(number, 'bob', `/reject 1 ${ID} no`, { byEmail: true })
    expect((await review.comment('alice', ALL)).outputs['reason-code']).toBe('REJECTED')
  })
})
