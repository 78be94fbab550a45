import { describe, expect, it } from '@jest/globals'
import { compareWitness } from '../../src/plan/compareWitness.ts'
import type { Query, Verb } from '../../src/plan/Plan.ts'
import { planOf, queryOf } from '../render/queryOf.ts'

const query = (verb: Verb, kind: string, name: string): Query =>
  queryOf({ verb, object: { group: '', version: 'v1', kind, namespace: 'shop', name } })

const key = (kind: string, name: string) => ({ key: `|${kind}|shop|${name}`, change: 'MODIFY' })

describe('the witness', () => {
  it('agrees where both name the same objects', () => {
    expect(compareWitness([key('ConfigMap', 'a')], planOf([query('update', 'ConfigMap', 'a')]))).toEqual([])
  })

  it('is not asked for what it cannot see', () => {
    const verbs: Verb[] = ['revert', 'run', 'create-namespace', 'install-crd', 'migrate', 'blocked']
    expect(compareWitness([], planOf(verbs.map((verb) => query(verb, 'ConfigMap', verb))))).toEqual([])
  })

  it('is silent about a change: a warning', () => {
    expect(compareWitness([], planOf([query('delete', 'ConfigMap', 'a'), query('update', 'Secret', 'b')]))).toEqual([
      { code: 'W_WITNESS_SILENT', message: 'helm-diff does not show ConfigMap a, Secret b, which Helm changes.' },
    ])
  })

  it('is alone with a change: a warning, with the reason after a failed revision', () => {
    const message = 'helm-diff shows ConfigMap a, where Helm sends nothing that changes the cluster.'
    const plan = planOf([])
    expect(compareWitness([key('ConfigMap', 'a')], plan)).toEqual([{ code: 'W_WITNESS_ALONE', message }])
    const failed = { ...plan, release: { ...plan.release, newest: { revision: 7, status: 'failed' } } }
    expect(compareWitness([key('ConfigMap', 'a')], failed)[0]?.message).toBe(
      `${message} It compares with the newest revision, which failed; Helm compares with the last deployed one.`,
    )
  })

  it('knows an object of the whole cluster by the namespace of the release', () => {
    const role = queryOf({ object: { group: 'r', version: 'v1', kind: 'ClusterRole', namespace: null, name: 'a' } })
    expect(compareWitness([{ key: 'r|ClusterRole|shop|a', change: 'ADD' }], planOf([role]))).toEqual([])
  })
})
