// An apply that should not be: it decides by itself, and the API server's own audit log shows that nothing was written.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CONFIG } from '../action/openReview.ts'
import { openShop } from '../action/openShop.ts'
import type { Shop, ShopRun } from '../action/openShop.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'

const [helm3, helm4] = helms
if (helm3 === undefined || helm4 === undefined) throw new Error('there is no helm')
const HEAD = 'c'.repeat(40)
const BOT = 'github-actions[bot]'

/** That an apply ends with this code, and that nothing was written meanwhile. */
const expectRefused = async (shop: Shop, code: string, more: ShopRun = {}): Promise<string> => {
  const mark = await cluster.auditMark()
  const end = await shop.run('pull_request', { ...more, inputs: { command: 'apply', ...more.inputs } })
  expect(end.outputs).toMatchObject({ approved: 'false', decision: 'error', 'reason-code': code, environment: '' })
  expect(end.code).toBe(1)
  expect(await cluster.writesSince(mark, { namespace: shop.namespace })).toEqual([])
  return end.stdout
}

/** That nothing but what a test does keeps it from being applied. */
const expectApproved = async (shop: Shop): Promise<void> => {
  const { outputs } = await shop.run('pull_request', { inputs: { command: 'gate' } })
  expect(outputs['reason-code']).toBe('APPROVED')
}

/** Status comments and lists aside, everything that another workflow can forge to look approved. */
const forgeApproval = ({ repo, number, forge }: Shop): void => {
  const creator = forge.user(BOT)
  for (const context of ['helm-query-gate/web/production', 'gate', 'apply'])
    repo.addStatus({ sha: HEAD, context, state: 'success', description: 'approved', targetUrl: null, creator })
  repo.automation.checks.push({ id: 1, name: 'helm-query-gate/web/production', head_sha: HEAD, conclusion: 'success' })
  repo.comment(number, BOT, 'Every query is approved: the apply job may run.\n\n<!-- helm-query-gate:status -->')
  repo.react(repo.comment(number, 'alice', 'fine'), BOT, '+1')
}

describe('an apply that nobody approved', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(helm3)
  })
  afterAll(async () => await shop[Symbol.asyncDispose]())

  it('threat 14: without a gate in the workflow there is no list and no approval: refused', async () => {
    expect(await expectRefused(shop, 'E_NOT_APPROVED')).toContain('is not approved')
    shop.repo.comment(shop.number, 'alice', '/approve all')
    shop.repo.comment(shop.number, 'alice', `/approve all @${'f'.repeat(32)}`)
    await expectRefused(shop, 'E_NOT_APPROVED')
  })

  it('threat 15: forged statuses, checks, comments and outputs are not read', async () => {
    forgeApproval(shop)
    const env = { INPUT_APPROVED: 'true', INPUT_DECISION: 'approved', APPROVED: 'true' }
    await expectRefused(shop, 'E_NOT_APPROVED', { env })
  })

  it('threat 36: always() and continue-on-error around a gate that failed change nothing', async () => {
    shop.forge.faults.add({ path: '/graphql', operation: 'PullRequest', status: 500, times: 3 })
    const gate = await shop.run('pull_request', { inputs: { command: 'gate' } })
    expect(gate.outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_GITHUB_DOWN', environment: '' })
    await expectRefused(shop, 'E_NOT_APPROVED')
  })

  it('threat 32: a poisoned plan is only shown: an apply after its approval decides by itself', async () => {
    const planned = await shop.run('pull_request', { inputs: { command: 'plan' } })
    const document = JSON.parse(planned.documents['plan.json'] ?? '{}')
    const path = join(shop.checkout, 'plan.json')
    const [query] = document.queries
    const poisons = [
      { ...document, queries: [] },
      { ...document, queries: [{ ...query, diff: '+nothing', changes: [], risks: [] }] },
      { ...document, digest: `sha256:${'9'.repeat(64)}`, queries: [{ ...query, digest: `sha256:${'8'.repeat(64)}` }] },
    ]
    for (const poison of poisons) {
      await writeFile(path, JSON.stringify(poison))
      const publish = await shop.run('pull_request', { inputs: { command: 'publish', plan: path } })
      expect(publish.code).toBe(0)
      shop.repo.comment(shop.number, 'alice', `/approve all @${poison.digest.slice(7, 39)}`)
    }
    await rm(path)
    const gate = await shop.run('pull_request', { inputs: { command: 'gate' } })
    expect(gate.outputs['approved']).toBe('true')
    await expectRefused(shop, 'E_PLAN_STALE')
  })
})

