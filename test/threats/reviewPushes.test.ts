// What moves while it is reviewed: the head, the base, the branch, the rules.
import { describe, expect, it } from '@jest/globals'
import { CONFIG, openReview } from '../action/openReview.ts'
import type { Review, ReviewOptions } from '../action/openReview.ts'
import { digestOf, planOf, queryOf } from '../render/queryOf.ts'
import { postAsGate } from './postAsGate.ts'

const web = queryOf({ digest: digestOf('a') })
const api = queryOf({ digest: digestOf('b'), object: { ...web.object, name: 'api' } })
const plan = planOf([web, api])
const ALL = `/approve all @${'f'.repeat(32)}`
const more = (letter: string, by = 'ada', files: Record<string, string> = {}) => [
  { oid: letter.repeat(40), author: by, files },
]

const opened = async (options: ReviewOptions = {}): Promise<Review> => {
  const review = await openReview(options)
  postAsGate(review, plan)
  return review
}

describe('threat 01: a push after the approval', () => {
  const changed = queryOf({ digest: digestOf('d'), object: api.object, diff: '+evil' })

  it.each([
    ['changes a query: it is pending, the other is kept', planOf([web, changed], { digest: digestOf('e') }), '[2]'],
    ['changes the order: both are kept', planOf([api, web], { digest: digestOf('e') }), '[]'],
    ['adds a query: that one is pending', planOf([changed, web, api], { digest: digestOf('e') }), '[1]'],
    [
      'shows a query in another way under its digest',
      planOf([{ ...web, diff: '+evil' }, api], { digest: digestOf('e') }),
      '[1]',
    ],
    [
      'moves a query to another target',
      planOf([web, api], { digest: digestOf('e'), target: { ...plan.target, name: 'api/production', release: 'api' } }),
      '[1,2]',
    ],
  ])('that %s', async (_what, next, pending) => {
    await using review = await opened()
    review.repo.comment(review.number, 'alice', ALL)
    review.repo.push(review.number, more('d'))
    const end = await review.publish(next)
    expect(end.outputs).toMatchObject({ approved: String(pending === '[]'), pending })
  })
})

describe('threat 02: a push between the command and the evaluation', () => {
  const moves: readonly (readonly [string, (review: Review) => void])[] = [
    ['the head', ({ repo, number }) => repo.push(number, more('d'))],
    ['the head, by force', ({ repo, number }) => repo.push(number, more('d'), { force: true })],
    ['the base', ({ repo }) => repo.pushBranch('main', more('e', 'bob'), 'bob')],
    [
      'the branch it goes into',
      ({ repo, number }) => (repo.pushBranch('lax', more('e'), 'ada'), repo.retarget(number, 'lax', 'ada')),
    ],
    ['the state', ({ repo, number }) => void repo.merge(number, 'ada')],
  ]

  it.each(moves)('%s moves: no decision', async (_what, move) => {
    await using review = await opened()
    const id = review.repo.comment(review.number, 'alice', ALL)
    review.forge.faults.add({ path: '/graphql', operation: 'Head', before: () => move(review) })
    expect((await review.gate(id)).outputs).toMatchObject({
      approved: 'false',
      'reason-code': 'HEAD_MOVED',
      environment: '',
    })
    expect(review.repo.statuses('c'.repeat(40)).at(-1)).toMatchObject({ state: 'pending' })
  })

  it('and the status of the new head is not set by what was decided for the old one', async () => {
    await using review = await opened()
    const id = review.repo.comment(review.number, 'alice', ALL)
    const path = /\/issues\/comments\/|\/issues\/\d+\/comments$/
    review.forge.faults.add({ method: 'POST', path, before: () => review.repo.push(review.number, more('d')) })
    await review.gate(id)
    expect(review.repo.statuses('d'.repeat(40))).toEqual([])
  })
})

