// Secrets in every place that a secret can stand in, and every command that shows anything.
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Shop } from '../action/openShop.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { runProgram } from '../real/runProgram.ts'
import type { Finished } from '../real/runProgram.ts'
import { canaries, leaksIn } from './canaries.ts'
import { newTemplates, refusedTemplates } from './canaryChart.ts'
import { canaryInputs, openCanaries, shownBy, writeTemplates } from './openCanaries.ts'

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

const GIVEN = ['set', 'setString', 'setFile', 'valuesFile']

const fails = `{{ $vault := lookup "v1" "Secret" .Release.Namespace "vault" }}{{ fail (printf "%s is wrong, and so are %s %s" ($vault.data.pem | b64dec) ($vault.data.password | b64dec) .Values.canary.valuesFile) }}`

const unknownKind =
  'apiVersion: nobody.example.com/v1\nkind: Nothing\nmetadata: {name: x}\nspec: {key: {{ .Values.canary.setFile }}}\n'

describe.each(helms)('threat 29: no secret is shown, on $name', (helm) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openCanaries(helm)
  })
  afterAll(async () => await shop[Symbol.asyncDispose]())

  const { values, 'lookup-secrets': lookupSecrets } = canaryInputs
  const inputs = { values, 'lookup-secrets': lookupSecrets }
  const act = async (command: string, more: Readonly<Record<string, string>> = {}) =>
    await shop.run('pull_request', { inputs: { ...inputs, command, ...more } })

  const atTerminal = async (...args: string[]): Promise<Finished> => {
    const target = ['--release', 'web', '--namespace', shop.namespace, '--chart', 'charts/web']
    const flags = ['--helm-args', canaryInputs['helm-args'].replace(helm.major === 3 ? ' --force-conflicts' : '\0', '')]
    const way = ['--helm', helm.bin, '--kubectl', cluster.parts.kubectl, '--lookup-secrets', 'vault']
    const key = ['--environment', 'production', '--digest-key', 'd'.repeat(64), '-f', values]
    const gate = ['--repository', 'acme/shop', '--pull-request', String(shop.number)]
    const env = {
      ...helm.env,
      KUBECONFIG: cluster.kubeconfig,
      GITHUB_API_URL: shop.forge.url,
      GITHUB_TOKEN: shop.repo.token(),
      GITHUB_REPOSITORY_ID: '4711',
    }
    const [command = '', ...rest] = args
    const own = command === 'gate' ? [] : [...target, ...flags, ...way, ...key]
    const to = command === 'plan' ? [] : gate
    return await runProgram(process.execPath, [cli, command, ...own, ...to, ...rest], { cwd: shop.checkout, env })
  }

  it('plan', async () => {
    const end = await act('plan')
    expect(end.code).toBe(0)
    expect(JSON.parse(end.documents['plan.json'] ?? '')).toMatchObject({ counts: { refused: 0 } })
    expect(leaksIn(shownBy(shop, end))).toEqual([])
    // The second opinion would say how long each is.
    expect(end.documents['report.html']).toContain('helm diff, the second opinion')
    expect(end.documents['report.html']).not.toMatch(/# \(\d+ bytes\)/)
  })

  it('plan of what the cluster refuses', async () => {
    await writeTemplates(shop, refusedTemplates)
    const end = await act('plan')
    await writeTemplates(shop, newTemplates)
    const { queries } = JSON.parse(end.documents['plan.json'] ?? '{}') as { queries: { verb: string }[] }
    expect(queries.filter(({ verb }) => verb === 'blocked')).toHaveLength(2)
    expect(leaksIn(shownBy(shop, end))).toEqual([])
  })

  it('plan at a terminal, as text, document and report', async () => {
    const text = await atTerminal('plan')
    expect(text).toMatchObject({ code: 2 })
    const document = await atTerminal('plan', '--output', 'json', '--report', 'report.html')
    const report = await readFile(join(shop.checkout, 'report.html'), 'utf8')
    const shown = { stderr: text.stderr + document.stderr, text: text.stdout, document: document.stdout, report }
    expect(leaksIn(shown)).toEqual([])
  })

  it('preview', async () => {
    const end = await act('plan', { baseline: 'git', 'git-base': 'main' })
    expect(end.code).toBe(0)
    expect(leaksIn(shownBy(shop, end))).toEqual([])
  })

  it('auto: plan, publish and gate', async () => {
    const end = await act('auto')
    expect(end).toMatchObject({ code: 0, outputs: { decision: 'pending' } })
    expect(leaksIn(shownBy(shop, end))).toEqual([])
  })

  it('publish at a terminal', async () => {
    const { stdout, stderr, code } = await atTerminal('publish')
    expect(code).toBe(2)
    expect(leaksIn({ stdout, stderr })).toEqual([])
  })

  it('gate at a terminal', async () => {
    const { stdout, stderr } = await atTerminal('gate', '--output', 'json')
    expect(stdout).toContain('"state"')
    expect(leaksIn({ stdout, stderr })).toEqual([])
  })

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['an error of a template', { 'fail.yaml': fails }, 'E_CHART_RENDER'],
    [
      'text that is no YAML',
      { 'broken.yaml': `a: b: ${canaries.data}\n{{ .Values.canary.set }}: [\n` },
      'E_CHART_RENDER',
    ],
    ['a kind that nobody serves', { 'kind.yaml': unknownKind }, 'E_KIND_UNKNOWN'],
  ])('failure: %s', async (_, templates, code) => {
    await writeTemplates(shop, { ...newTemplates, ...templates })
    const end = await act('auto')
    await writeTemplates(shop, newTemplates)
    expect(end.outputs['reason-code']).toBe(code)
    expect(leaksIn(shownBy(shop, end))).toEqual([])
  })

  it('failure: a schema that quotes values', async () => {
    const schema = join(shop.checkout, 'charts/web/values.schema.json')
    const strict = { properties: Object.fromEntries(GIVEN.map((name) => [name, { enum: ['other'], pattern: '^x$' }])) }
    await writeFile(schema, JSON.stringify({ properties: { canary: strict } }))
    const end = await act('auto')
    const preview = await act('plan', { baseline: 'git', 'git-base': 'main' })
    await writeFile(schema, '{}')
    expect(end.outputs['reason-code']).toBe('E_CHART_RENDER')
    expect(preview.outputs['reason-code']).toBe('E_CHART_RENDER')
    expect(leaksIn({ ...shownBy(shop, end), previewLog: preview.stdout })).toEqual([])
  })

  it('apply', async () => {
    await act('auto')
    const comment = shop.repo.comment(shop.number, 'alice', `/approve all @${shop.planId()}`)
    const end = await shop.run('issue_comment', { comment, inputs: { ...inputs, command: 'apply' } })
    expect({ ...end.outputs, log: end.stdout }).toMatchObject({ 'reason-code': 'APPLIED' })
    expect(leaksIn(shownBy(shop, end))).toEqual([])
  })

  it('rollback', async () => {
    const end = await act('plan', { operation: 'rollback', chart: '', values: '', 'helm-args': '' })
    expect(end.code).toBe(0)
    expect(leaksIn(shownBy(shop, end))).toEqual([])
  })

  it('uninstall', async () => {
    const end = await act('plan', { operation: 'uninstall', chart: '', values: '', 'helm-args': '' })
    expect(end.code).toBe(0)
    expect(leaksIn(shownBy(shop, end))).toEqual([])
  })
})
