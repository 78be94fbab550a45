import { describe, expect, it, test } from '@jest/globals'
import type { JsonObject } from '../../src/json/Json.ts'
import { core, exchangeOf } from './exchangeOf.ts'
import { hookOf, plansOf, queriesOf, recordOf, titlesOf } from './factsOf.ts'

const deployment = (spec: JsonObject): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec,
})

const configMap = (name: string, data: JsonObject = { a: '1' }): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
})

const create = (name: string, sequence = 1) =>
  exchangeOf({ ...core('ConfigMap', name), method: 'POST', body: configMap(name), after: configMap(name), sequence })

const scale = exchangeOf({
  body: { spec: { replicas: 3 } },
  before: deployment({ replicas: 1 }),
  after: deployment({ replicas: 3 }),
})

const scaled = { was: [deployment({ replicas: 1 })], will: [deployment({ replicas: 3 })] }

describe('create', () => {
  it('shows the object that is posted', () => {
    const [query] = queriesOf([create('web')], { will: [configMap('web')] })
    expect(query).toMatchObject({
      number: 1,
      verb: 'create',
      object: { group: '', version: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'web' },
      changes: [],
      unapprovable: null,
      live: [],
    })
    expect(query?.diff).toBe(
      "@@ -1,0 +1,6 @@\n+apiVersion: v1\n+kind: ConfigMap\n+metadata:\n+  name: web\n+data:\n+  a: '1'",
    )
  })

  it('is told also where the cluster could not say what it becomes', () => {
    const unasked = exchangeOf({
      ...core('ConfigMap', 'web'),
      method: 'POST',
      body: configMap('web'),
      outcome: { kind: 'unverified', reason: 'the namespace does not exist yet' },
    })
    const plan = plansOf([unasked])
    expect(plan.queries[0]).toMatchObject({
      verb: 'create',
      cluster: { verified: false, reason: 'the namespace does not exist yet' },
    })
    expect(plan.counts).toEqual({ requests: 1, unchanged: 0, refused: 0, unverified: 1, queries: 1 })
  })

  it('is none where the object is there already and stays as it is', () => {
    const there = exchangeOf({
      ...core('ConfigMap', 'web'),
      method: 'POST',
      before: configMap('web'),
      after: configMap('web'),
    })
    expect(plansOf([there]).counts).toMatchObject({ requests: 1, unchanged: 1, queries: 0 })
  })

  it('is a create also by a server-side apply of what was not there', () => {
    const apply = exchangeOf({
      ...core('ConfigMap', 'web'),
      contentType: 'application/apply-patch+yaml',
      body: configMap('web'),
      after: configMap('web'),
    })
    expect(titlesOf([apply])).toEqual(['create ConfigMap web'])
  })
})

describe('update', () => {
  it('shows the values before and after', () => {
    const [query] = queriesOf([scale], scaled)
    expect(query).toMatchObject({
      verb: 'update',
      changes: [{ path: 'spec.replicas', op: 'replace', before: 1, after: 3 }],
      diff: '@@ -1,2 +1,2 @@\n spec:\n-  replicas: 1\n+  replicas: 3',
      cluster: { verified: true, reason: null, refusal: null, sideEffects: [] },
    })
  })

  it('is none where the answer is the live object', () => {
    const same = exchangeOf({ body: {}, before: deployment({ replicas: 1 }), after: deployment({ replicas: 1 }) })
    expect(plansOf([same]).counts).toEqual({ requests: 1, unchanged: 1, refused: 0, unverified: 0, queries: 0 })
  })

  it('names what the cluster does beside it, without values', () => {
    const hooked = exchangeOf({
      body: { spec: { replicas: 3 } },
      before: deployment({ replicas: 1, injected: 'a' }),
      after: deployment({ replicas: 3, injected: 'b' }),
    })
    const [query] = queriesOf([hooked], scaled)
    expect(query?.cluster.sideEffects).toEqual(['spec.injected'])
    expect(query?.changes.map(({ path }) => path)).toEqual(['spec.replicas'])
  })

  it('shows integers exactly', () => {
    const exact = exchangeOf({
      body: { spec: { id: 9007199254740993n } },
      before: deployment({ id: 9007199254740992n }),
      after: deployment({ id: 9007199254740993n }),
    })
    expect(queriesOf([exact])[0]?.diff).toContain('-  id: 9007199254740992\n+  id: 9007199254740993')
  })
})

test('replace is a PUT', () => {
  const put = exchangeOf({
    method: 'PUT',
    body: deployment({ replicas: 3 }),
    before: deployment({ replicas: 1 }),
    after: deployment({ replicas: 3 }),
  })
  expect(titlesOf([put], scaled)).toEqual(['replace Deployment web'])
})

