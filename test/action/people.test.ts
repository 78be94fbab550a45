import { describe, expect, it } from '@jest/globals'
import { digestOf } from '../render/queryOf.ts'
import { ALL, openListed, plan } from './listedReview.ts'
import { CONFIG, openReview } from './openReview.ts'
import type { Review } from './openReview.ts'

describe('roles', () => {
  const TEAM = 'schemaVersion: 1\nroles: { sre: { teams: [acme/sre] } }\nrequirement: sre\n'

  it('by team count with a token that sees its members', async () => {
    await using review = await openListed(
      { [CONFIG]: TEAM },
      {
        token: (repo) =>
          repo.token({
            as: 'gate[bot]',
            permissions: {
              contents: 'read',
              issues: 'write',
              pull_requests: 'write',
              statuses: 'write',
              members: 'read',
            },
          }),
      },
    )
    review.forge.team('acme', 'sre', ['bob'])
    expect((await review.comment('alice', ALL)).outputs['approved']).toBe('false')
    const end = await review.comment('bob', ALL)
    expect(end.outputs['approved']).toBe('true')
    expect(review.status()).toContain('identity level L2')
  })

  it('by team count for nobody where the token cannot see it, and say so', async () => {
    await using review = await openListed({ [CONFIG]: TEAM })
    review.forge.team('acme', 'sre', ['bob'])
    expect((await review.comment('bob', ALL)).outputs['approved']).toBe('false')
    expect(review.status()).toContain('the token cannot see the team acme/sre')
    expect(review.status()).toContain('identity level L1')
  })

  it('by CODEOWNERS of the base count who owns every path of the target', async () => {
    const owners = '/charts/ @alice @carol\n/values/ @carol\n'
    const config = 'schemaVersion: 1\nroles: { owners: { codeowners: true } }\nrequirement: owners\n'
    await using review = await openReview({ files: { [CONFIG]: config, CODEOWNERS: owners } })
    const paths = [
      { kind: 'chart' as const, path: 'charts/web', digest: digestOf('c') },
      { kind: 'values' as const, path: './values/production.yaml', digest: digestOf('d') },
    ]
    await review.publish({ ...plan, inputs: paths })
    expect((await review.comment('alice', ALL)).outputs['approved']).toBe('false')
    expect((await review.comment('carol', ALL)).outputs['approved']).toBe('true')
  })
})

describe('a CODEOWNERS file that GitHub cannot read', () => {
  it('counts for nobody on the line that decides, and says so', async () => {
    const config = 'schemaVersion: 1\nroles: { owners: { codeowners: true } }\nrequirement: owners\n'
    await using review = await openReview({ files: { [CONFIG]: config, CODEOWNERS: '/charts/ @carol @nobody\n' } })
    const fault = {
      line: 1,
      column: 17,
      kind: 'Unknown owner',
      source: '/charts/ @carol @nobody',
      message: 'Unknown owner',
      path: 'CODEOWNERS',
    }
    review.repo.settings.ownersFaults = [fault]
    await review.publish(plan)
    expect((await review.comment('carol', ALL)).outputs['approved']).toBe('false')
    expect(review.status()).toContain('line 1 of CODEOWNERS, which decides on charts/web/Chart.yaml, is in error')
    review.repo.settings.ownersFaults = []
    expect((await review.gate()).outputs['approved']).toBe('true')
  })

  it('is not there at all: nobody owns anything, and it says so', async () => {
    const config = 'schemaVersion: 1\nroles: { owners: { codeowners: true } }\nrequirement: owners\n'
    await using review = await openListed({ [CONFIG]: config })
    expect((await review.comment('carol', ALL)).outputs['approved']).toBe('false')
    expect(review.status()).toContain('the base has no CODEOWNERS file')
  })
})

