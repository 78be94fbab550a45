// Whose word counts: people who may write at this moment, and none of those whose change it is.
import { describe, expect, it } from '@jest/globals'
import type { Fault } from '../forge/Faults.ts'
import { CONFIG, openReview } from '../action/openReview.ts'
import type { Review, ReviewOptions } from '../action/openReview.ts'
import { digestOf, planOf, queryOf } from '../render/queryOf.ts'
import { postAsGate } from './postAsGate.ts'

const plan = planOf([queryOf({ digest: digestOf('a') })])
const ALL = `/approve all @${'f'.repeat(32)}`
const HEAD = 'c'.repeat(40)
const PERMISSION = { method: 'GET', path: /\/collaborators\/alice\/permission$/, times: 9 }

const opened = async (options: ReviewOptions = {}): Promise<Review> => {
  const review = await openReview(options)
  postAsGate(review, plan)
  return review
}

/** That the approval of this person does not count, while that of bob does. */
const expectNobody = async (review: Review, login: string, why: string): Promise<void> => {
  const end = await review.comment(login, ALL)
  expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING', environment: '' })
  expect(review.repo.statuses(review.repo.pullRequest(review.number).headOid).at(-1)).toMatchObject({
    state: 'pending',
  })
  expect(review.repo.comments(review.number).at(-1)?.body).toContain(why)
  expect((await review.comment('bob', ALL)).outputs['reason-code']).toBe('APPROVED')
}

