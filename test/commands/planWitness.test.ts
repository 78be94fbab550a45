// helm-diff as a second opinion: got for the run where it is missing, and its differences explained by name.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openScene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'

const folder = mkdtempSync(join(tmpdir(), 'helm-query-gate-release-'))
const archive = join(folder, 'archive.tgz')
let sums = ''
const server = http.createServer((request, response) => {
  if (request.url?.endsWith('_checksums.txt') === true) response.end(sums)
  else if (request.url?.endsWith('.tgz') === true) response.end(readFileSync(archive))
  else response.writeHead(404).end()
})
const source = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/download`

beforeAll(async () => {
  // As its publisher packs it: one folder `diff`.
  cpSync(join(cluster.parts.helmDiffData3, 'plugins/helm-diff'), join(folder, 'diff'), { recursive: true })
  execFileSync('tar', ['-czf', archive, '-C', folder, 'diff'])
  const sum = createHash('sha256').update(readFileSync(archive)).digest('hex')
  const files = ['linux-amd64', 'linux-arm64', 'macos-amd64', 'macos-arm64'].map((system) => `helm-diff-${system}.tgz`)
  sums = files.map((file) => `${sum}  ${file}\n`).join('')
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

const without = { HELM_DATA_HOME: '/absent', XDG_DATA_HOME: '/absent' }

describe.each(helms)('helm-diff beside a rehearsal on $name', (helm) => {
  it('is got for the run where it is not installed', async () => {
    await using scene = await openScene(helm)
    const inputs = { witness: 'strict', helmDiffSource: source() } as const
    const { witness, plan } = await scene.rehearse({ inputs, environment: without })
    expect(witness).toContain('has been added')
    expect(plan.warnings).toEqual([])
  })

  it.each([
    ['of another content than its publisher says', () => (sums = sums.replaceAll(/^[0-9a-f]{8}/gm, '00000000'))],
    ['that its publisher does not list', () => (sums = 'nothing\n')],
  ])('is not run %s', async (_what, spoil) => {
    const good = sums
    spoil()
    await using scene = await openScene(helm)
    const rehearsal = scene.rehearse({ inputs: { witness: 'on', helmDiffSource: source() }, environment: without })
    await expect(rehearsal).rejects.toMatchObject({ code: 'E_HELM_DIFF_MISSING' })
    sums = good
  })

  it.each([
    ['none', [], ''],
    ['some', ['--set', 'config.greeting=mine'], 'renders with the old defaults of the chart'],
  ])('sees new defaults of the chart where the release has values of its own: %s', async (_what, args, reason) => {
    await using scene = await openScene(helm)
    await scene.upgrade(args)
    const values = await readFile(join(scene.folder, 'chart/values.yaml'), 'utf8')
    await scene.write({ 'chart/values.yaml': values.replace('tag: "1.27"', 'tag: "1.28"') })
    const { witness, plan } = await scene.rehearse({ inputs: { witness: 'strict', helmDiffSource: source() } })
    expect(plan.queries.map(({ object }) => object.kind)).toEqual(['Deployment'])
    expect(witness).toContain(reason)
    if (reason === '') expect(witness).toContain('Deployment (apps) has changed')
  })

  it('differs after a hand in the cluster, a hook and a moved template, each for a named reason', async () => {
    const template = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: moved}\n'
    const hook = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: seed, annotations: {"helm.sh/hook": pre-upgrade}}\n'
    await using scene = await openScene(helm, { 'chart/templates/a.yaml': template, 'chart/templates/hook.yaml': hook })
    await scene.upgrade()
    await cluster.kubectl(['-n', scene.namespace, 'delete', 'serviceaccount', 'web'])
    await scene.remove('chart/templates/a.yaml')
    await scene.write({ 'chart/templates/b.yaml': template })
    const { witness, plan } = await scene.rehearse({ inputs: { witness: 'strict', helmDiffSource: source() } })
    expect(plan.queries.map(({ verb, object }) => `${verb} ${object.name}`)).toEqual(['run seed', 'create web'])
    expect(witness).toContain('only the plan: ConfigMap seed (a hook runs whether its text changes or not)')
    expect(witness).toContain(
      'only the plan: ServiceAccount web (its template did not change, its object in the cluster did)',
    )
  })
})