describe('people who made the change', () => {
  it('cannot approve it: who pushed the commits of somebody else neither', async () => {
    await using review = await openListed({})
    review.repo.push(review.number, [{ oid: '1'.repeat(40), author: 'ada', message: 'more' }], { by: 'bob' })
    await review.publish(plan)
    const end = await review.comment('bob', ALL)
    expect(end.outputs['approved']).toBe('false')
    expect(review.status()).toContain('you pushed to this pull request')
    expect((await review.comment('alice', ALL)).outputs['approved']).toBe('true')
  })

  it.each([
    ['needs one more person', 'schemaVersion: 1\n', 'false'],
    ['needs nobody more where the configuration lists it', 'schemaVersion: 1\nauthors: ["renovate[bot]"]\n', 'true'],
  ])('a bot’s change %s', async (_what, config, approved) => {
    const commits = [{ oid: 'c'.repeat(40), author: 'renovate[bot]', message: 'bump' }]
    await using review = await openListed({ [CONFIG]: config }, { commits, pull: { author: 'renovate[bot]' } })
    expect((await review.comment('alice', ALL)).outputs['approved']).toBe(approved)
    expect((await review.comment('bob', ALL)).outputs['approved']).toBe('true')
  })
})

describe('a rejection that was counted', () => {
  it.each<[string, (review: Review, id: number) => void]>([
    ['deleted by its author', ({ repo }, id) => repo.deleteComment(id, 'bob')],
    ['deleted by somebody else', ({ repo }, id) => repo.deleteComment(id, 'ada')],
    ['edited into thanks', ({ repo }, id) => repo.editComment(id, 'ada', 'thanks!')],
    ['edited into an approval', ({ repo }, id) => repo.editComment(id, 'ada', ALL)],
    ['edited to reject another', ({ repo }, id) => repo.editComment(id, 'ada', `/reject 2 @${'f'.repeat(32)} too few`)],
  ])('still holds when it is %s, until its author revokes it', async (_what, lose) => {
    await using review = await openListed({})
    const id = review.repo.comment(review.number, 'bob', `/reject 1 @${'f'.repeat(32)} too few`)
    expect((await review.gate(id)).outputs['reason-code']).toBe('REJECTED')
    lose(review, id)
    await review.gate()
    expect((await review.comment('alice', ALL)).outputs['reason-code']).toBe('REJECTED')
    const revoked = await review.comment('bob', `/revoke all @${'f'.repeat(32)}`)
    expect(revoked.outputs).toMatchObject({ approved: 'true', 'reason-code': 'APPROVED' })
  })

  it('still holds when its author has another login, and its comment is gone', async () => {
    await using review = await openListed({})
    const id = review.repo.comment(review.number, 'bob', `/reject 1 @${'f'.repeat(32)} too few`)
    await review.gate(id)
    review.forge.rename('bob', 'robert')
    review.repo.deleteComment(id, 'ada')
    expect((await review.comment('alice', ALL)).outputs['reason-code']).toBe('REJECTED')
    expect((await review.comment('robert', `/revoke 1 @${'f'.repeat(32)}`)).outputs['approved']).toBe('true')
  })

  it('ends with the right of its author, or with their account', async () => {
    await using review = await openListed({})
    const id = review.repo.comment(review.number, 'bob', `/reject 1 @${'f'.repeat(32)} too few`)
    await review.gate(id)
    review.repo.deleteComment(id, 'ada')
    expect((await review.comment('alice', ALL)).outputs['reason-code']).toBe('REJECTED')
    review.forge.deleteUser('bob')
    expect((await review.gate()).outputs['approved']).toBe('true')
  })

  it('is kept once, however often the gate runs', async () => {
    await using review = await openListed({})
    await review.comment('bob', `/reject 1 2 @${'f'.repeat(32)} too few`)
    await review.gate()
    const kept = review.repo.comments(review.number).filter(({ body }) => body.includes('helm-query-gate:rejection'))
    expect(kept).toHaveLength(1)
  })
})

describe('a review that requests changes', () => {
  it('holds although somebody else dismissed it, until its author approves', async () => {
    await using review = await openListed({})
    const id = review.repo.review(review.number, 'bob', { state: 'CHANGES_REQUESTED', body: 'no' })
    await review.comment('alice', ALL)
    review.repo.dismissReview(review.number, id, 'ada')
    expect((await review.gate()).outputs['reason-code']).toBe('REJECTED')
    review.repo.review(review.number, 'bob', { state: 'APPROVED', body: 'fine' })
    expect((await review.gate()).outputs['approved']).toBe('true')
  })

  it('ends when its author dismisses it', async () => {
    await using review = await openListed({})
    const id = review.repo.review(review.number, 'bob', { state: 'CHANGES_REQUESTED', body: 'no' })
    await review.comment('alice', ALL)
    review.repo.dismissReview(review.number, id, 'bob')
    expect((await review.gate()).outputs['approved']).toBe('true')
  })
})