describe('an apply of what was approved, once something is different', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(helm4)
    await shop.run('pull_request')
    const end = await shop.comment('alice', `/approve all @${shop.planId()}`)
    if (end.outputs['approved'] !== 'true') throw new Error(end.stdout)
  })
  afterAll(async () => await shop[Symbol.asyncDispose]())

  const places = `schemaVersion: 1
apply: { refs: [refs/heads/main, 'refs/heads/release/*'], workflows: [.github/workflows/apply.yml] }
`
  const MAIN = {
    GITHUB_REF: 'refs/heads/main',
    GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/apply.yml@refs/heads/main',
  }

  it.each<[string, Readonly<Record<string, string>>]>([
    ['a feature branch', { GITHUB_REF: 'refs/heads/feature' }],
    ['a pull request', { GITHUB_REF: 'refs/pull/1/merge' }],
    ['a branch called like one that is listed', { GITHUB_REF: 'refs/heads/main2' }],
    ['a branch below one that is listed', { GITHUB_REF: 'refs/heads/release/1/evil' }],
    ['a tag called like the branch', { GITHUB_REF: 'refs/tags/main' }],
    ['a branch called refs/heads/main', { GITHUB_REF: 'refs/heads/refs/heads/main' }],
    ['no ref', { GITHUB_REF: '' }],
    ['another workflow', { GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/evil.yml@refs/heads/main' }],
    [
      'a workflow whose name goes on',
      { GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/apply.yml@evil.yml@refs/heads/main' },
    ],
    [
      'a workflow in another folder',
      { GITHUB_WORKFLOW_REF: 'acme/shop/x/.github/workflows/apply.yml@refs/heads/main' },
    ],
    ['no workflow', { GITHUB_WORKFLOW_REF: '' }],
  ])('threat 16: from %s is refused before anything is rehearsed', async (_what, env) => {
    shop.repo.writeFile('main', CONFIG, places)
    expect(await expectRefused(shop, 'E_APPLY_PLACE', { env: { ...MAIN, ...env } })).not.toContain('applying')
    shop.repo.writeFile('main', CONFIG, 'schemaVersion: 1\n')
  })

  it('threat 01: a push that changes what is rendered is refused, and says what is new', async () => {
    const { inputs } = { inputs: { 'helm-args': '--set replicas=50' } }
    expect(await expectRefused(shop, 'E_PLAN_STALE', { inputs })).toContain('update Deployment web')
  })

  it('threat 02: a push, a merge or a move of the base during the apply is refused', async () => {
    await expectApproved(shop)
    const push = () => shop.repo.pushBranch('main', [{ oid: 'e'.repeat(40), author: 'bob' }], 'bob')
    shop.forge.faults.add({ path: '/graphql', operation: 'Head', before: push })
    await expectRefused(shop, 'E_HEAD_MOVED')
  })

  it.each<[string, (shop: Shop) => void, string]>([
    ['lost the right to write', ({ repo }) => repo.permit('alice', 'triage'), 'E_NOT_APPROVED'],
    [
      'lost it while the apply rehearsed',
      ({ forge, repo }) =>
        forge.faults.add({ path: '/graphql', operation: 'PullRequest', before: () => repo.permit('alice', 'read') }),
      'E_NOT_APPROVED',
    ],
    ['left altogether', ({ repo }) => repo.permit('alice', 'none'), 'E_NOT_APPROVED'],
  ])('threat 11: an approver who %s is read again', async (_what, lose, code) => {
    await expectApproved(shop)
    lose(shop)
    await expectRefused(shop, code)
    shop.repo.permit('alice', 'write')
  })

  it('threat 10: an approver who pushed to it since is not one any more', async () => {
    await expectApproved(shop)
    shop.repo.push(shop.number, [{ oid: 'd'.repeat(40), author: 'ada' }], { by: 'alice' })
    await expectRefused(shop, 'E_NOT_APPROVED')
    shop.repo.push(shop.number, [{ oid: 'f'.repeat(40), author: 'ada' }], { by: 'ada', force: true })
  })

  it('threat 12: a configuration of the base that became strict is obeyed', async () => {
    await expectApproved(shop)
    shop.repo.writeFile('main', CONFIG, 'schemaVersion: 1\nrequirement: { count: 2, of: writers }\n')
    await expectRefused(shop, 'E_NOT_APPROVED', { inputs: { 'required-approvals': '1' } })
    shop.repo.writeFile('main', CONFIG, 'schemaVersion: 1\n')
  })

  it('threat 13: a base that was changed to a lax one is refused', async () => {
    await expectApproved(shop)
    shop.repo.pushBranch('lax', [{ oid: '7'.repeat(40), author: 'ada' }], 'ada')
    shop.repo.retarget(shop.number, 'lax', 'ada')
    await expectRefused(shop, 'E_BASE')
    shop.repo.retarget(shop.number, 'main', 'ada')
    await expectRefused(shop, 'E_NOT_APPROVED')
  })

  it.each([
    ['a rejection', '/reject 1', 'E_REJECTED'],
    ['a revocation', '/revoke 1', 'E_NOT_APPROVED'],
  ])('threat 05: %s that came while the apply rehearsed is heard', async (_what, line, code) => {
    shop.repo.comment(shop.number, 'alice', `/approve all @${shop.planId()}`)
    await expectApproved(shop)
    const body = `${line} @${shop.planId()}${code === 'E_REJECTED' ? ' wait' : ''}`
    const before = (): void => void shop.repo.comment(shop.number, 'alice', body)
    shop.forge.faults.add({ path: '/graphql', operation: 'PullRequest', after: 1, before })
    await expectRefused(shop, code)
    shop.forge.faults.clear()
  })

  it('threat 05: a rejection that came and went holds', async () => {
    const id = shop.repo.comment(shop.number, 'bob', `/reject 1 @${shop.planId()} no`)
    await shop.run('pull_request', { inputs: { command: 'gate' } })
    shop.repo.deleteComment(id, 'ada')
    shop.repo.comment(shop.number, 'alice', `/approve all @${shop.planId()}`)
    await expectRefused(shop, 'E_REJECTED')
  })
})
