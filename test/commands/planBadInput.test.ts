import { describe, expect, it } from '@jest/globals'
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PlanInputs } from '../../src/config/PlanInputs.ts'
import { openScene } from '../helm/Scene.ts'
import type { RehearsalOptions, Scene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'

const [helm3] = helms
if (helm3 === undefined) throw new Error('no helm 3')

const program = async (scene: Scene, text: string): Promise<string> => {
  await scene.write({ 'bin/program': `#!/bin/sh\n${text}\n` })
  await chmod(join(scene.folder, 'bin/program'), 0o755)
  return join(scene.folder, 'bin/program')
}

interface Case {
  name: string
  code: string
  says?: RegExp
  inputs?: Partial<PlanInputs>
  options?: RehearsalOptions
  prepare?: (scene: Scene) => Promise<Partial<PlanInputs> | void>
}

const kubeconfig = (server: string, token: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'x',
    clusters: [{ name: 'x', cluster: { server, 'certificate-authority': cluster.certificate } }],
    contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
    users: [{ name: 'x', user: { token } }],
  })

const programs: Case[] = [
  { name: 'no helm', code: 'E_HELM_MISSING', says: /setup-helm/, inputs: { helm: '/absent/helm' } },
  { name: 'no helm on the PATH', code: 'E_HELM_MISSING', inputs: { helm: 'no-such-helm' } },
  {
    name: 'a helm that is too old',
    code: 'E_HELM_VERSION',
    says: /v3\.10\.0, older than/,
    prepare: async (scene) => ({ helm: await program(scene, 'echo v3.10.0') }),
  },
  {
    name: 'a helm of the future',
    code: 'E_HELM_VERSION',
    prepare: async (scene) => ({ helm: await program(scene, 'echo v5.0.0') }),
  },
  {
    name: 'a helm that says nothing',
    code: 'E_HELM_VERSION',
    prepare: async (scene) => ({ helm: await program(scene, 'exit 3') }),
  },
  { name: 'no kubectl', code: 'E_KUBECTL_MISSING', says: /setup-kubectl/, inputs: { kubectl: '/absent/kubectl' } },
  {
    name: 'a kubectl that ends at once',
    code: 'E_CLUSTER_UNREACHABLE',
    prepare: async (scene) => ({ kubectl: await program(scene, 'exit 1') }),
  },
  {
    name: 'no helm-diff',
    code: 'E_HELM_DIFF_MISSING',
    says: /helm plugin install https:\/\/github.com\/databus23\/helm-diff --version/,
    inputs: { witness: 'on' },
    options: { environment: { HELM_DATA_HOME: '/absent', XDG_DATA_HOME: '/absent' } },
  },
]

const charts: Case[] = [
  { name: 'no chart', code: 'E_CHART_MISSING', inputs: { chart: 'absent' } },
  { name: 'a folder without Chart.yaml', code: 'E_CHART_MISSING', inputs: { chart: 'chart/templates' } },
  { name: 'a file that is no chart', code: 'E_CHART_MISSING', inputs: { chart: 'chart/Chart.yaml' } },
  {
    name: 'an archive that is none',
    code: 'E_CHART_RENDER',
    inputs: { chart: 'web.tgz' },
    prepare: (scene) => scene.write({ 'web.tgz': 'x' }),
  },
  { name: 'a chart of a plugin', code: 'E_CHART_REMOTE', inputs: { chart: 's3://bucket/web' } },
  { name: 'a chart without a version', code: 'E_CHART_REFERENCE', inputs: { chart: 'oci://registry.example.com/web' } },
  { name: 'a chart outside the checkout', code: 'E_PATH_OUTSIDE', inputs: { chart: tmpdir() } },
  {
    name: 'a chart behind a link to the outside',
    code: 'E_PATH_OUTSIDE',
    inputs: { chart: 'out' },
    prepare: (scene) => symlink(tmpdir(), join(scene.folder, 'out')),
  },
  {
    name: 'threat 25: a chart with a link in it',
    code: 'E_CHART_LINK',
    says: /files\/env/,
    prepare: async (scene) => {
      await mkdir(join(scene.folder, 'chart/files'))
      await symlink('/proc/self/environ', join(scene.folder, 'chart/files/env'))
    },
  },
  {
    name: 'threat 25: a chart with a linked folder in it',
    code: 'E_CHART_LINK',
    prepare: (scene) => symlink('/etc', join(scene.folder, 'chart/files')),
  },
  {
    name: 'a chart that does not render',
    code: 'E_CHART_RENDER',
    prepare: (scene) => scene.write({ 'chart/templates/bad.yaml': '{{ fail "give me a password" }}' }),
    says: /give me a password/,
  },
  {
    name: 'a chart that is no template',
    code: 'E_CHART_RENDER',
    prepare: (scene) => scene.write({ 'chart/templates/bad.yaml': '{{ if }}' }),
  },
  {
    name: 'a chart that renders no YAML',
    code: 'E_CHART_RENDER',
    prepare: (scene) => scene.write({ 'chart/templates/bad.yaml': 'a: b: c: [' }),
  },
  {
    name: 'a chart whose values do not fit its schema',
    code: 'E_CHART_RENDER',
    prepare: (scene) => scene.write({ 'chart/values.schema.json': '{"required":["absent"]}' }),
  },
  {
    name: 'a chart that lacks its dependencies',
    code: 'E_CHART_RENDER',
    prepare: (scene) =>
      scene.write({
        'chart/Chart.yaml':
          'apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{name: db, version: 1.0.0, repository: "https://example.com"}]\n',
      }),
  },
  {
    name: 'a kind that nobody serves',
    code: 'E_KIND_UNKNOWN',
    prepare: (scene) =>
      scene.write({
        'chart/templates/x.yaml': 'apiVersion: nobody.example.com/v1\nkind: Nothing\nmetadata: {name: x}\n',
      }),
  },
]

