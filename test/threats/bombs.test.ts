// Inputs that are small to write and large to read: each ends soon, with its code, and in bounded memory.
import { gzipSync } from 'node:zlib'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { createRedactor } from '../../src/plan/redactor.ts'
import { readableValue } from '../../src/plan/readableValue.ts'
import { unifiedDiff } from '../../src/plan/unifiedDiff.ts'
import { codeSpan, fence } from '../../src/render/markdown.ts'
import { whyItMatters } from '../../src/render/whyItMatters.ts'
import { parseCommand } from '../../src/review/parseCommand.ts'
import { helmFailure } from '../../src/helm/helmFailure.ts'
import { logLine } from '../../src/text/logLine.ts'
import { visibleText } from '../../src/text/visibleText.ts'
import { codeOf, openScene } from '../helm/Scene.ts'
import type { Files, Scene } from '../helm/Scene.ts'
import { helms } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'
import { queryOf } from '../render/queryOf.ts'
import { tarOf } from './tarOf.ts'

const chartYaml = 'apiVersion: v2\nname: bare\nversion: 1.0.0\n'
const configMap = (text: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: ${text}}\n`

/** YAML in which each name stands for nine of the one before. */
const aliases = `a0: &a0 x\n${Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]\n`).join('')}`
const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

const memoryOf = async (work: Promise<unknown>): Promise<{ code: unknown; megabytes: number }> => {
  let most = 0
  const before = process.memoryUsage().rss
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss - before)
  }, 20)
  const code = await codeOf(work)
  clearInterval(watch)
  return { code, megabytes: Math.round(most / 1024 / 1024) }
}

const bare = (helm: Helm, files: Files): Promise<Scene> => openScene(helm, files, { bare: true })
const [helm3] = helms
if (helm3 === undefined) throw new Error('there is no helm')

describe('threat 35: templates without end', () => {
  it.each([
    ['1,000,000,000 numbers', configMap('{{ range until 1000000000 }}{{ end }}x')],
    ['a text of 10 GB', configMap('{{ repeat 100000 (repeat 100000 "a") | quote }}')],
  ])('threat 35: one that makes %s is ended by its memory', async (_, template) => {
    await using scene = await bare(helm3, { 'chart/templates/x.yaml': template })
    expect(await codeOf(scene.rehearse())).toBe('E_HELM_MEMORY')
  })

  it('threat 35: one that never ends is ended by its time', async () => {
    const loop = '{{ range until 10000 }}{{ range until 10000 }}{{ range until 10000 }}{{ end }}{{ end }}{{ end }}'
    await using scene = await bare(helm3, { 'chart/templates/x.yaml': configMap(`x${loop}`) })
    expect(await codeOf(scene.rehearse({ inputs: { timeoutSeconds: 2 } }))).toBe('E_HELM_TIMEOUT')
  })
})

describe.each(helms)('threat 35: bombs in a chart, on $name', (helm) => {
  it.each<[string, Files]>([
    [
      'a template that includes itself',
      { 'chart/templates/x.yaml': '{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}' },
    ],
    ['aliases in values of the chart', { 'chart/values.yaml': aliases }],
    ['aliases in a manifest', { 'chart/templates/x.yaml': aliases }],
    ['100,000 lists in lists in values', { 'chart/values.yaml': `a: ${deep(100_000)}\n` }],
    ['100,000 lists in lists in a manifest', { 'chart/templates/x.yaml': configMap(deep(100_000)) }],
    ['100,000 lists in lists in a schema', { 'chart/values.schema.json': `{"enum":${deep(100_000)}}` }],
  ])('threat 35: %s', async (_, files) => {
    await using scene = await bare(helm, files)
    expect(await codeOf(scene.rehearse())).toBe('E_CHART_RENDER')
  })

  it('threat 35: aliases in a values file of the user', async () => {
    await using scene = await bare(helm, { 'bomb.yaml': aliases })
    expect(await codeOf(scene.rehearse({ inputs: { values: ['bomb.yaml'] } }))).toBe('E_CHART_RENDER')
  })

  it('threat 35: an archive that unpacks to 400 MB, or holds itself', async () => {
    await using scene = await bare(helm, {})
    const honest = [{ name: 'bare/Chart.yaml', text: chartYaml }]
    const zeros = Array.from({ length: 100 }, (_, n) => ({ name: `bare/f${n}`, text: '\0'.repeat(4 * 1024 * 1024) }))
    await writeFile(join(scene.folder, 'bomb.tgz'), tarOf([...honest, ...zeros]))
    const { code, megabytes } = await memoryOf(scene.rehearse({ inputs: { chart: 'bomb.tgz' } }))
    expect(code).toBe('E_CHART_RENDER')
    expect(megabytes).toBeLessThan(700)
  })

  it('threat 35: a pattern that other engines never come back from', async () => {
    const schema = { properties: { a: { type: 'string', pattern: '^(([a-z])+.)+[A-Z]([a-z])+$' } } }
    await using scene = await bare(helm, { 'chart/values.schema.json': JSON.stringify(schema) })
    const helmArgs = `--set a=${'a'.repeat(5000)}`
    expect(await codeOf(scene.rehearse({ inputs: { helmArgs } }))).toBe('E_CHART_RENDER')
  })
})

