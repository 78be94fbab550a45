import { describe, expect, it } from '@jest/globals'
import { diagnose, readWorkflows } from '../../src/doctor/diagnose.ts'
import type { Diagnosis } from '../../src/doctor/Diagnosis.ts'
import { findingCodes } from '../../src/doctor/findingCodes.ts'
import { goodSettings, goodWorkflow } from './wellKept.ts'
import { settingFindings } from './settingFindings.ts'
import { harmless, workflowFindings } from './workflowFindings.ts'

const file = '.github/workflows/deploy.yml'
const examine = (text: string, ...others: readonly string[]): Diagnosis =>
  diagnose(
    readWorkflows([text, ...others].map((each, index) => ({ file: index === 0 ? file : `${index}.yml`, text: each }))),
    null,
  )

describe('a workflow', () => {
  it('that is well kept shows nothing', () => {
    expect(examine(goodWorkflow).findings).toEqual([])
  })

  it.each(workflowFindings.map((each) => [each.code, each.what, each] as const))(
    '%s: %s',
    (code, _what, { from, to, line }) => {
      const text = goodWorkflow.replace(from, to)
      expect(text).not.toBe(goodWorkflow)
      const found = examine(text).findings.filter((finding) => finding.code === code)
      expect(found.map(({ spot }) => spot?.excerpt.trim())).toContainEqual(expect.stringContaining(line))
      for (const { spot, severity, sentence, fix } of found) {
        if (spot === null) throw new Error('a finding in a workflow has a place')
        expect([spot.file, severity]).toEqual([file, findingCodes[code].severity])
        expect(text.split('\n')[spot.line - 1]).toBe(spot.excerpt)
        expect(spot.excerpt.slice(spot.column - 1)).toMatch(/^\S/)
        for (const words of [sentence, fix]) expect(words).toMatch(/^[A-ZN.a-z`].*\.$/)
      }
    },
  )

  it.each(harmless)('is as well with %s', (_what, from, to) => {
    const changed = goodWorkflow.replace(from, to)
    expect(changed).not.toBe(goodWorkflow)
    expect(examine(changed).findings).toEqual([])
  })

  it('hears of what a workflow of pull requests hears, and of nothing that another one does', () => {
    const text = goodWorkflow.replace(
      / {2}pull_request:\n.*\n {2}pull_request_review:\n.*\n/,
      '  workflow_run: { workflows: [signal] }\n',
    )
    const signal = (name: string): string => `name: ${name}\non: [pull_request_review]\njobs: {}\n`
    const codes = (name: string): string[] => examine(text, signal(name)).findings.map(({ code }) => code)
    expect(codes('signal')).toEqual([])
    expect(codes('other')).toEqual(['D_TRIGGERS_MISSING'])
  })

  it('may have a workflow beside it that only looks from time to time; alone that is not enough', () => {
    const sweep = goodWorkflow.replace(/^on:\n(?: .*\n)+/m, 'on: { schedule: [{ cron: "17 * * * *" }] }\n')
    expect(sweep).not.toBe(goodWorkflow)
    const codes = (text: string, ...others: readonly string[]): string[] =>
      examine(text, ...others).findings.map(({ code }) => code)
    expect(codes(sweep)).toContain('D_TRIGGERS_MISSING')
    expect(codes(goodWorkflow, sweep)).not.toContain('D_TRIGGERS_MISSING')
  })

  it('shares a credential with a job of another workflow', () => {
    const other = 'on: push\njobs: { x: { steps: [{ run: date, env: { K: "${{ secrets.KUBECONFIG_DEPLOY }}" } }] } }\n'
    const [finding] = examine(goodWorkflow, other).findings
    expect(finding).toMatchObject({ code: 'D_CREDENTIALS_SHARED', spot: { file: '1.yml', line: 2 } })
  })

  it('of trusted events runs code of a pull request only where it may do or know something', () => {
    const run =
      'steps: [{ uses: actions/checkout@v5, with: { ref: "${{ github.event.pull_request.head.sha }}" } }, { run: make }]'
    const other = (event: string, rights: string): string =>
      `on: ${event}\npermissions: ${rights}\njobs: { x: { ${run} } }\n`
    const codes = (text: string): string[] => examine(goodWorkflow, text).findings.map(({ code }) => code)
    expect(codes(other('pull_request_target', '{ contents: write }'))).toEqual(['D_PULL_REQUEST_CODE'])
    expect(codes(other('pull_request_target', '{ contents: read }'))).toEqual([])
    expect(codes(other('pull_request', '{ contents: write }'))).toEqual([])
  })
})

describe('settings', () => {
  const settle = (changes: object): Diagnosis =>
    diagnose(readWorkflows([{ file, text: goodWorkflow }]), { ...goodSettings, ...changes })

  it('that are well kept show nothing', () => {
    expect(settle({})).toEqual({ schemaVersion: 1, counts: { weakness: 0, unseen: 0, hint: 0 }, findings: [] })
  })

  it.each(settingFindings)('%s: %s', (code, _what, changes, words) => {
    const { findings } = settle(changes)
    expect(findings.map((finding) => finding.code)).toEqual([code])
    expect(findings[0]?.sentence).toContain(words)
  })

  it('asks for reviewers where an apply is parked on an environment, and only there', () => {
    const parked = goodWorkflow.replace(/    if: needs.*\n/, '')
    const { findings } = diagnose(readWorkflows([{ file, text: parked }]), goodSettings)
    expect(findings.map(({ code }) => code)).toEqual(['D_ENVIRONMENT_REVIEWERS'])
  })
})

it('puts the gravest first, then goes by file and line', () => {
  const first = goodWorkflow
    .replace('ubuntu-latest', 'self-hosted')
    .replace(/(concurrency:\n.*\n.*): false/, '$1: true')
  const second = first.replace('pull-requests: write', 'packages: write')
  const files = [
    { file: 'b.yml', text: second },
    { file: 'a.yml', text: first },
    { file: 'c.yml', text: 'a: [' },
  ]
  const { findings, counts } = diagnose(readWorkflows(files), null)
  expect(findings.map(({ code, spot }) => `${spot?.file ?? ''} ${code}`)).toEqual([
    'a.yml D_CONCURRENCY_CANCELS',
    'b.yml D_CONCURRENCY_CANCELS',
    'b.yml D_PERMISSIONS_WIDE',
    'c.yml D_WORKFLOW_UNREADABLE',
    'a.yml D_SELF_HOSTED',
    'b.yml D_SELF_HOSTED',
    'b.yml D_PERMISSIONS_SHORT',
  ])
  expect(counts).toEqual({ weakness: 3, unseen: 1, hint: 3 })
})

describe('threat 35: a workflow that is a bomb', () => {
  const steps = `on: push\njobs:\n  x:\n    steps:\n${`      - uses: helm-query-gate/helm-query-gate@v1\n`.repeat(8000)}`
  const layer = (level: number): string =>
    Array.from({ length: 12 }, (_, index) => {
      const needs = Array.from({ length: 12 }, (_each, other) => `j${level - 1}x${other}`).join(', ')
      return `  j${level}x${index}: { needs: [${needs}], steps: [{ uses: a/helm-query-gate@v1, with: { command: apply } }] }\n`
    }).join('')
  const layers = `on: push\njobs:\n  g: { steps: [{ uses: a/helm-query-gate@v1 }] }\n${Array.from({ length: 20 }, (_, level) => layer(level)).join('')}`
  const aliases = `a: &a0 [x, x]\n${Array.from({ length: 40 }, (_, n) => `a${n}: &a${n + 1} [*a${n}, *a${n}]\n`).join('')}`

  it.each([
    ['eight thousand steps', steps],
    ['expressions without end', `on: push\njobs: { x: { steps: [{ run: "${'${{ '.repeat(100_000)}" }] } }\n`],
    ['jobs that all need each other', layers],
    ['aliases of aliases', aliases],
  ])('%s is looked at in no time', (_what, text) => {
    const started = performance.now()
    expect(examine(text).findings.length).toBeGreaterThan(0)
    expect(performance.now() - started).toBeLessThan(3000)
  })
})

describe('the table of findings', () => {
  it('is in order, and every code of it is shown by a test', () => {
    const codes = Object.keys(findingCodes)
    expect(codes).toEqual(codes.toSorted())
    const shown = [...workflowFindings.map(({ code }) => code), ...settingFindings.map(([code]) => code)]
    expect([...new Set([...shown, 'D_ENVIRONMENT_REVIEWERS', 'D_GATE_MISSING'])].toSorted()).toEqual(codes)
  })

  it('says that there is no gate where no workflow uses it', () => {
    expect(examine('on: push\njobs: {}\n').findings.map(({ code }) => code)).toEqual(['D_GATE_MISSING'])
  })
})