describe('delete', () => {
  const remove = (before: JsonObject | null) => exchangeOf({ ...core('ConfigMap', 'old'), method: 'DELETE', before })

  it('shows the document of the release that it ends', () => {
    const [query] = queriesOf([remove(configMap('old', { a: 'drifted' }))], { was: [configMap('old')] })
    expect(query).toMatchObject({ verb: 'delete', risks: ['deletes'] })
    expect(query?.diff).toContain("-  a: '1'")
  })

  it('shows the live object where the release had none', () => {
    const [query] = queriesOf([remove({ ...configMap('old', { a: 'live' }), status: {} })])
    expect(query?.diff).toContain('-  a: live')
  })

  it('is none where there is nothing to delete', () => {
    expect(plansOf([remove(null)]).counts).toMatchObject({ requests: 1, unchanged: 1, queries: 0 })
  })
})

describe('revert', () => {
  const drifted = (live: number) =>
    exchangeOf({
      body: { spec: { replicas: 3, paused: true } },
      before: deployment({ replicas: live }),
      after: deployment({ replicas: 3, paused: true }),
    })
  const documents = { was: [deployment({ replicas: 3 })], will: [deployment({ replicas: 3, paused: true })] }

  it('stands beside the update of its object, with the live value beside it', () => {
    const queries = queriesOf([drifted(9)], documents)
    expect(queries.map(({ verb, changes, live }) => ({ verb, changes, live }))).toEqual([
      {
        verb: 'revert',
        changes: [{ path: 'spec.replicas', op: 'replace', after: 3 }],
        live: [{ path: 'spec.replicas', value: 9 }],
      },
      { verb: 'update', changes: [{ path: 'spec.paused', op: 'add', after: true }], live: [] },
    ])
    expect(queries[0]?.diff).toBe('@@ -1,0 +1,2 @@\n+spec:\n+  replicas: 3')
  })

  it('is the same plan whatever the live value is, more, less or gone', () => {
    const plan = plansOf([drifted(9)], documents)
    const gone = exchangeOf({
      body: { spec: { replicas: 3, paused: true } },
      before: deployment({}),
      after: deployment({ replicas: 3, paused: true }),
    })
    for (const exchange of [drifted(1), drifted(2), drifted(100), gone]) {
      const other = plansOf([exchange], documents)
      expect(other.digest).toBe(plan.digest)
      const withoutLive = (queries: typeof plan.queries) => queries.map((query) => ({ ...query, live: [] }))
      expect(withoutLive(other.queries)).toEqual(withoutLive(plan.queries))
    }
  })

  it('shows a long text that is put back in full', () => {
    const text = Array.from({ length: 30 }, (_, n) => `line ${n}`).join('\n')
    const exchange = exchangeOf({
      ...core('ConfigMap', 'web'),
      body: { data: { a: text } },
      before: configMap('web', { a: 'other' }),
      after: configMap('web', { a: text }),
    })
    const [query] = queriesOf([exchange], {
      was: [configMap('web', { a: text })],
      will: [configMap('web', { a: text })],
    })
    expect(query?.verb).toBe('revert')
    for (const line of text.split('\n')) expect(query?.diff).toContain(`+    ${line}`)
  })
})

