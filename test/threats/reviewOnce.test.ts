// An approval lets one apply pass, once: replays, races, receipts that are touched, and a GitHub that fails at the apply.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BundleEnd } from '../action/runBundle.ts'
import { CONFIG } from '../action/openReview.ts'
import { openShop } from '../action/openShop.ts'
import type { Shop } from '../action/openShop.ts'
import type { Fault } from '../forge/Faults.ts'
import { cluster } from '../real/cluster.ts'
import { helms, runHelm } from '../real/helm.ts'
import { spentMark } from '../../src/render/spentMark.ts'

const [helm3, helm4] = helms
if (helm3 === undefined || helm4 === undefined) throw new Error('there is no helm')
const BOT = 'github-actions[bot]'
const RECEIPT = 'helm-query-gate:receipt'

const apply = async (shop: Shop): Promise<BundleEnd> => await shop.run('pull_request', { inputs: { command: 'apply' } })

const expectRefused = async (shop: Shop, code: string): Promise<BundleEnd> => {
  const mark = await cluster.auditMark()
  const end = await apply(shop)
  expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': code, environment: '' })
  expect(end.code).toBe(1)
  expect(await cluster.writesSince(mark, { namespace: shop.namespace })).toEqual([])
  return end
}

/** Brings the release back to what it was, so that the very same queries are there again. */
const rollBack = async (shop: Shop, helm: (typeof helms)[number]): Promise<void> => {
  const { code, stderr } = await runHelm(helm, ['rollback', 'web', '1', '-n', shop.namespace])
  if (code !== 0) throw new Error(stderr)
}

const receiptsOf = ({ repo, number }: Shop) => repo.comments(number).filter(({ body }) => body.includes(RECEIPT))

describe('an approval that was used', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(helm3)
    await shop.run('pull_request')
  })
  afterAll(async () => await shop[Symbol.asyncDispose]())
  const approve = (): number => shop.repo.comment(shop.number, 'alice', `/approve all @${shop.planId()}`)

  it('threat 17: by one of two applies at once is not used by the other', async () => {
    approve()
    const mark = await cluster.auditMark()
    const ends = await Promise.all([apply(shop), apply(shop)])
    const codes = ends.map(({ outputs }) => outputs['reason-code'])
    expect(codes.filter((code) => code === 'APPLIED')).toHaveLength(1)
    expect(codes).not.toContain('APPROVED')
    const writes = await cluster.writesSince(mark, { namespace: shop.namespace })
    expect(writes.filter(({ resource, changed }) => resource === 'deployments.apps' && changed)).toHaveLength(1)
    expect(writes.filter(({ verb, name }) => verb === 'create' && name === 'sh.helm.release.v1.web.v2')).toHaveLength(1)
  })

  it('threat 17: is not used again by a run of the old event, nor once the cluster is as it was', async () => {
    expect((await apply(shop)).outputs['reason-code']).toBe('NOTHING_TO_DO')
    await rollBack(shop, helm3)
    const end = await expectRefused(shop, 'E_NOT_APPROVED')
    expect(end.stdout).toContain('still needs 1')
    await shop.run('pull_request', { inputs: { command: 'gate' } })
    expect(shop.status()).toContain('this approval was used by an earlier apply; approve again')
  })

  it.each<[string, (id: number, body: string) => void]>([
    ['edited by a person', (id) => shop.repo.editComment(id, 'ada', 'nothing to see')],
    ['deleted by a person', (id) => shop.repo.deleteComment(id, 'ada')],
    ['deleted by another workflow', (id) => shop.repo.deleteComment(id, BOT)],
  ])('threat 33: whose receipt is %s stays used (there is no ledger yet)', async (_what, touch) => {
    const receipts = receiptsOf(shop)
    const [first] = receipts
    // The last case finds one of its own making, as the true ones are gone by then.
    const id = first?.id ?? shop.repo.comment(shop.number, BOT, `<!-- ${RECEIPT} W10= -->`)
    touch(id, first?.body ?? '')
    await expectRefused(shop, 'E_NOT_APPROVED')
  })

  it('threat 33: a receipt that was forged, doubled or garbled can only use up more', async () => {
    const id = approve()
    const query = (await shop.run('pull_request')).outputs['result'] ?? ''
    expect(query).toContain('"approved":true')
    const plan = JSON.parse(
      (await shop.run('pull_request', { inputs: { command: 'plan' } })).documents['plan.json'] ?? '{}',
    )
    const forged = spentMark([{ query: plan.queries[0].digest, remark: `IC_${id}` }])
    const garbled = ['{', '[null]', '"x"', '[{"remark":1}]'].map(
      (text) => `<!-- ${RECEIPT} ${Buffer.from(text).toString('base64')} -->`,
    )
    for (const mark of [forged, forged, ...garbled]) shop.repo.comment(shop.number, BOT, `x\n${mark}`)
    await expectRefused(shop, 'E_NOT_APPROVED')
  })
})

