// Charts of a registry or a repository: fetched once for a run, exact version required, applied as they render.
import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openShop } from '../action/openShop.ts'
import { inShort, openScene } from '../helm/Scene.ts'
import type { Scene } from '../helm/Scene.ts'
import { serveChart } from '../real/chartServer.ts'
import { helms, runHelm } from '../real/helm.ts'

const packed = async (scene: Scene): Promise<Buffer> => {
  const { code, stderr } = await runHelm(scene.helm, ['package', 'chart', '--destination', '.'], { cwd: scene.folder })
  expect({ code, stderr }).toMatchObject({ code: 0 })
  return readFileSync(join(scene.folder, 'web-1.4.0.tgz'))
}

describe.each(helms)('a chart that is fetched, on $name', (helm) => {
  it.each([
    ['by a registry’s tag', (host: string) => ({ chart: `oci://${host}/charts/web`, chartVersion: '1.4.0' })],
    ['by a registry’s digest', (host: string, digest: string) => ({ chart: `oci://${host}/charts/web@${digest}` })],
    [
      'from a repository',
      (host: string) => ({ chart: 'web', chartVersion: '1.4.0', chartRepository: `http://${host}/charts` }),
    ],
  ])('%s gives the very plan of one in the checkout', async (_what, named) => {
    await using scene = await openScene(helm)
    await using server = await serveChart(await packed(scene))
    const here = await scene.rehearse()
    const rehearsed = await scene.rehearse({ inputs: named(server.host, server.digest()) })
    expect(inShort(rehearsed.plan.queries)).toEqual(inShort(here.plan.queries))
    expect(rehearsed.plan.digest).toBe(here.plan.digest)
    expect(rehearsed.plan.inputs[0]).toMatchObject({ kind: 'chart', path: expect.stringContaining('web') })
  })

  it('is applied as it was approved', async () => {
    await using shop = await openShop(helm)
    const { code } = await runHelm(helm, ['package', 'charts/web', '--destination', '.'], { cwd: shop.checkout })
    expect(code).toBe(0)
    await using server = await serveChart(readFileSync(join(shop.checkout, 'web-1.4.0.tgz')))
    const inputs = { chart: `oci://${server.host}/charts/web`, 'chart-version': '1.4.0' }
    const planned = await shop.run('pull_request', { inputs })
    expect(planned.outputs).toMatchObject({ decision: 'pending' })
    const comment = shop.repo.comment(shop.number, 'alice', `/approve all @${shop.planId()}`)
    const applied = await shop.run('issue_comment', { comment, inputs: { ...inputs, command: 'apply' } })
    expect(applied.outputs).toMatchObject({ 'reason-code': 'APPLIED' })
  })

  it('and was swapped under the same version gives other queries', async () => {
    await using scene = await openScene(helm)
    await using server = await serveChart(await packed(scene))
    const inputs = { chart: `oci://${server.host}/charts/web`, chartVersion: '1.4.0' }
    const before = await scene.rehearse({ inputs })
    await scene.remove('chart/templates/service.yaml')
    server.replace(await packed(scene))
    const after = await scene.rehearse({ inputs })
    expect(after.plan.digest).not.toBe(before.plan.digest)
    expect(after.plan.inputs[0]?.digest).not.toBe(before.plan.inputs[0]?.digest)
  })

  it.each([
    ['without a version', { chart: 'oci://127.0.0.1:1/charts/web' }, 'E_CHART_REFERENCE'],
    ['with a range for a version', { chart: 'oci://127.0.0.1:1/web', chartVersion: '^1.0.0' }, 'E_CHART_REFERENCE'],
    ['with a flag for a version', { chart: 'oci://127.0.0.1:1/web', chartVersion: '--debug' }, 'E_CHART_REFERENCE'],
    [
      'with a flag for a name',
      { chart: '--help', chartVersion: '1.0.0', chartRepository: 'http://a' },
      'E_CHART_REFERENCE',
    ],
    [
      'with a password in its address',
      { chart: 'web', chartVersion: '1.0.0', chartRepository: 'https://me:secret@example.com' },
      'E_CHART_REFERENCE',
    ],
    ['from where nobody answers', { chart: 'oci://127.0.0.1:1/charts/web', chartVersion: '1.0.0' }, 'E_CHART_PULL'],
  ])('%s is refused', async (_what, inputs, code) => {
    await using scene = await openScene(helm)
    await expect(scene.rehearse({ inputs })).rejects.toMatchObject({ code })
  })
})
