// Charts, values and schemas that would reach beyond themselves while a plan is made.
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { createServer as createSocket } from 'node:net'
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { codeOf, inShort, openScene } from '../helm/Scene.ts'
import type { Files, Scene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { tarOf } from './tarOf.ts'
import type { RawEntry } from './tarOf.ts'

const RUNNER_SECRET = 'runner-secret-5Tg8Yh2Nm'
const chartYaml = 'apiVersion: v2\nname: bare\nversion: 1.0.0\n'
const filesTemplate = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: files}\ndata:\n  {{- range $path, $_ := .Files }}\n  {{ $path | replace "/" "-" }}: {{ $.Files.Get $path | quote }}\n  {{- end }}\n`

let server: Server
let address = ''
let hits: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.setHeader('content-type', 'application/json')
    response.end('{}')
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  address = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`
})
beforeEach(() => {
  hits = []
})
afterAll(() => void server.close())

const bare = async (helm: (typeof helms)[number], files: Files = {}): Promise<Scene> => {
  const scene = await openScene(helm, { 'chart/templates/files.yaml': filesTemplate, ...files }, { bare: true })
  await writeFile(join(scene.folder, '../runner-secret'), RUNNER_SECRET)
  return scene
}

const failureOf = async (work: Promise<unknown>): Promise<{ code: unknown; text: string }> => {
  const error: unknown = await work.then(
    () => null,
    (cause: unknown) => cause,
  )
  return { code: await codeOf(Promise.reject(error)), text: String(error) }
}

describe.each(helms)('threat 25: files of the runner, on $name', (helm) => {
  it.each<[string, (scene: Scene) => Promise<unknown>]>([
    ['a link to a file', (scene) => symlink('/proc/self/environ', join(scene.folder, 'chart/env'))],
    ['a link inside the chart', (scene) => symlink('values.yaml', join(scene.folder, 'chart/copy.yaml'))],
    ['a link to a folder', (scene) => symlink('/etc', join(scene.folder, 'chart/etc'))],
    ['a link that leads nowhere', (scene) => symlink('/absent', join(scene.folder, 'chart/absent'))],
    ['a link among the templates', (scene) => symlink('/etc/hostname', join(scene.folder, 'chart/templates/h.yaml'))],
    [
      'a link in a subchart',
      async (scene) => {
        await scene.write({ 'chart/charts/sub/Chart.yaml': chartYaml })
        await symlink('/etc/hostname', join(scene.folder, 'chart/charts/sub/hostname'))
      },
    ],
    ['a pipe', async (scene) => execFileSync('mkfifo', [join(scene.folder, 'chart/pipe')])],
    [
      'a socket',
      (scene) =>
        new Promise<void>((resolve) => {
          const socket = createSocket().unref()
          socket.listen(join(scene.folder, 'chart/s'), resolve)
        }),
    ],
  ])('threat 25: %s in a chart is refused before anything is rendered', async (_, plant) => {
    await using scene = await bare(helm)
    await plant(scene)
    expect(await codeOf(scene.rehearse())).toBe('E_CHART_LINK')
  })

  it.each<[string, readonly RawEntry[]]>([
    ['a symbolic link', [{ name: 'bare/hostname', type: '2', link: '/etc/hostname' }]],
    ['a hard link', [{ name: 'bare/hostname', type: '1', link: '/etc/hostname' }]],
    ['an absolute path', [{ name: '/etc/hostname', text: 'x' }]],
    ['a path with dots', [{ name: 'bare/../../etc/hostname', text: 'x' }]],
    ['a device', [{ name: 'bare/zero', type: '3' }]],
  ])('threat 25: %s in an archive is refused', async (_, entries) => {
    await using scene = await bare(helm)
    const honest = [
      { name: 'bare/Chart.yaml', text: chartYaml },
      { name: 'bare/values.yaml', text: '{}' },
      { name: 'bare/templates/files.yaml', text: filesTemplate },
    ]
    await writeFile(join(scene.folder, 'bare.tgz'), tarOf(honest))
    expect(inShort((await scene.rehearse({ inputs: { chart: 'bare.tgz' } })).plan.queries)).toHaveLength(1)
    await writeFile(join(scene.folder, 'bare.tgz'), tarOf([...honest, ...entries]))
    expect(await codeOf(scene.rehearse({ inputs: { chart: 'bare.tgz' } }))).toBe('E_CHART_LINK')
  })

  it.each<[string, string, string, (scene: Scene) => Promise<unknown>]>([
    ['a link to a name with a comma', 'values.yaml', '', (scene) => plantList(scene, 'values.yaml')],
    ['the same for --set-file', '', '--set-file a=given', (scene) => plantList(scene, 'given')],
    ['a name with a backslash', '', '--set-file a=given', (scene) => plantEscape(scene)],
  ])('threat 25: %s in values is refused, for Helm would read another file', async (_, values, helmArgs, plant) => {
    await using scene = await bare(helm)
    await plant(scene)
    const inputs = { values: values === '' ? [] : [values], helmArgs }
    expect(await codeOf(scene.rehearse({ inputs }))).toBe('E_INPUT')
  })

  it('threat 25: values that are no file are refused', async () => {
    await using scene = await bare(helm)
    execFileSync('mkfifo', [join(scene.folder, 'pipe.yaml')])
    expect(await codeOf(scene.rehearse({ inputs: { values: ['pipe.yaml'] } }))).toBe('E_FILE_MISSING')
  })
})

