import { describe, expect, it } from '@jest/globals'
import { ALL, openListed, plan } from './listedReview.ts'
import { CONFIG, openReview } from './openReview.ts'
import type { Review } from './openReview.ts'

const CONFIGURED = `schemaVersion: 1
roles:
  sre: { users: [alice, bob] }
  web: { users: [carol] }
requirement: { all: [sre, { count: 1, of: [web, sre] }] }
override: { by: sre }
approvals: { expire: 7d }
`

describe('the configuration file', () => {
  it('of the base says who is needed; each person fills one place, and the status says who could', async () => {
    await using review = await openListed({ [CONFIG]: CONFIGURED })
    expect(review.status()).toContain('still needs 1 of alice, bob and 1 of carol or alice, bob for 1, 2')
    const first = await review.comment('alice', ALL)
    expect(first.outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    expect(JSON.parse(first.outputs['needed'] ?? '')).toEqual([
      { query: 1, missing: 1, of: ['1 of carol or alice, bob'] },
      { query: 2, missing: 1, of: ['1 of carol or alice, bob'] },
    ])
    const outsider = await review.comment('dave', ALL)
    expect(outsider.outputs['approved']).toBe('false')
    expect(review.status()).toContain('fills none of the places that are still open')
    const second = await review.comment('carol', ALL)
    expect(second.outputs).toMatchObject({ approved: 'true', 'reason-code': 'APPROVED' })
    expect(review.status()).toContain(`rules: \`${CONFIG} at main\``)
    expect(review.forge.problems).toEqual([])
  })

  it('of the pull request says nothing, and that it changes is said', async () => {
    const oid = 'd'.repeat(40)
    const lax = { [CONFIG]: 'schemaVersion: 1\nrequirement: writers\n' }
    await using review = await openListed(
      { [CONFIG]: CONFIGURED },
      { commits: [{ oid, author: 'ada', message: 'lax', files: lax }] },
    )
    const end = await review.comment('dave', ALL)
    expect(end.outputs['approved']).toBe('false')
    expect(review.status()).toContain(`This pull request changes ${CONFIG}`)
  })

  it('must be satisfied as it was before the merge, and as it is now', async () => {
    const oid = 'd'.repeat(40)
    const lax = { [CONFIG]: 'schemaVersion: 1\nrequirement: writers\n' }
    await using review = await openListed(
      { [CONFIG]: CONFIGURED },
      { commits: [{ oid, author: 'ada', message: 'lax', files: lax }], inputs: { 'apply-when': 'after-merge' } },
    )
    review.repo.merge(review.number, 'ada')
    const one = await review.comment('dave', ALL)
    expect(one.outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    await review.comment('alice', ALL)
    const all = await review.comment('carol', ALL)
    expect(all.outputs).toMatchObject({ approved: 'true', 'reason-code': 'APPROVED' })
    expect(review.status()).toContain('at main before the merge')
  })

  it('that is wrong approves nothing, and the log points at the place', async () => {
    await using review = await openReview({ files: { [CONFIG]: 'schemaVersion: 1\nrequirement: { of: sre }\n' } })
    const end = await review.publish(plan)
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_CONFIG' })
    expect(end.stdout).toContain('2 | requirement: { of: sre }')
    expect(end.stdout).toContain(`${CONFIG} at main, line 2, column 20: there is no role called sre`)
    expect(review.repo.statuses('c'.repeat(40)).at(-1)).toMatchObject({ state: 'error' })
    expect(review.status()).toContain('[E_CONFIG]\n\n```\n2 | requirement: { of: sre }\n')
  })

  it('that GitHub does not give whole approves nothing', async () => {
    await using review = await openReview({ files: { [CONFIG]: `schemaVersion: 1\n${'# long\n'.repeat(100_000)}` } })
    expect((await review.publish(plan)).outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_CONFIG' })
  })
})

describe('the branch that a pull request goes into', () => {
  it('must be listed on the default branch, whatever it says itself', async () => {
    await using review = await openReview({ files: { [CONFIG]: CONFIGURED } })
    const own = { [CONFIG]: 'schemaVersion: 1\nbases: [lax]\nrequirement: writers\n' }
    review.repo.pushBranch('lax', [{ oid: 'e'.repeat(40), author: 'ada', files: own }], 'ada')
    review.repo.retarget(review.number, 'lax', 'ada')
    const end = await review.publish(plan)
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_BASE' })
  })

  it('may be listed; then its own rules count, and approvals from before the change do not', async () => {
    const both = `${CONFIGURED}bases: [main, 'release/*']\n`
    await using review = await openListed({ [CONFIG]: both })
    await review.comment('alice', ALL)
    const loose = { [CONFIG]: 'schemaVersion: 1\nrequirement: writers\n' }
    review.repo.pushBranch('release/1', [{ oid: 'e'.repeat(40), author: 'ada', files: loose }], 'ada')
    review.repo.retarget(review.number, 'release/1', 'ada')
    const moved = await review.gate()
    expect(moved.outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    expect(review.status()).toContain('goes into another branch since')
    const again = await review.comment('dave', ALL)
    expect(again.outputs).toMatchObject({ approved: 'true' })
  })
})

describe('after the merge, what was merged since the last deployment goes out together', () => {
  /** Bob's pull request was merged after the last deployment and never applied; ada's is merged on top. */
  const both = async (deployedAt: string): Promise<Review> => {
    const review = await openReview({ inputs: { 'apply-when': 'after-merge' } })
    const commits = [{ oid: '7'.repeat(40), author: 'bob', message: 'first' }]
    const first = review.repo.openPullRequest({
      author: 'bob',
      title: 'first',
      headRef: 'first',
      baseRef: 'main',
      commits,
    })
    review.repo.merge(first, 'bob')
    review.repo.merge(review.number, 'ada')
    await review.publish({ ...plan, release: { ...plan.release, deployedAt } })
    return review
  }

  it('so the author of the other one cannot approve it', async () => {
    await using review = await both('2020-01-01T00:00:00Z')
    expect((await review.comment('bob', ALL)).outputs['approved']).toBe('false')
    expect(review.status()).toContain('you are the author of this pull request')
    expect((await review.comment('alice', ALL)).outputs['approved']).toBe('true')
  })

  it('but not what was deployed before', async () => {
    await using review = await both('2099-01-01T00:00:00Z')
    expect((await review.comment('bob', ALL)).outputs['approved']).toBe('true')
  })

  it('and what was said there counts here', async () => {
    await using review = await both('2020-01-01T00:00:00Z')
    const surface = review.repo.comments(review.number).filter(({ body }) => body.includes('helm-query-gate:surface'))
    for (const { body } of surface) review.repo.comment(2, 'github-actions[bot]', body)
    review.repo.comment(2, 'carol', ALL)
    expect((await review.gate()).outputs['approved']).toBe('true')
    expect(review.forge.problems).toEqual([])
  })
})