describe('threat 34: a GitHub that fails at each call of an apply', () => {
  const FAILURES: readonly Partial<Fault>[] = [
    { status: 403 },
    { status: 429, headers: { 'retry-after': '600' } },
    { status: 502 },
    { reset: true },
    { halfBody: true },
    { status: 200, body: {} },
  ]
  /** The calls before the first write to the cluster, in their order; the transcript of the last test shows them. */
  const PLACES: readonly (readonly [string, Fault])[] = [
    ['GraphQL PullRequest', { path: '/graphql', operation: 'PullRequest' }],
    ['GET /repos/{owner}/{repo}/activity', { method: 'GET', path: /\/activity$/ }],
    ['GET /repos/{owner}/{repo}/collaborators/{username}/permission', { method: 'GET', path: /\/permission$/ }],
    ['GET /repos/{owner}/{repo}/issues/{issue_number}/comments', { method: 'GET', path: /\/comments$/ }],
    ['GraphQL Head', { path: '/graphql', operation: 'Head' }],
    ['POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { method: 'POST', path: /\/comments$/ }],
  ]
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(helm4)
    await shop.run('pull_request')
    shop.repo.comment(shop.number, 'alice', `/approve all @${shop.planId()}`)
  })
  afterAll(async () => await shop[Symbol.asyncDispose]())

  it.each(PLACES)('%s: nothing is written', async (_call, place) => {
    const index = PLACES.findIndex(([, each]) => each === place)
    for (const failure of [FAILURES[index % FAILURES.length], FAILURES[(index + 3) % FAILURES.length]]) {
      const mark = await cluster.auditMark()
      shop.forge.faults.add({ ...place, ...failure, times: 9 })
      const { outputs } = await apply(shop)
      shop.forge.faults.clear()
      expect(outputs['approved']).toBe('false')
      expect(outputs['reason-code']).toMatch(/^E_(GITHUB_[A-Z]+|NOT_APPROVED)$/)
      expect(await cluster.writesSince(mark, { namespace: shop.namespace })).toEqual([])
    }
  })

  it('and the next run heals it; no other call was made before the first write', async () => {
    // A receipt whose answer was lost is there, and has used the approval up: it is given again.
    shop.repo.comment(shop.number, 'alice', `/approve all @${shop.planId()}`)
    shop.forge.clearTranscript()
    expect((await apply(shop)).outputs['reason-code']).toBe('APPLIED')
    const calls = shop.forge.transcript.map((line) => line.replace(/ \d+$/, ''))
    const opened = calls.indexOf('POST /repos/{owner}/{repo}/issues/{issue_number}/comments')
    expect([...new Set(calls.slice(0, opened + 1))].sort()).toEqual(PLACES.map(([call]) => call).sort())
  })
})

describe('break-glass at the apply', () => {
  it('threat 43: applies once, marked in the receipt, and nothing without its issue', async () => {
    await using shop = await openShop(helm3)
    const { repo, forge, number } = shop
    repo.writeFile(
      'main',
      CONFIG,
      'schemaVersion: 1\nroles: { sre: { users: [alice] } }\nrequirement: { count: 2, of: writers }\noverride: { by: sre }\n',
    )
    await shop.run('pull_request')
    repo.comment(number, 'alice', `/gate override @${shop.planId()} the shop is down`)
    for (const status of [403, 500]) {
      forge.faults.add({ method: 'POST', path: /\/issues$/, status, times: 9 })
      await expectRefused(shop, status === 403 ? 'E_GITHUB_FORBIDDEN' : 'E_GITHUB_DOWN')
      forge.faults.clear()
    }
    const end = await apply(shop)
    expect(end.outputs['reason-code']).toBe('APPLIED')
    expect(JSON.parse(end.documents['receipt.json'] ?? '{}')).toMatchObject({
      result: 'applied',
      override: { login: 'alice', reason: 'the shop is down' },
    })
    expect(receiptsOf(shop).at(-1)?.body).toContain('[!CAUTION]')
    expect(
      [...repo.pulls.issues.values()].filter(({ title }) => title.startsWith('Review after break-glass')),
    ).toHaveLength(1)
    await rollBack(shop, helm3)
    await expectRefused(shop, 'E_NOT_APPROVED')
  })
})