/** In the checkout, a file whose absolute path Helm would take for two: `…/a` and a file of the runner. */
const plantList = async (scene: Scene, name: string): Promise<void> => {
  await scene.write({ a: '{}', 'a,/etc/hostname': '{}' })
  await symlink('a,/etc/hostname', join(scene.folder, name))
}

const plantEscape = async (scene: Scene): Promise<void> => {
  await scene.write({ 'x/\\../\\../y': '{}' })
  await symlink('x/\\../\\../y', join(scene.folder, 'given'))
}

describe.each(helms)('threat 27: nothing is fetched or run while planning, on $name', (helm) => {
  it.each<[string, (at: string) => string]>([
    ['$ref to an address', (at) => `{"$ref":"${at}/a.json"}`],
    ['$ref to a file', () => '{"properties":{"a":{"$ref":"file:///etc/hostname"}}}'],
    ['a relative $ref', () => '{"allOf":[{"$ref":"../../../../etc/hostname"}]}'],
    ['$ref relative to an $id', (at) => `{"$id":"${at}/base/","properties":{"a":{"$ref":"rel.json"}}}`],
    ['$dynamicRef', (at) => `{"$schema":"https://json-schema.org/draft/2020-12/schema","$dynamicRef":"${at}/d"}`],
    ['$schema of its own', (at) => `{"$schema":"${at}/meta.json","type":"object"}`],
    ['$ref in escapes', (at) => `{"\\u0024ref":"${at}/escaped"}`],
  ])('threat 27: a schema with %s is refused, and no request is made', async (_, schema) => {
    await using scene = await bare(helm, { 'chart/values.schema.json': schema(address) })
    expect(await codeOf(scene.rehearse())).toBe('E_CHART_SCHEMA')
    expect(hits).toEqual([])
  })

  it('threat 27: so is one in a subchart, a packed one, and a packed chart', async () => {
    const schema = `{"$ref":"${address}/sub"}`
    const sub = [
      { name: 'sub/Chart.yaml', text: 'apiVersion: v2\nname: sub\nversion: 1.0.0\n' },
      { name: 'sub/values.schema.json', text: schema },
    ]
    const long = [
      { name: '././@LongLink', type: 'L', text: 'sub/values.schema.json\0' },
      { name: 'x', text: schema },
    ]
    for (const plant of [
      (scene: Scene) =>
        scene.write({ 'chart/charts/sub/Chart.yaml': chartYaml, 'chart/charts/sub/values.schema.json': schema }),
      (scene: Scene) => pack(scene, 'chart/charts/sub.tgz', sub),
      (scene: Scene) => pack(scene, 'chart/charts/sub.tgz', [...sub.slice(0, 1), ...long]),
    ]) {
      await using scene = await bare(helm)
      await plant(scene)
      expect(await codeOf(scene.rehearse())).toBe('E_CHART_SCHEMA')
    }
    await using scene = await bare(helm)
    await pack(scene, 'sub.tgz', sub)
    expect(await codeOf(scene.rehearse({ inputs: { chart: 'sub.tgz' } }))).toBe('E_CHART_SCHEMA')
    expect(hits).toEqual([])
  })

  it('threat 27: a schema that refers to itself and to known drafts is taken', async () => {
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      $ref: '#/definitions/all',
      definitions: { all: { properties: { a: { type: 'string' } } } },
    }
    await using scene = await bare(helm, { 'chart/values.schema.json': JSON.stringify(schema) })
    expect((await scene.rehearse()).plan.queries).toHaveLength(1)
    expect(await codeOf(scene.rehearse({ inputs: { helmArgs: '--set a.b=1' } }))).toBe('E_CHART_RENDER')
  })

  it.each<[string, string, (at: string) => { helmArgs?: string; values?: string[]; chart?: string }]>([
    ['remote values', 'E_FILE_MISSING', (at) => ({ values: [`${at}/values.yaml`] })],
    ['remote values by a flag', 'E_FILE_MISSING', (at) => ({ helmArgs: `-f ${at}/values.yaml` })],
    ['remote values beside others', 'E_FILE_MISSING', (at) => ({ helmArgs: `-f chart/values.yaml,${at}/values.yaml` })],
    ['values of a downloader plugin', 'E_FILE_MISSING', () => ({ values: ['evil://values.yaml'] })],
    ['a remote file of a value', 'E_FILE_MISSING', (at) => ({ helmArgs: `--set-file a=${at}/f` })],
    ['a remote chart', 'E_CHART_REMOTE', (at) => ({ chart: `${at}/chart.tgz` })],
    ['a chart of a downloader plugin', 'E_CHART_REMOTE', () => ({ chart: 'evil://chart' })],
    ['a repository', 'E_HELM_FLAG', (at) => ({ helmArgs: `--repo ${at}` })],
    ['a post-renderer', 'E_HELM_FLAG', () => ({ helmArgs: '--post-renderer ./bin/evil' })],
    ['dependencies that are to be fetched', 'E_HELM_FLAG', () => ({ helmArgs: '--dependency-update' })],
  ])('threat 27: %s are refused, and no request is made', async (_, code, inputs) => {
    await using scene = await bare(helm)
    expect(await codeOf(scene.rehearse({ inputs: inputs(address) }))).toBe(code)
    expect(hits).toEqual([])
  })

  it('threat 27: a plugin or a kubeconfig of the checkout is not run, and names are not looked up', async () => {
    await using scene = await bare(helm, {
      'bin/evil': `#!/bin/sh\ncat /proc/self/environ > '${cluster.folder}/evil-was-here'\n`,
      'plugins/evil/plugin.yaml':
        'name: evil\nversion: 1.0.0\ncommand: ./evil\ndownloaders: [{command: bin/evil, protocols: [evil]}]\n',
      'chart/templates/host.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: host}\ndata: {a: {{ getHostByName "localhost" | quote }}}\n`,
    })
    await chmod(join(scene.folder, 'bin/evil'), 0o755)
    const { plan } = await scene.rehearse()
    expect(plan.queries.find(({ object }) => object.name === 'host')?.diff).toContain("a: ''")
    const own = { HELM_PLUGINS: join(scene.folder, 'plugins') }
    expect(await codeOf(scene.rehearse({ environment: own }))).toBe('E_ENVIRONMENT')
  })

  it('threat 27: an error of a schema or a file tells nothing of the runner', async () => {
    await using scene = await bare(helm, { 'chart/values.schema.json': '{"$ref":"file:///proc/self/environ"}' })
    const { code, text } = await failureOf(scene.rehearse({ environment: { RUNNER_SECRET } }))
    expect(code).toBe('E_CHART_SCHEMA')
    expect(text).not.toContain(RUNNER_SECRET)
  })
})

const pack = async (scene: Scene, path: string, entries: readonly RawEntry[]): Promise<void> => {
  await mkdir(join(scene.folder, path, '..'), { recursive: true })
  await writeFile(join(scene.folder, path), tarOf(entries))
}
