import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { runProgram } from '../real/runProgram.ts'
import { CONFIG, openReview } from './openReview.ts'
import { openShop } from './openShop.ts'

const [helm] = helms
if (helm === undefined) throw new Error('there is no helm')
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

const config = (namespace: string, replicas: number): string => `schemaVersion: 1
targets:
  web:
    release: web
    namespace: ${namespace}
    chart: charts/web
    helm-args: --set replicas=${replicas}
    environment: production
`

/** The inputs of the shop that a target says instead. */
const NOTHING = { release: '', namespace: '', chart: '', environment: '', 'helm-args': '' }

describe('a target of the configuration', () => {
  it('is planned as the base has it, whatever the checkout says', async () => {
    await using shop = await openShop(helm)
    shop.repo.writeFile('main', CONFIG, config(shop.namespace, 5))
    await mkdir(join(shop.checkout, '.github'))
    await writeFile(join(shop.checkout, CONFIG), config(shop.namespace, 50))
    const mark = await cluster.auditMark()
    const end = await shop.run('pull_request', { inputs: { ...NOTHING, target: 'web' } })
    expect(end.outputs).toMatchObject({ decision: 'pending', 'reason-code': 'PENDING' })
    const surface = shop.repo.comments(shop.number).find(({ body }) => body.includes('helm-query-gate:surface'))
    expect(surface?.body).toContain('spec.replicas: 2 → 5')
    expect(await cluster.writesSince(mark, { namespace: shop.namespace })).toEqual([])
  })

  it('is planned at a terminal as the checkout has it', async () => {
    await using shop = await openShop(helm)
    await mkdir(join(shop.checkout, '.github'))
    await writeFile(join(shop.checkout, CONFIG), config(shop.namespace, 7))
    const flags = ['--helm', helm.bin, '--kubectl', cluster.parts.kubectl, '--output', 'json']
    const { stdout, stderr } = await runProgram(process.execPath, [cli, 'plan', '--target', 'web', ...flags], {
      cwd: shop.checkout,
      env: { PATH: process.env['PATH'] ?? '', KUBECONFIG: cluster.kubeconfig, ...helm.env },
    })
    expect(stderr).not.toContain('[E_')
    expect(JSON.parse(stdout)).toMatchObject({
      target: { name: 'web/production', namespace: shop.namespace },
      queries: [{ changes: [{ path: 'spec.replicas', after: 7 }] }],
    })
  })

  it.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, string]>([
    ['that there is not', { [CONFIG]: config('web', 5) }, { target: 'api' }, 'E_TARGET'],
    ['without a configuration', {}, { target: 'web' }, 'E_TARGET'],
    ['that an input contradicts', { [CONFIG]: config('web', 5) }, { target: 'web', chart: 'charts/evil' }, 'E_INPUT'],
    ['of a broken configuration', { [CONFIG]: 'targets: {}' }, { target: 'web' }, 'E_CONFIG'],
  ])('%s is refused', async (_what, files, inputs, code) => {
    await using review = await openReview({ files })
    const end = await review.gate(undefined, inputs)
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': code })
    expect(end.code).toBe(1)
  })
})