const values: Case[] = [
  { name: 'values that are not there', code: 'E_FILE_MISSING', inputs: { values: ['absent.yaml'] } },
  { name: 'values outside the checkout', code: 'E_PATH_OUTSIDE', inputs: { values: ['/etc/hostname'] } },
  { name: 'values outside the checkout, by dots', code: 'E_PATH_OUTSIDE', inputs: { values: ['../../etc/hostname'] } },
  { name: 'values outside the checkout, by a flag', code: 'E_PATH_OUTSIDE', inputs: { helmArgs: '-f /etc/hostname' } },
  {
    name: 'values outside the checkout, second of two',
    code: 'E_PATH_OUTSIDE',
    inputs: { helmArgs: '-f chart/values.yaml,/etc/hostname' },
  },
  {
    name: 'values outside the checkout, by a link',
    code: 'E_PATH_OUTSIDE',
    inputs: { values: ['link.yaml'] },
    prepare: (scene) => symlink('/etc/hostname', join(scene.folder, 'link.yaml')),
  },
  { name: 'values from elsewhere', code: 'E_FILE_MISSING', inputs: { values: ['https://example.com/values.yaml'] } },
  {
    name: 'a file of a value outside the checkout',
    code: 'E_PATH_OUTSIDE',
    inputs: { helmArgs: '--set-file secret.token=/etc/hostname' },
  },
  {
    name: 'values that are no YAML',
    code: 'E_CHART_RENDER',
    inputs: { values: ['bad.yaml'] },
    prepare: (scene) => scene.write({ 'bad.yaml': 'a: b: c: [' }),
  },
  { name: 'a release with a name that is none', code: 'E_INPUT', inputs: { release: 'Web_1' } },
  { name: 'a namespace with a path in it', code: 'E_INPUT', inputs: { namespace: 'a/../b' } },
  { name: 'a release that looks like a flag', code: 'E_INPUT', inputs: { release: '--kubeconfig' } },
]

const reach: Case[] = [
  {
    name: 'no cluster',
    code: 'E_CLUSTER_UNREACHABLE',
    prepare: (scene) => writeFile(join(scene.folder, 'kubeconfig'), kubeconfig('https://127.0.0.1:1', 'x')),
  },
  {
    name: 'a token that nobody knows',
    code: 'E_CLUSTER_UNAUTHORIZED',
    prepare: (scene) => writeFile(join(scene.folder, 'kubeconfig'), kubeconfig(cluster.server, 'not-a-token')),
  },
  {
    name: 'a kubeconfig that is none',
    code: 'E_CLUSTER_UNREACHABLE',
    prepare: (scene) => writeFile(join(scene.folder, 'kubeconfig'), '{{{'),
  },
  {
    name: 'a context that is not there',
    code: 'E_CLUSTER_UNREACHABLE',
    inputs: { kubeContext: 'absent' },
    prepare: (scene) =>
      writeFile(join(scene.folder, 'kubeconfig'), kubeconfig(cluster.server, cluster.tokenOf('planner'))),
  },
]

const run = async ({ inputs, options = {}, prepare }: Case, environment = {}) => {
  await using scene = await openScene(helm3)
  const prepared = (await prepare?.(scene)) ?? {}
  const own = Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, `${scene.folder}/${String(value)}`]),
  )
  const work = scene.rehearse({
    ...options,
    environment: { ...options.environment, ...own },
    inputs: { ...inputs, ...prepared },
  })
  return await work.then(
    () => null,
    (failure: unknown) => failure,
  )
}

describe('what cannot work is said at once, with its code:', () => {
  it.each([...programs, ...charts, ...values])('$name', async (each) => {
    const error = await run(each)
    expect(error).toMatchObject({ code: each.code, message: expect.stringMatching(each.says ?? /./) })
  })

  it.each(reach)('$name', async (each) => {
    const error = await run(each, { KUBECONFIG: 'kubeconfig' })
    expect(error).toMatchObject({ code: each.code })
  })

  it('and what may look strange works: a kubeconfig named from where the job stands', async () => {
    await using scene = await openScene(helm3)
    await writeFile(join(scene.folder, 'kubeconfig'), kubeconfig(cluster.server, cluster.tokenOf('planner')))
    const { plan } = await scene.rehearse({ environment: { KUBECONFIG: './kubeconfig' } })
    expect(plan.queries).toHaveLength(5)
  })
})