describe('threat 09: somebody approves who may not', () => {
  const right = 'deciding needs the right to write to this repository'
  const people = 'only people decide, by their own comments'

  it.each<[string, string, (review: Review) => void, string]>([
    ['an outsider', 'mallory', () => undefined, right],
    ['somebody who may read', 'eve', () => undefined, right],
    ['somebody who may triage', 'tom', ({ repo }) => repo.permit('tom', 'triage'), right],
    ['somebody who may no longer write', 'carol', ({ repo }) => repo.permit('carol', 'read'), right],
    ['a bot that may write', 'dependabot[bot]', ({ repo }) => repo.permit('dependabot[bot]', 'write'), people],
    ['a person called like the gate', 'github-actions', () => undefined, right],
    ['a person with a homoglyph of a writer’s login', 'аlice', () => undefined, right],
    ['a person with a writer’s login and more', 'alice-', () => undefined, right],
    ['an organisation', 'acme', () => undefined, people],
  ])('%s', async (_who, login, prepare, why) => {
    await using review = await opened()
    prepare(review)
    await expectNobody(review, login, why)
  })

  it('an app that speaks in the name of somebody who may', async () => {
    await using review = await opened()
    const id = review.repo.comment(review.number, 'alice', ALL, { throughApp: 'helpful' })
    expect((await review.gate(id)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    expect(review.repo.comments(review.number).at(-1)?.body).toContain(people)
  })

  it('somebody who took over the login of a writer', async () => {
    await using review = await opened()
    const id = review.repo.comment(review.number, 'mallory', ALL)
    review.forge.rename('alice', 'alice-of-old')
    review.forge.rename('mallory', 'alice')
    expect((await review.gate(id)).outputs['approved']).toBe('false')
    expect(review.repo.comments(review.number).at(-1)?.body).toContain(right)
  })

  it.each<[string, Partial<Fault>, string]>([
    ['403', { status: 403 }, 'E_GITHUB_FORBIDDEN'],
    ['404', { status: 404 }, 'PENDING'],
    ['500', { status: 500 }, 'E_GITHUB_DOWN'],
    ['nothing', { status: 200, body: {} }, 'E_GITHUB_ANSWER'],
    ['the right of somebody else', { status: 200, body: { permission: 'admin', user: { id: 1 } } }, 'PENDING'],
    [
      'a right without a name',
      { status: 200, body: { permission: 'god', role_name: 'god', user: { id: 0 } } },
      'PENDING',
    ],
    ['a list', { status: 200, body: [] }, 'E_GITHUB_ANSWER'],
    ['a page of a proxy', { status: 200, body: '<html>' }, 'E_GITHUB_DOWN'],
  ])('somebody of whose right GitHub answers %s', async (_what, fault, code) => {
    await using review = await opened()
    const { id } = review.forge.user('alice')
    const body = JSON.parse(JSON.stringify(fault.body ?? null).replace('"id":0', `"id":${id}`))
    review.forge.faults.add({ ...PERMISSION, ...fault, ...(fault.body === undefined ? {} : { body }) })
    const end = await review.comment('alice', ALL)
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': code, environment: '' })
    expect(review.repo.statuses(HEAD).at(-1)?.state).not.toBe('success')
  })

  it('and an answer without a meaning does not make a rejection vanish', async () => {
    await using review = await opened()
    review.repo.comment(review.number, 'alice', `/reject 1 @${'f'.repeat(32)} no`)
    review.forge.faults.add({ ...PERMISSION, status: 200, body: {} })
    expect((await review.comment('bob', ALL)).outputs).toMatchObject({
      approved: 'false',
      'reason-code': 'E_GITHUB_ANSWER',
    })
  })
})

describe('threat 09: a role that cannot be known', () => {
  const role = (members: string): Record<string, string> => ({
    [CONFIG]: `schemaVersion: 1\nroles: { sre: { ${members} } }\nrequirement: sre\n`,
  })
  const permissions = {
    contents: 'read',
    issues: 'write',
    pull_requests: 'write',
    statuses: 'write',
    members: 'read',
  } as const
  const token: ReviewOptions['token'] = (repo) => repo.token({ as: 'github-actions[bot]', permissions })

  it.each<[string, string, ReviewOptions['token'], string, string]>([
    ['a team that the token cannot see', 'teams: [acme/sre]', undefined, 'false', 'cannot see the team acme/sre'],
    ['a team that was renamed', 'teams: [acme/old-sre]', token, 'false', 'cannot see the team acme/old-sre'],
    ['a team of another organisation', 'teams: [evil/sre]', token, 'false', 'cannot see the team evil/sre'],
    ['a team in another case', 'teams: [Acme/SRE]', token, 'true', ''],
    ['a login in another case', 'users: [BOB]', undefined, 'true', ''],
    ['a login that stands for another id', 'users: [1]', undefined, 'false', 'still needs 1 of #1'],
  ])('%s', async (_what, members, as, approved, says) => {
    await using review = await opened({ files: role(members), ...(as === undefined ? {} : { token: as }) })
    review.forge.team('acme', 'sre', ['bob'])
    review.forge.team('evil', 'other', ['bob'])
    expect((await review.comment('bob', ALL)).outputs['approved']).toBe(approved)
    expect(review.status()).toContain(says)
  })

  it.each([
    ['names nobody', '/values/ @bob', 'false'],
    ['ends with a line that takes the owners away', '* @bob\n/charts/', 'false'],
    ['names another case of the path', '/Charts/ @bob', 'false'],
    ['has an address of e-mail', '* bob@example.com', 'false'],
    ['says it in a comment', '# * @bob', 'false'],
    ['names them', '* @Bob', 'true'],
  ])('CODEOWNERS that %s', async (_what, text, approved) => {
    await using review = await opened({ files: { ...role('codeowners: true'), CODEOWNERS: `${text}\n` } })
    expect((await review.comment('bob', ALL)).outputs['approved']).toBe(approved)
  })
})

describe('threat 10: people approve their own change', () => {
  const commit = { oid: HEAD, author: 'ada', message: 'change' }

  it.each<[string, string, ReviewOptions, (review: Review) => void, string]>([
    ['the author', 'ada', {}, () => undefined, 'you are the author of this pull request'],
    [
      'the author of a commit',
      'alice',
      { commits: [{ ...commit, author: 'alice' }] },
      () => undefined,
      'a commit of this pull request is yours',
    ],
    [
      'the committer of one',
      'alice',
      { commits: [{ ...commit, committer: 'alice' }] },
      () => undefined,
      'a commit of this pull request is yours',
    ],
    [
      'who pushed the commits of others',
      'alice',
      {},
      ({ repo, number }) => repo.push(number, [{ oid: 'd'.repeat(40), author: 'ada' }], { by: 'alice' }),
      'you pushed to this pull request',
    ],
    [
      'who pushed them by force',
      'alice',
      {},
      ({ repo, number }) => repo.push(number, [{ oid: 'd'.repeat(40), author: 'ada' }], { by: 'alice', force: true }),
      'you pushed to this pull request',
    ],
  ])('%s', async (_who, login, options, happen, why) => {
    await using review = await opened(options)
    happen(review)
    await expectNobody(review, login, why)
  })

  it.each<[string, ReviewOptions]>([
    ['a bot opened it for its human', { pull: { author: 'helper[bot]' } }],
    ['a commit is by nobody whom GitHub knows', { commits: [{ ...commit, author: null }] }],
    ['a commit is committed by nobody', { commits: [{ ...commit, committer: null, author: null }] }],
  ])('where %s, one person is not enough', async (_what, options) => {
    await using review = await opened(options)
    expect((await review.comment('alice', ALL)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    expect((await review.comment('bob', ALL)).outputs['approved']).toBe('true')
  })

  it('a line in a commit makes nobody an author, and takes nobody’s approval away', async () => {
    await using review = await opened({ commits: [{ ...commit, coAuthors: ['alice', 'bob'] }] })
    expect((await review.comment('alice', ALL)).outputs['approved']).toBe('true')
  })

  it('a push that stands behind a hundred others is not overlooked', async () => {
    await using review = await opened()
    const { repo, number, forge } = review
    repo.push(number, [{ oid: 'd'.repeat(40), author: 'ada' }], { by: 'alice' })
    const branch = 'refs/heads/change'
    for (let count = 0; count < 101; count += 1)
      repo.git.move(branch, HEAD, { id: 10_000 + count, actor: forge.user('ada'), at: '2026-01-01T00:00:00Z' })
    repo.git.move(branch, 'd'.repeat(40), { id: 20_000, actor: forge.user('ada'), at: '2026-01-01T00:00:00Z' })
    expect((await review.comment('alice', ALL)).outputs['approved']).toBe('false')
    expect(review.status()).toContain('Who pushed the head cannot be seen')
  })
})
