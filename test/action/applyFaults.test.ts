import { describe, expect, it } from '@jest/globals'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { CONFIG } from './openReview.ts'
import { openShop } from './openShop.ts'
import type { Shop } from './openShop.ts'

const [helm] = helms
if (helm === undefined) throw new Error('there is no helm')

const approved = async (): Promise<{ shop: Shop; comment: number }> => {
  const shop = await openShop(helm)
  await shop.run('pull_request')
  return { shop, comment: shop.repo.comment(shop.number, 'alice', `/approve 1 @${shop.planId()}`) }
}

const BEFORE = [
  { what: 'the pull request is read', fault: { path: '/graphql', operation: 'PullRequest' } },
  { what: 'the comments are read', fault: { method: 'GET', path: /\/issues\/\d+\/comments/ } },
  { what: 'a permission is read', fault: { method: 'GET', path: /\/permission$/ } },
  { what: 'the head is read again', fault: { path: '/graphql', operation: 'Head' } },
  { what: 'the receipt is opened', fault: { method: 'POST', path: /\/issues\/\d+\/comments$/ } },
]

const AFTER = [
  { what: 'the receipt is completed', fault: { method: 'PATCH', path: /\/issues\/comments\/\d+$/ } },
  { what: 'the commit status is set', fault: { method: 'POST', path: /\/statuses\// } },
]

describe('apply', () => {
  it.each(BEFORE)('writes nothing when GitHub fails as $what', async ({ fault }) => {
    const { shop, comment } = await approved()
    await using _ = shop
    const mark = await cluster.auditMark()
    shop.forge.faults.add({ ...fault, status: 500, times: 9 })
    const end = await shop.run('issue_comment', { comment, inputs: { command: 'apply' } })
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'error', 'reason-code': 'E_GITHUB_DOWN' })
    expect(end.code).toBe(1)
    expect(await cluster.writesSince(mark, { namespace: shop.namespace })).toEqual([])
  })

  it.each(AFTER)('tells what it did although GitHub fails as $what', async ({ fault }) => {
    const { shop, comment } = await approved()
    await using _ = shop
    shop.forge.faults.add({ ...fault, status: 500, times: 9 })
    const end = await shop.run('issue_comment', { comment, inputs: { command: 'apply' } })
    expect(end.outputs).toMatchObject({ decision: 'applied', 'reason-code': 'APPLIED' })
    expect(JSON.parse(end.documents['receipt.json'] ?? '')).toMatchObject({ result: 'applied' })
    expect(end.stdout).toContain('the receipt could not be shown on the pull request')
  })

  it('ends with its own code where it stops in the middle, and the outputs say why', async () => {
    const { shop, comment } = await approved()
    await using _ = shop
    const path = `/apis/apps/v1/namespaces/${shop.namespace}/deployments/web`
    const gone: Promise<unknown>[] = []
    // Somebody deletes the object when all is decided: Helm would make it anew, which nobody approved.
    const before = () => void gone.push(cluster.request('DELETE', path))
    shop.forge.faults.add({ method: 'POST', path: /\/issues\/\d+\/comments$/, before })
    const end = await shop.run('issue_comment', { comment, inputs: { command: 'apply' } })
    await Promise.all(gone)
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_NOT_A_QUERY' })
    expect(end.stdout.match(/^::error::.*$/gm)).toEqual([expect.stringMatching(/Result failed, .*\[E_APPLY\]$/)])
    expect(end.code).toBe(1)
    expect(JSON.parse(end.documents['receipt.json'] ?? '')).toMatchObject({ result: 'failed', code: 'E_NOT_A_QUERY' })
    expect((await cluster.request('GET', path)).status).toBe(404)
  })

  it.each([
    ['from another branch', { GITHUB_REF: 'refs/heads/loose' }, 'refs/heads/loose'],
    [
      'by another workflow',
      { GITHUB_REF: 'refs/heads/main', GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/own.yml@refs/heads/main' },
      'own.yml',
    ],
  ])('writes nothing when it is started %s', async (_what, env, named) => {
    const { shop, comment } = await approved()
    await using _ = shop
    const apply = 'apply: { refs: [refs/heads/main], workflows: [.github/workflows/apply.yml] }'
    shop.repo.writeFile('main', CONFIG, `schemaVersion: 1\n${apply}\n`)
    const mark = await cluster.auditMark()
    const end = await shop.run('issue_comment', { comment, env, inputs: { command: 'apply' } })
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'error', 'reason-code': 'E_APPLY_PLACE' })
    expect(end.stdout).toContain(named)
    expect(await cluster.writesSince(mark, { namespace: shop.namespace })).toEqual([])
  })

  it.each([
    ['closed', 'E_PULL_REQUEST_STATE'],
    ['moved', 'E_HEAD_MOVED'],
    ['not approved', 'E_NOT_APPROVED'],
    ['rejected', 'E_REJECTED'],
  ])('writes nothing when the pull request is %s', async (what, code) => {
    const { shop, comment } = await approved()
    await using _ = shop
    const mark = await cluster.auditMark()
    const commits = [{ oid: 'e'.repeat(40), author: 'ada', message: 'sneaked in' }]
    if (what === 'closed') shop.repo.close(shop.number)
    if (what === 'moved')
      shop.forge.faults.add({ path: '/graphql', operation: 'Head', before: () => shop.repo.push(shop.number, commits) })
    if (what === 'not approved') shop.repo.deleteComment(comment, 'alice')
    if (what === 'rejected') shop.repo.comment(shop.number, 'bob', `/reject 1 @${shop.planId()} no`)
    const end = await shop.run('pull_request', { inputs: { command: 'apply' } })
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'error', 'reason-code': code })
    expect(await cluster.writesSince(mark, { namespace: shop.namespace })).toEqual([])
  })

  it('writes nothing when a Secret changes and there is no key for its digest', async () => {
    await using shop = await openShop(helm, '--set secret.token=another-token')
    const mark = await cluster.auditMark()
    const end = await shop.run('pull_request', { inputs: { command: 'apply', 'digest-key': '' } })
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'error', 'reason-code': 'E_UNAPPROVABLE' })
    expect(await cluster.writesSince(mark, { namespace: shop.namespace })).toEqual([])
  })
})
