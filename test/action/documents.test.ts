import { readFile } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { helms } from '../real/helm.ts'
import { openShop } from './openShop.ts'
import type { BundleEnd } from './runBundle.ts'

const faults = async (schema: 'plan' | 'receipt' | 'result', text: string): Promise<unknown> => {
  const path = new URL(`../../schemas/${schema}.schema.json`, import.meta.url)
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(
    JSON.parse(await readFile(path, 'utf8')) as object,
  )
  validate(JSON.parse(text))
  return validate.errors ?? []
}

const expectResult = async ({ outputs }: BundleEnd): Promise<void> => {
  expect(await faults('result', outputs['result'] ?? '')).toEqual([])
}

describe.each(helms)('the documents of a whole way on $name', (helm) => {
  it('plan, result and receipt are what their schemas say, and the receipt names the approver', async () => {
    await using shop = await openShop(helm)
    const planned = await shop.run('pull_request')
    expect(planned.stdout).not.toContain('::error::')
    await expectResult(planned)
    expect(await faults('plan', planned.documents['plan.json'] ?? '')).toEqual([])
    expect(planned.documents['report.html']).toContain('<h1>web → production: 1 query</h1>')

    const comment = shop.repo.comment(shop.number, 'alice', `/approve 1 @${shop.planId()}`)
    const gated = await shop.run('issue_comment', { comment })
    await expectResult(gated)
    expect(gated.outputs).toMatchObject({ approved: 'true', environment: 'production', decision: 'approved' })

    const applied = await shop.run('issue_comment', { comment, inputs: { command: 'apply' } })
    await expectResult(applied)
    expect(applied.outputs).toMatchObject({ decision: 'applied', 'reason-code': 'APPLIED', approved: 'true' })
    const receipt = applied.documents['receipt.json'] ?? ''
    expect(await faults('receipt', receipt)).toEqual([])
    expect(JSON.parse(receipt)).toMatchObject({
      result: 'applied',
      revision: { before: 1, after: 2, status: 'deployed' },
      queries: [{ number: 1, outcome: 'applied', readBack: true, approvals: [{ login: 'alice' }] }],
      refused: [],
    })
    expect(applied.files.summary).toContain('### Applied')
    expect(shop.status()).toMatch(/applied in \d+ s, revision 2/)
  })

  it('approvals that an apply used up do not count again', async () => {
    await using shop = await openShop(helm)
    await shop.run('pull_request')
    const comment = shop.repo.comment(shop.number, 'alice', `/approve 1 @${shop.planId()}`)
    await shop.run('issue_comment', { comment, inputs: { command: 'apply' } })
    const replayed = await shop.run('issue_comment', { comment, inputs: { command: 'gate' } })
    expect(replayed.outputs).toMatchObject({ approved: 'false', 'reason-code': 'PENDING' })
    expect(shop.status()).toContain('this approval was used by an earlier apply')
  })
})