describe('threat 03: the commit that a review stands on', () => {
  it.each([
    ['is of the past', '0'.repeat(40)],
    ['is the head', 'd'.repeat(40)],
  ])('%s, and decides nothing: the plan id does', async (_what, commitOid) => {
    await using review = await opened()
    const { repo, number } = review
    repo.push(number, more('d'), { force: true })
    repo.review(number, 'alice', { state: 'APPROVED', body: 'fine', commitOid })
    expect((await review.gate()).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    repo.review(number, 'bob', { state: 'COMMENTED', body: ALL, commitOid })
    expect((await review.gate()).outputs['reason-code']).toBe('APPROVED')
  })
})

const STRICT = 'schemaVersion: 1\nroles: { sre: { users: [bob] } }\nrequirement: sre\n'
const LAX = 'schemaVersion: 1\nrequirement: writers\n'
const late = { inputs: { 'apply-when': 'after-merge' } }

describe('threat 12: a pull request that changes the rules by which it is judged', () => {
  const rules = {
    'the configuration': CONFIG,
    CODEOWNERS: '.github/CODEOWNERS',
    'a workflow': '.github/workflows/gate.yml',
  }

  it.each(Object.entries(rules))('changes %s: the rules are those of the base, and it is said', async (_what, path) => {
    const commits = [{ oid: 'c'.repeat(40), author: 'ada', files: { [path]: LAX } }]
    await using review = await opened({ files: { [CONFIG]: STRICT }, commits, inputs: { 'required-approvals': '1' } })
    expect((await review.comment('alice', ALL)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    expect(review.status()).toContain(`This pull request changes ${path}`)
    expect((await review.comment('bob', ALL)).outputs['reason-code']).toBe('APPROVED')
  })

  const commit = (letter: string, files: Record<string, string> = {}) => ({
    oid: letter.repeat(40),
    author: 'ada',
    files,
  })
  const ways: readonly (readonly [string, (review: Review) => void])[] = [
    ['a merge commit', ({ repo, number }) => void repo.merge(number, 'ada')],
    ['a squash', ({ repo, number }) => void repo.flatten(number, 'ada', 'squash')],
    ['a rebase', ({ repo, number }) => void repo.flatten(number, 'ada', 'rebase')],
  ]
  const first = {
    commits: [commit('c', { [CONFIG]: LAX }), commit('d'), commit('e', { 'charts/web/values.yaml': 'x: 1' })],
  }

  it.each(ways)('is merged by %s: the rules before it must be satisfied as well', async (_what, merge) => {
    await using review = await opened({ files: { [CONFIG]: STRICT }, ...first, ...late })
    merge(review)
    expect((await review.comment('alice', ALL)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    expect((await review.comment('bob', ALL)).outputs['reason-code']).toBe('APPROVED')
  })

  it.each(ways)('was pushed before the rules became strict, and is merged by %s', async (_what, merge) => {
    await using review = await opened({ ...first, ...late })
    review.repo.pushBranch('main', [{ oid: '7'.repeat(40), author: 'bob', files: { [CONFIG]: STRICT } }], 'bob')
    merge(review)
    expect((await review.comment('alice', ALL)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
  })

  it('was merged and brings lax rules, and goes out with another that is merged on top', async () => {
    await using review = await opened({ files: { [CONFIG]: STRICT }, ...late })
    const { repo, number } = review
    const lax = { title: 'lax', headRef: 'lax', baseRef: 'main', commits: [commit('5', { [CONFIG]: LAX })] }
    repo.merge(repo.openPullRequest({ author: 'ada', ...lax }), 'ada')
    repo.merge(number, 'ada')
    expect((await review.comment('alice', ALL)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    expect((await review.comment('bob', ALL)).outputs['reason-code']).toBe('APPROVED')
  })

  it('asks for less by the inputs of its workflow: the configuration file of the base has the last word', async () => {
    await using review = await opened({ files: { [CONFIG]: STRICT } })
    const id = review.repo.comment(review.number, 'alice', ALL)
    const inputs = { 'required-approvals': '0', environment: 'lax', 'apply-when': 'before-merge' }
    expect((await review.gate(id, inputs)).outputs['approved']).toBe('false')
    expect((await review.gate(id, { ...inputs, 'required-approvals': '1' })).outputs['reason-code']).toBe('PENDING')
  })
})

describe('threat 12: an environment that the workflow spells in another way', () => {
  it.each(['production', 'Production', 'PRODUCTION'])('%s has the rules of the environment', async (environment) => {
    const rules = `${LAX}roles: { sre: { users: [bob] } }\nenvironments: { production: { requirement: sre } }\n`
    await using review = await openReview({ files: { [CONFIG]: rules } })
    postAsGate(review, planOf([web], { target: { ...plan.target, name: `web/${environment}`, environment } }))
    expect((await review.comment('alice', ALL)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
  })
})

describe('threat 13: a base that is lax', () => {
  it.each(['lax', 'release/1/x', 'main2', 'Main'])(
    '%s, which the default branch does not list, is none',
    async (base) => {
      await using review = await opened({ files: { [CONFIG]: `${STRICT}bases: [main, 'release/*']\n` } })
      review.repo.pushBranch(
        base,
        [{ oid: 'e'.repeat(40), author: 'ada', files: { [CONFIG]: `${LAX}bases: ['${base}']\n` } }],
        'ada',
      )
      review.repo.retarget(review.number, base, 'ada')
      expect((await review.comment('alice', ALL)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_BASE' })
    },
  )

  it('that is listed voids the approvals from before, there and back again', async () => {
    await using review = await opened({ files: { [CONFIG]: "schemaVersion: 1\nbases: [main, 'release/*']\n" } })
    const { repo, number } = review
    repo.pushBranch('release/1', more('e'), 'ada')
    repo.comment(number, 'alice', ALL)
    repo.retarget(number, 'release/1', 'ada')
    expect((await review.gate()).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    repo.retarget(number, 'main', 'ada')
    expect((await review.gate()).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    expect(review.status()).toContain('the pull request goes into another branch since')
  })
})
