import { describe, expect, it, test } from '@jest/globals'
import type { JsonObject } from '../../src/json/Json.ts'
import { compareWitness, witnessWarnings } from '../../src/plan/compareWitness.ts'
import { indexManifest } from '../../src/plan/manifestIndex.ts'
import type { Query, Verb } from '../../src/plan/Plan.ts'
import { planOf, queryOf } from '../render/queryOf.ts'
import { hookOf, recordOf } from './factsOf.ts'

const query = (verb: Verb, kind: string, name: string): Query =>
  queryOf({ verb, object: { group: '', version: 'v1', kind, namespace: 'shop', name } })

const key = (kind: string, name: string) => ({ key: `|${kind}|shop|${name}`, change: 'MODIFY' })

const map = (name: string, data: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
})

const releases = (was: readonly JsonObject[] = [], will: readonly JsonObject[] = []) => ({
  oldDefaults: false,
  baseline: indexManifest(recordOf(was)),
  next: indexManifest(recordOf(will, { hooks: [hookOf(map('test-hook'), { events: ['test'] })] })),
})

describe('the witness', () => {
  it('agrees where both name the same objects', () => {
    expect(compareWitness([key('ConfigMap', 'a')], planOf([query('update', 'ConfigMap', 'a')]), releases())).toEqual([])
  })

  test.each<Verb>(['revert', 'run', 'create-namespace', 'install-crd', 'migrate', 'blocked', 'keep'])(
    'cannot see %s, which is no warning',
    (verb) => {
      const differences = compareWitness([], planOf([query(verb, 'ConfigMap', 'a')]), releases())
      expect(differences).toEqual([{ object: 'ConfigMap a', seenBy: 'the plan', reason: expect.any(String) }])
      expect(witnessWarnings(differences)).toEqual([])
    },
  )

  it('cannot see that an object changed in the cluster alone', () => {
    const same = releases([map('a')], [map('a')])
    const [difference] = compareWitness([], planOf([query('create', 'ConfigMap', 'a')]), same)
    expect(difference?.reason).toBe('its template did not change, its object in the cluster did')
  })

  test.each([
    ['only comments, the order or the name of the template differ', [map('a')], [map('a')]],
    ['the cluster is already as the chart wants it', [map('a')], [map('a', { x: '1' })]],
    ['the cluster has it already, as the chart wants it', [], [map('a')]],
    ['the cluster has it no more', [map('a')], []],
  ])('is alone where %s', (reason, was, will) => {
    expect(compareWitness([key('ConfigMap', 'a')], planOf([]), releases(was, will))).toEqual([
      { object: 'ConfigMap a', seenBy: 'helm-diff', reason },
    ])
  })

  it('is alone with a hook that does not run', () => {
    const [difference] = compareWitness([key('ConfigMap', 'test-hook')], planOf([]), releases())
    expect(difference?.reason).toBe('a hook that this operation does not run')
  })

  it('starts from another revision after a failed one', () => {
    const plan = planOf([])
    const failed = { ...plan, release: { ...plan.release, newest: { revision: 7, status: 'failed' } } }
    expect(compareWitness([key('ConfigMap', 'a')], failed, releases())[0]?.reason).toBe(
      'helm-diff compares with revision 7, which is failed; Helm with the last deployed one',
    )
  })

  it('renders with the old defaults where no values are given', () => {
    const plan = planOf([query('update', 'ConfigMap', 'a')])
    const [difference] = compareWitness([], plan, { ...releases(), oldDefaults: true })
    expect(difference?.reason).toBe('helm-diff renders with the old defaults of the chart where no values are given')
  })

  it('and the plan disagree without a reason: a warning with both lists', () => {
    const differences = compareWitness([key('Secret', 'b')], planOf([query('delete', 'ConfigMap', 'a')]), releases())
    expect(differences.map(({ reason }) => reason)).toEqual([null, null])
    expect(witnessWarnings(differences)).toEqual([
      {
        code: 'W_WITNESS',
        message:
          'helm-diff and the plan disagree, and no known reason explains it. Only in the plan: ConfigMap a; only in helm-diff: Secret b.',
      },
    ])
  })

  it('knows an object of the whole cluster by the namespace of the release', () => {
    const role = queryOf({ object: { group: 'r', version: 'v1', kind: 'ClusterRole', namespace: null, name: 'a' } })
    expect(compareWitness([{ key: 'r|ClusterRole|shop|a', change: 'ADD' }], planOf([role]), releases())).toEqual([])
  })
})