describe('run', () => {
  const job: JsonObject = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'migrate', annotations: { 'helm.sh/hook': 'pre-upgrade' } },
    spec: { image: 'web:2' },
  }
  const at = { group: 'batch', resource: 'jobs', kind: 'Job', name: 'migrate' } as const
  const before = exchangeOf({ ...at, method: 'DELETE', before: job, sequence: 1 })
  const made = exchangeOf({ ...at, method: 'POST', body: job, after: job, sequence: 2 })
  const after = exchangeOf({ ...at, method: 'DELETE', before: job, sequence: 3 })
  const record = recordOf([], { hooks: [hookOf(job, { weight: 4, events: ['pre-upgrade', 'pre-install'] })] })

  it('is one query for delete, create and delete', () => {
    const plan = plansOf([before, made, after], { record })
    expect(plan.queries).toHaveLength(1)
    expect(plan.queries[0]).toMatchObject({
      verb: 'run',
      object: { kind: 'Job', name: 'migrate' },
      hook: { events: ['pre-upgrade', 'pre-install'], weight: 4, deletePolicies: ['before-hook-creation'] },
      risks: ['hook', 'tag-without-digest'],
    })
    expect(plan.counts).toEqual({ requests: 3, unchanged: 0, refused: 0, unverified: 0, queries: 1 })
  })

  it('is told also for a hook that did not change, since it runs', () => {
    expect(titlesOf([made], { record, baseline: record })).toEqual(['run Job migrate'])
  })

  it('leaves the delete of what is no hook a query of its own', () => {
    const own = { ...job, metadata: { name: 'migrate' } }
    const foreign = exchangeOf({ ...at, method: 'DELETE', before: own, sequence: 1 })
    expect(titlesOf([foreign, made], { record })).toEqual(['delete Job migrate', 'run Job migrate'])
  })

  it('is blocked where the cluster refuses one of its requests', () => {
    const refusal = { status: 403, reason: 'Forbidden', message: 'no jobs here' }
    const refused = exchangeOf({ ...at, method: 'POST', body: job, sequence: 2, outcome: { kind: 'refused', refusal } })
    expect(queriesOf([before, refused], { record })[0]).toMatchObject({
      verb: 'blocked',
      cluster: { refusal: 'no jobs here' },
    })
  })

  it('runs one by one in the order in which they are sent, whatever their names', () => {
    const named = (name: string, sequence: number) =>
      exchangeOf({ ...at, name, method: 'POST', body: job, after: job, sequence })
    const hooks = ['z-first', 'a-last'].map((name) => hookOf({ ...job, metadata: { name } }, { name }))
    expect(titlesOf([named('z-first', 1), named('a-last', 2)], { record: recordOf([], { hooks }) })).toEqual([
      'run Job z-first',
      'run Job a-last',
    ])
  })
})

describe('other verbs', () => {
  it('create-namespace, where the chart has none', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }
    const exchange = exchangeOf({
      ...core('Namespace', 'shop'),
      namespace: null,
      method: 'POST',
      body: namespace,
      after: namespace,
    })
    expect(titlesOf([exchange])).toEqual(['create-namespace Namespace shop'])
    expect(queriesOf([exchange], { will: [namespace] })[0]?.object.namespace).toBeNull()
  })

  it('install-crd, where it does not stand in the templates', () => {
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'a.x' },
    }
    const exchange = exchangeOf({
      group: 'apiextensions.k8s.io',
      resource: 'customresourcedefinitions',
      kind: 'CustomResourceDefinition',
      name: 'a.x',
      namespace: null,
      method: 'POST',
      body: definition,
      after: definition,
    })
    expect(queriesOf([exchange])[0]).toMatchObject({ verb: 'install-crd', risks: ['crd'] })
  })

  it('migrate, where only the owners of fields change', () => {
    const owned = (manager: string) => ({ ...deployment({}), metadata: { name: 'web', managedFields: [{ manager }] } })
    const exchange = exchangeOf({ body: {}, before: owned('helm'), after: owned('helm-v4') })
    expect(queriesOf([exchange])[0]).toMatchObject({ verb: 'migrate', changes: [], diff: '' })
  })

  it('blocked, where the cluster refuses, with its sentence', () => {
    const refusal = { status: 422, reason: 'Invalid', message: 'field is immutable' }
    const exchange = exchangeOf({
      ...scale,
      body: { spec: {} },
      before: deployment({}),
      outcome: { kind: 'refused', refusal },
    })
    const plan = plansOf([exchange])
    expect(plan.queries[0]).toMatchObject({ verb: 'blocked', cluster: { refusal: 'field is immutable' }, changes: [] })
    expect(plan.counts).toMatchObject({ refused: 1, queries: 1 })
  })
})

test('an empty plan counts nothing and has a digest of its own', () => {
  const plan = plansOf([])
  expect(plan.queries).toEqual([])
  expect(plan.counts).toEqual({ requests: 0, unchanged: 0, refused: 0, unverified: 0, queries: 0 })
  expect(plan.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(plan.release).toEqual({
    newest: { revision: 6, status: 'deployed' },
    baseline: { revision: 6, status: 'deployed' },
    next: 7,
    backTo: null,
    deployedAt: null,
    chart: { name: 'web', from: '1.0.0', to: '1.1.0' },
  })
})

test('identity comes from the request, never from the body or its annotations', () => {
  const lying = { ...configMap('kube-root-ca.crt'), metadata: { name: 'other', namespace: 'kube-system' } }
  const exchange = exchangeOf({ ...core('ConfigMap', 'web'), method: 'POST', body: lying, after: lying })
  expect(queriesOf([exchange])[0]?.object).toEqual({
    group: '',
    version: 'v1',
    kind: 'ConfigMap',
    namespace: 'shop',
    name: 'web',
  })
})
