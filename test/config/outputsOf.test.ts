import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { load } from 'js-yaml'
import { actionInputs } from '../../src/config/actionInputs.ts'
import { actionOutputs } from '../../src/config/actionOutputs.ts'
import { outputsOf } from '../../src/config/outputsOf.ts'
import type { OutputFacts } from '../../src/config/outputsOf.ts'
import type { Decision, QueryDecision } from '../../src/review/Decision.ts'
import { decisionOf, needOf } from '../review/decisionOf.ts'
import { digestOf, planOf, queryOf } from '../render/queryOf.ts'

const HOSTILE = 'canary\n::set-output name=approved::true\nCANARY'
const hostile = queryOf({
  object: { group: HOSTILE, version: HOSTILE, kind: HOSTILE, namespace: HOSTILE, name: HOSTILE },
  changes: [{ path: HOSTILE, op: 'add', after: HOSTILE }],
  diff: HOSTILE,
  risks: [HOSTILE],
  unapprovable: { code: 'E_UNSTABLE', message: HOSTILE },
  cluster: { verified: false, reason: HOSTILE, refusal: HOSTILE, sideEffects: [HOSTILE] },
})

const plan = planOf([hostile, hostile, hostile])

const queryDecision = (number: number, state: QueryDecision['state'], missing: number): QueryDecision => ({
  query: { ...hostile, number, unapprovable: number === 2 ? null : hostile.unapprovable },
  state,
  needs: [needOf(missing)],
  approvals: [{ login: HOSTILE, id: 1, remark: HOSTILE, url: HOSTILE, at: HOSTILE, reason: HOSTILE }],
  rejections: [],
  notCounted: [{ login: HOSTILE, url: HOSTILE, why: HOSTILE }],
  missing,
})

const decision = (parts: Partial<Decision>): Decision =>
  decisionOf([queryDecision(1, 'approved', 0), queryDecision(2, 'pending', 2), queryDecision(3, 'rejected', 1)], {
    remarks: [{ remark: 'x', login: HOSTILE, counted: false, sentences: [HOSTILE] }],
    held: [HOSTILE],
    notes: [HOSTILE],
    ...parts,
  })

const outputs = (facts: Partial<OutputFacts>) =>
  outputsOf({
    decision: decision({}),
    plan,
    counts: plan.counts,
    environment: 'production',
    reportPath: '/work/report.html',
    error: null,
    ...facts,
  })

describe('the outputs', () => {
  it('say what is pending, rejected and needed, by numbers', () => {
    expect(outputs({})).toMatchObject({
      approved: 'false',
      decision: 'pending',
      'reason-code': 'PENDING',
      'plan-digest': digestOf('f'),
      pending: '[2]',
      rejected: '[3]',
      denied: '[]',
      needed: '[{"query":2,"missing":2,"of":["2 of people with write access"]}]',
      counts: '{"requests":9,"unchanged":8,"refused":0,"unverified":0,"queries":3}',
      targets: '[{"release":"web","namespace":"shop","environment":"production","approved":false}]',
      'report-path': '/work/report.html',
    })
  })

  it('never hold text of a manifest, and stay on one line', () => {
    for (const state of ['approved', 'pending', 'rejected', 'blocked'] as const) {
      for (const [name, value] of Object.entries(outputs({ decision: decision({ state }) }))) {
        expect(`${name}=${value}`).not.toMatch(/canary|\n/i)
      }
    }
  })

  it('name the environment only when everything is approved', () => {
    const environments = (['approved', 'pending', 'rejected', 'blocked'] as const).map(
      (state) => outputs({ decision: decision({ state }) }).environment,
    )
    expect(environments).toEqual(['production', '', '', ''])
    expect(outputs({ decision: decision({ state: 'approved' }), error: 'E_HEAD_MOVED' }).environment).toBe('')
    expect(outputs({ decision: null }).environment).toBe('')
  })

  it('are an error when the run ended in one, whatever was decided before', () => {
    expect(outputs({ decision: decision({ state: 'approved' }), error: 'E_HEAD_MOVED' })).toMatchObject({
      approved: 'false',
      decision: 'error',
      'reason-code': 'E_HEAD_MOVED',
      targets: '[]',
    })
  })

  it('are pending while nothing was decided', () => {
    expect(outputs({ decision: null, plan: null, counts: null })).toMatchObject({
      approved: 'false',
      decision: 'pending',
      'reason-code': 'NO_SURFACE',
      'plan-digest': '',
      counts: '{}',
    })
  })

  it('say all of it once more as one document', () => {
    expect(JSON.parse(outputs({ decision: decision({ state: 'approved', reason: 'APPROVED' }) }).result)).toEqual({
      schemaVersion: 1,
      approved: true,
      decision: 'approved',
      reasonCode: 'APPROVED',
      environment: 'production',
      planDigest: digestOf('f'),
      pending: [2],
      rejected: [3],
      denied: [],
      counts: plan.counts,
    })
  })
})

describe('action.yml', () => {
  type Action = {
    readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>
    readonly outputs: Readonly<Record<string, { readonly description: string }>>
  }
  const action = load(readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8')) as Action

  it('has the inputs of the code, with the same defaults', () => {
    const declared = Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? ''])
    const expected = Object.entries({ ...actionInputs, 'github-token': '${{ github.token }}' })
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(expected))
    // No runner checks it, and no input is needed by every command.
    expect(Object.values(action.inputs).filter(({ required }) => required === true)).toEqual([])
  })

  it('has the outputs of the code, in the same order', () => {
    expect(Object.keys(action.outputs)).toEqual([...actionOutputs])
    expect(Object.keys(outputs({})).toSorted()).toEqual([...actionOutputs].toSorted())
  })
})
