import { describe, expect, it } from '@jest/globals'
import { digestOf, planOf, queryOf } from '../render/queryOf.ts'
import { CONFIG, openReview } from './openReview.ts'
import type { Review } from './openReview.ts'
import { runBundle } from './runBundle.ts'
import type { BundleEnd } from './runBundle.ts'

const plan = planOf([queryOf({ digest: digestOf('a') })])
const ALL = `/approve all @${'f'.repeat(32)}`

/** Runs the action for an event that belongs to no comment. */
const runFor = async (
  { forge, repo }: Review,
  name: string,
  payload: object,
  inputs: Readonly<Record<string, string>> = {},
): Promise<BundleEnd> =>
  await runBundle({
    apiUrl: forge.url,
    checkout: '.',
    event: { name, payload },
    inputs: { 'github-token': repo.token(), release: 'web', chart: 'charts/web', ...inputs },
  })

describe('the clock', () => {
  it('ends approvals that have expired, on every open pull request that has a list', async () => {
    await using review = await openReview({ files: { [CONFIG]: 'schemaVersion: 1\napprovals: { expire: 7d }\n' } })
    const { repo, forge, number } = review
    await review.publish(plan)
    expect((await review.comment('alice', ALL)).outputs['approved']).toBe('true')
    repo.openPullRequest({
      author: 'bob',
      title: 'without a list',
      headRef: 'other',
      baseRef: 'main',
      commits: [{ oid: '5'.repeat(40), author: 'bob' }],
    })
    forge.clock.advance(8 * 86_400)
    const end = await runFor(review, 'schedule', { schedule: '0 * * * *' })
    expect(end.code).toBe(0)
    expect(end.stdout).toContain(`pull request ${number}: PENDING`)
    expect(review.status()).toContain('the approval has expired; approve again')
    expect(repo.statuses('c'.repeat(40)).at(-1)).toMatchObject({ state: 'pending' })
    expect(repo.comments(2)).toEqual([])
  })

  it('brings in who may be asked once nobody answered for long enough', async () => {
    const config = `schemaVersion: 1
roles: { sre: { users: [bob] }, managers: { users: [carol] } }
requirement: { of: sre, escalate: { after: 4h, to: managers } }
`
    await using review = await openReview({ files: { [CONFIG]: config } })
    await review.publish(plan)
    expect((await review.comment('carol', ALL)).outputs['approved']).toBe('false')
    review.forge.clock.advance(5 * 3600)
    await runFor(review, 'schedule', {})
    expect(review.repo.statuses('c'.repeat(40)).at(-1)).toMatchObject({ state: 'success' })
  })

  it('does not let one pull request keep the others from their decision', async () => {
    await using review = await openReview()
    const { repo, forge } = review
    await review.publish(plan)
    repo.openPullRequest({
      author: 'bob',
      title: 'x',
      headRef: 'x',
      baseRef: 'main',
      commits: [{ oid: '5'.repeat(40), author: 'bob' }],
    })
    const surface = repo.comments(1).find(({ body }) => body.includes('helm-query-gate:surface'))
    repo.comment(2, 'github-actions[bot]', surface?.body ?? '')
    forge.faults.add({ path: /collaborators/, status: 403, times: 1 })
    repo.comment(1, 'alice', ALL)
    const end = await runFor(review, 'schedule', {})
    expect(end.outputs['reason-code']).toBe('E_GITHUB_FORBIDDEN')
    expect(end.stdout).toContain('pull request 2: PENDING')
  })
})

describe('a base that moves', () => {
  it('has its pull requests decided on again, and planned again by the workflow that is named', async () => {
    await using review = await openReview()
    const { repo } = review
    await review.publish(plan)
    repo.pushBranch('main', [{ oid: '8'.repeat(40), author: 'bob' }], 'bob')
    const end = await runFor(review, 'push', { ref: 'refs/heads/main' }, { replan: 'plan.yml' })
    expect(end.code).toBe(0)
    expect(repo.automation.dispatches).toEqual([
      { workflow: 'plan.yml', ref: 'main', inputs: { 'pull-request': String(review.number) } },
    ])
    await runFor(review, 'push', { ref: 'refs/heads/elsewhere' }, { replan: 'plan.yml' })
    expect(repo.automation.dispatches).toHaveLength(1)
  })
})

describe('a merge queue', () => {
  it('has the status of the pull request on the commit that it is to merge', async () => {
    await using review = await openReview()
    await review.publish(plan)
    const sha = '9'.repeat(40)
    review.repo.commit({ oid: sha, author: null })
    const payload = {
      action: 'checks_requested',
      merge_group: { head_sha: sha, head_ref: `refs/heads/gh-readonly-queue/main/pr-${review.number}-${sha}` },
    }
    expect((await runFor(review, 'merge_group', payload)).outputs['approved']).toBe('false')
    expect(review.repo.statuses(sha).at(-1)).toMatchObject({ state: 'pending' })
    await review.comment('alice', ALL)
    expect((await runFor(review, 'merge_group', payload)).outputs['approved']).toBe('true')
    expect(review.repo.statuses(sha).at(-1)).toMatchObject({
      state: 'success',
      context: 'helm-query-gate/web/production',
    })
  })
})

describe('a decision', () => {
  it('is a check of the head where that is asked for', async () => {
    await using review = await openReview({ inputs: { 'check-run': 'on' } })
    await review.publish(plan)
    await review.comment('alice', ALL)
    expect(review.repo.automation.checks.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ['helm-query-gate/web/production', 'action_required'],
      ['helm-query-gate/web/production', 'success'],
    ])
    expect(review.repo.automation.checks.at(-1)?.output?.summary).toContain('Who counted, who did not, who could still')
    expect(review.forge.problems).toEqual([])
  })

  it('is a document that says for each query who counted, who did not and who could still', async () => {
    await using review = await openReview({
      files: {
        [CONFIG]: 'schemaVersion: 1\nroles: { sre: { users: [bob, carol] } }\nrequirement: { count: 2, of: sre }\n',
      },
    })
    await review.publish(plan)
    await review.comment('ada', ALL)
    const end = await review.comment('bob', ALL)
    const document: unknown = JSON.parse(end.documents['decision.json'] ?? '')
    expect(document).toMatchObject({
      schemaVersion: 1,
      state: 'pending',
      reasonCode: 'PENDING',
      identityLevel: 'L1',
      queries: [
        {
          number: 1,
          needs: [{ kind: 'count', count: 2, missing: 1, by: [{ login: 'bob' }], could: ['carol'] }],
          approvals: [{ login: 'bob' }],
          notCounted: [{ login: 'ada', why: 'you are the author of this pull request.' }],
        },
      ],
    })
    const { Ajv2020 } = await import('ajv/dist/2020.js')
    const { default: schema } = await import('../../schemas/decision.schema.json', { with: { type: 'json' } })
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema)
    validate(document)
    expect(validate.errors ?? []).toEqual([])
  })
})
