import { describe, expect, it } from '@jest/globals'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { openListed } from './listedReview.ts'
import { openShop } from './openShop.ts'
import type { Shop } from './openShop.ts'

const [helm] = helms
if (helm === undefined) throw new Error('there is no helm')

const lists = ({ repo, number }: Shop): number =>
  repo.comments(number).filter(({ body }) => body.includes('helm-query-gate:surface')).length

describe('/gate plan', () => {
  it('plans for whoever may write, with eyes at once, and for nobody else', async () => {
    await using shop = await openShop(helm)
    const mark = await cluster.auditMark()
    const outsider = await shop.comment('eve', '/gate plan')
    expect(outsider.outputs['reason-code']).toBe('NO_SURFACE')
    expect(lists(shop)).toBe(0)
    const end = await shop.comment('alice', '/gate plan')
    expect(end.outputs).toMatchObject({ decision: 'pending', 'reason-code': 'PENDING' })
    expect(lists(shop)).toBe(1)
    const asked = shop.repo.comments(shop.number).find(({ author }) => author.login === 'alice')
    expect(shop.repo.reactions(asked?.id ?? 0).map(({ content }) => content)).toEqual(['eyes', '+1'])
    expect(await cluster.writesSince(mark, { namespace: shop.namespace })).toEqual([])
  })

  it('starts the workflow that plans where only the gate runs, for whoever may write, and reads no more for it', async () => {
    await using review = await openListed({}, { inputs: { replan: 'plan.yml' } })
    const { repo, number, forge } = review
    await review.comment('eve', '/gate plan')
    expect(repo.automation.dispatches).toEqual([])
    forge.clearTranscript()
    await review.comment('alice', '/gate plan')
    expect(repo.automation.dispatches).toEqual([
      { workflow: 'plan.yml', ref: 'main', inputs: { 'pull-request': String(number) } },
    ])
    expect(forge.transcript.filter((call) => call.startsWith('GraphQL PullRequest'))).toHaveLength(1)
  })
})