const MEGABYTE = 1024 * 1024
const failed = (stderr: string) => helmFailure({ exitCode: 1, stdout: '', stderr, ended: null }, 'helm', (text) => text)
const secrets = ['first line of it\n\nsecond line of it', '\\\\"quoted\\\\"', '""""""', "it's a 'secret'"]
const redact = createRedactor(secrets).text

describe('threat 35: our own patterns on a megabyte', () => {
  const repeated = (text: string): string => text.repeat(Math.ceil(MEGABYTE / text.length)).slice(0, MEGABYTE)
  const texts = [
    repeated('é'),
    `я ${repeated('é')}`,
    repeated(' '),
    `x${repeated(' ')}x`,
    repeated('\n'),
    repeated('`'),
    repeated('` '),
    repeated('\\'),
    repeated('\\"'),
    repeated('"'),
    repeated("'"),
    repeated('-----BEGIN CERTIFICATE-----'),
    repeated('::'),
    repeated('first line of it\n'),
    repeated('first line of it\\n'),
    `first line of it${repeated('\n')}`,
    `first line of it${repeated('\\')}`,
    repeated('another operation '),
    `${repeated('is invalid: x: Invalid value: ')}}`,
    `{"a":"${repeated('\\"')}"}`,
    `[${repeated('[],')}[]]`,
    `["${repeated('a')}"]`,
  ]

  it.each<[string, (text: string) => unknown]>([
    ['what is visible', visibleText],
    ['a line of the log', logLine],
    ['a span of code', codeSpan],
    ['a fence', (text) => fence('diff', text)],
    ['a readable value', (text) => readableValue(text, 'a')],
    ['a redacted text', redact],
    ['a failure of helm', (text) => failed(`Error: ${text}`)],
    ['a command', (text) => parseCommand(`/approve ${text}`)],
    ['a command with blanks', (text) => parseCommand(`/approve 1${text.slice(0, 65_000)}x`)],
    [
      'why a refusal matters',
      (refusal) =>
        whyItMatters([
          queryOf({ verb: 'blocked', cluster: { verified: true, reason: null, refusal, sideEffects: [] } }),
        ]),
    ],
    ['a diff', (text) => unifiedDiff(text, `${text}x`)],
  ])('threat 35: %s takes no longer than it should', (_, work) => {
    for (const [index, text] of texts.entries()) {
      const start = performance.now()
      work(text)
      expect({ index, seconds: Math.floor((performance.now() - start) / 2000) }).toEqual({ index, seconds: 0 })
    }
  })

  it('threat 35: ranges of queries are no way to fill the memory', () => {
    for (const range of ['1-999999999', '1-100000 2-100000', '1 '.repeat(30_000), `1-${'9'.repeat(60_000)}`]) {
      expect(parseCommand(`/approve ${range}`)).toMatchObject({ kind: 'malformed' })
    }
  })

  it('threat 35: a release record that inflates a thousandfold is not read', async () => {
    const { decodeRecord } = await import('../../src/release/decodeRecord.ts')
    const bomb = gzipSync(Buffer.alloc(300 * MEGABYTE)).toString('base64')
    expect(() => decodeRecord(bomb)).toThrow(/larger than/)
  })
})
