import { describe, expect, it, test } from '@jest/globals'
import type { Exchange } from '../../src/exchange/Exchange.ts'
import type { Json, JsonObject } from '../../src/json/Json.ts'
import type { PlanFacts } from '../../src/plan/makePlan.ts'
import { shuffled } from '../json/shuffled.ts'
import { core, exchangeOf } from './exchangeOf.ts'
import type { Sent } from './exchangeOf.ts'
import { factsOf, hookOf, plansOf, queriesOf, recordOf, target } from './factsOf.ts'

const deployment = (spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', ...metadata },
  spec,
})

const update: Sent = {
  body: { spec: { replicas: 3 } },
  before: deployment({ replicas: 1 }),
  after: deployment({ replicas: 3 }),
}

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { a: '1' } }
const create: Sent = { ...core('ConfigMap', 'web'), method: 'POST', body: configMap, after: configMap }
const remove: Sent = {
  ...core('ConfigMap', 'web'),
  method: 'DELETE',
  before: { ...configMap, metadata: { name: 'web', uid: 'u1' } },
}

const documents = { was: [deployment({ replicas: 1 })], will: [deployment({ replicas: 3 })] }

const digest = (sent: Sent, parts: Parameters<typeof factsOf>[1] = documents): string =>
  queriesOf([exchangeOf(sent)], parts)[0]?.digest ?? ''

describe('the same facts', () => {
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'm', annotations: { 'helm.sh/hook': 'x' } } }
  const hook = exchangeOf({
    group: 'batch',
    resource: 'jobs',
    kind: 'Job',
    name: 'm',
    method: 'POST',
    body: job,
    after: job,
    sequence: 4,
  })
  const all = [
    exchangeOf(update),
    exchangeOf({ ...create, sequence: 2 }),
    exchangeOf({ ...remove, ...core('ConfigMap', 'old'), sequence: 3 }),
    hook,
  ]
  const parts = { ...documents, record: recordOf(documents.will, { hooks: [hookOf(job)] }) }

  it('have the same digests in a hundred runs, with the keys in any order', () => {
    const plan = plansOf(all, parts)
    for (let seed = 0; seed < 100; seed += 1) {
      const other = plansOf(
        all.map((exchange) => shuffled(exchange as unknown as JsonObject, seed) as unknown as Exchange),
        parts,
      )
      expect(other.digest).toBe(plan.digest)
      expect(other.queries.map((query) => query.digest)).toEqual(plan.queries.map((query) => query.digest))
    }
  })

  it('have a digest that no release of this format may change', () => {
    expect(digest(create)).toBe(digest(create))
    expect(digest(update)).toMatch(/^sha256:[0-9a-f]{64}$/)
  })
})

describe('the digest of a query moves with', () => {
  const base = digest(update)
  const raised = { ...update, body: { spec: { replicas: 4 } }, after: deployment({ replicas: 4 }) }
  test.each<[string, string]>([
    ['the value after', digest(raised)],
    ['the value before', digest({ ...update, before: deployment({ replicas: 2 }) })],
    ['the absence of a value before', digest({ ...update, before: deployment({}) })],
    ['the name of the object', digest({ ...update, name: 'other' })],
    ['its namespace', digest({ ...update, namespace: 'kube-system' })],
    ['its kind', digest({ ...update, kind: 'StatefulSet' })],
    ['its group', digest({ ...update, group: 'extensions' })],
    ['the verb', digest({ ...update, method: 'PUT', contentType: 'application/strategic-merge-patch+json' })],
    [
      'force in the URL',
      digest({
        ...update,
        query: [
          ['fieldManager', 'helm'],
          ['force', 'true'],
        ],
      }),
    ],
    ['the field manager', digest({ ...update, query: [['fieldManager', 'other']] })],
    ['a parameter less', digest({ ...update, query: [] })],
    ['the content type', digest({ ...update, contentType: 'application/merge-patch+json' })],
    [
      'a further change',
      digest(
        { ...update, body: { spec: { replicas: 3, paused: true } }, after: deployment({ replicas: 3, paused: true }) },
        { was: documents.was, will: [deployment({ replicas: 3, paused: true })] },
      ),
    ],
    [
      'a path that the cluster changes beside it',
      digest({ ...update, before: deployment({ replicas: 1, x: 1 }), after: deployment({ replicas: 3, x: 2 }) }),
    ],
    ['the repository', digest(update, { ...documents, target: { ...target, repository: 1 } })],
    ['the environment', digest(update, { ...documents, target: { ...target, environment: 'staging' } })],
    ['the cluster', digest(update, { ...documents, target: { ...target, cluster: 'uid:other' } })],
    ['the release', digest(update, { ...documents, target: { ...target, release: 'other' } })],
    ['the namespace of the release', digest(update, { ...documents, target: { ...target, namespace: 'other' } })],
  ])('%s', (_what, other) => {
    expect(other).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(other).not.toBe(base)
  })

  it.each([
    ['a replacement', { method: 'PUT', contentType: 'application/json' }],
    ['a server-side apply', { contentType: 'application/apply-patch+yaml' }],
  ] as const)('the value before and after of %s, which names only what is to be', (_what, how) => {
    const whole = (before: number, after: number): Sent => ({
      ...how,
      body: deployment({ replicas: after }),
      before: deployment({ replicas: before }),
      after: deployment({ replicas: after }),
    })
    const digests = [whole(1, 3), whole(2, 3), whole(1, 4)].map((sent) => digest(sent, {}))
    expect(new Set(digests).size).toBe(3)
  })

  it('any part of a created object', () => {
    const bodies: Json[] = [
      { ...configMap, data: { a: '2' } },
      { ...configMap, data: { a: '1', b: '' } },
      { ...configMap, metadata: { name: 'web', labels: { x: 'y' } } },
      { ...configMap, immutable: true },
      { ...configMap, data: { a: 1 } },
    ]
    const digests = [create, ...bodies.map((body) => ({ ...create, body }))].map((sent) => digest(sent))
    expect(new Set(digests).size).toBe(6)
  })

  it('what is deleted: its uid, the document, and how dependents are treated', () => {
    const was = { was: [configMap] }
    const digests = [
      digest(remove, was),
      digest({ ...remove, before: { ...configMap, metadata: { name: 'web', uid: 'u2' } } }, was),
      digest(remove, { was: [{ ...configMap, data: { a: '2' } }] }),
      digest(remove, {}),
      digest({ ...remove, query: [['propagationPolicy', 'Orphan']] }, was),
    ]
    expect(new Set(digests).size).toBe(5)
  })

  it('the events, weight and policies of a hook, and what it posts', () => {
    const job = (spec: string) => ({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'm' }, spec })
    const posts = (spec: string) =>
      exchangeOf({
        group: 'batch',
        resource: 'jobs',
        kind: 'Job',
        name: 'm',
        method: 'POST',
        body: job(spec),
        after: job(spec),
      })
    const run = (spec: string, parts: Parameters<typeof hookOf>[1]) =>
      queriesOf([posts(spec)], { record: recordOf([], { hooks: [hookOf(job(spec), parts)] }) })[0]?.digest
    const digests = [
      run('a', {}),
      run('b', {}),
      run('a', { weight: 1 }),
      run('a', { events: ['post-upgrade'] }),
      run('a', { deletePolicies: ['hook-failed'] }),
    ]
    expect(new Set(digests).size).toBe(5)
  })
})

describe('the digest of a query is never moved by', () => {
  const own = (metadata: JsonObject, status?: Json) => ({
    ...deployment({ replicas: 1 }, metadata),
    ...(status === undefined ? {} : { status }),
  })
  const base = digest(update)
  test.each<[string, Sent, Parameters<typeof factsOf>[1]?]>([
    ['resourceVersion', { ...update, before: own({ resourceVersion: '9' }) }],
    ['resourceVersion in the body', { ...update, body: { metadata: { resourceVersion: '9' }, spec: { replicas: 3 } } }],
    ['generation', { ...update, before: own({ generation: 4 }) }],
    ['the uid of what is updated', { ...update, before: own({ uid: 'u2' }) }],
    ['timestamps', { ...update, before: own({ creationTimestamp: '2026-01-01T00:00:00Z' }) }],
    ['managedFields', { ...update, before: own({ managedFields: [{ manager: 'x', time: 'y' }] }) }],
    ['status', { ...update, before: own({}, { readyReplicas: 1 }) }],
    ['values that the server makes', { ...update, after: deployment({ replicas: 3, clusterIP: '10.0.0.7' }) }],
    [
      'other members of the live object',
      { ...update, before: deployment({ replicas: 1, x: 1 }), after: deployment({ replicas: 3, x: 1 }) },
    ],
    ['the place of the request among the others', { ...update, sequence: 99 }],
    ['versions', update, { ...documents, versions: { helm: 'v3.20.2', kubernetes: 'v1.30.0' } }],
    ['inputs', update, { ...documents, inputs: [{ kind: 'values', path: 'x', digest: 'y' }] }],
    [
      'the version of the chart',
      update,
      {
        ...documents,
        record: recordOf(documents.will, {
          chart: { name: 'web', version: '9', definitions: new Map(), templates: new Map() },
        }),
      },
    ],
    ['warnings', update, { ...documents, warnings: [{ code: 'W_X', message: 'x' }] }],
    ['the key for Secrets', update, { ...documents, digestKey: null }],
  ])('%s', (_what, sent, parts = documents) => {
    expect(digest(sent, parts)).toBe(base)
  })
})

describe('the digest of a plan', () => {
  const of = (parts: Partial<PlanFacts> = {}) => plansOf([exchangeOf(update)], { ...documents, ...parts }).digest
  it('moves with the target, the flags and the queries', () => {
    const digests = [
      of(),
      of({ flags: ['--force-replace'] }),
      of({ target: { ...target, name: 'other' } }),
      of({ exchanges: [] }),
      of({ exchanges: [exchangeOf(update), exchangeOf({ ...create, sequence: 2 })] }),
    ]
    expect(new Set(digests).size).toBe(5)
  })

  it('does not move with inputs, warnings, versions or a request that changes nothing', () => {
    const idle = exchangeOf({
      ...core('ConfigMap', 'same'),
      body: {},
      before: configMap,
      after: configMap,
      sequence: 2,
    })
    expect(of({ inputs: [{ kind: 'chart', path: 'a', digest: 'b' }] })).toBe(of())
    expect(of({ warnings: [{ code: 'W', message: 'x' }], versions: { helm: 'a', kubernetes: 'b' } })).toBe(of())
    expect(of({ exchanges: [exchangeOf(update), idle] })).toBe(of())
  })
})

describe('what two renders disagree about', () => {
  const rendered = (password: string) => deployment({ replicas: 3, password })
  const change = exchangeOf({
    body: { spec: { password: 'one', replicas: 3 } },
    before: deployment({ replicas: 1, password: 'old' }),
    after: rendered('one'),
  })
  const facts = { was: [deployment({ replicas: 1, password: 'old' })], will: [rendered('one')] }

  it('cannot be approved, and the path is named', () => {
    const [query] = queriesOf([change], { ...facts, secondRender: recordOf([rendered('two')]) })
    expect(query?.unapprovable?.code).toBe('E_UNSTABLE')
    expect(query?.unapprovable?.message).toContain('spec.password')
  })

  it('holds back no other object', () => {
    const other = { ...configMap, metadata: { name: 'other' }, data: { a: 'random' } }
    const [query] = queriesOf([change], { ...facts, secondRender: recordOf([...facts.will, other]) })
    expect(query?.unapprovable).toBeNull()
  })

  it('holds back an object that only one of them has', () => {
    const [query] = queriesOf([change], { ...facts, secondRender: recordOf([]) })
    expect(query?.unapprovable?.message).toContain('(the whole object)')
  })

  it('holds back a create wherever it differs', () => {
    const made = exchangeOf({ method: 'POST', body: rendered('one'), after: rendered('one') })
    const [query] = queriesOf([made], { will: facts.will, secondRender: recordOf([rendered('two')]) })
    expect(query).toMatchObject({ verb: 'create', unapprovable: { code: 'E_UNSTABLE' } })
  })

  it('holds back a hook', () => {
    const job = (x: string) => ({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'm' }, spec: { x } })
    const post = exchangeOf({
      group: 'batch',
      resource: 'jobs',
      kind: 'Job',
      name: 'm',
      method: 'POST',
      body: job('1'),
      after: job('1'),
    })
    const record = (x: string) => recordOf([], { hooks: [hookOf(job(x))] })
    const [query] = queriesOf([post], { record: record('1'), secondRender: record('2') })
    expect(query).toMatchObject({ verb: 'run', unapprovable: { code: 'E_UNSTABLE' } })
  })

  it.each(['password', 'tls.key'])('holds back a Secret written as plain text under %s', (key) => {
    const secret = (value: string, field = 'stringData') => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'web' },
      [field]: { [key]: value },
    })
    const stored = (value: string) => secret(Buffer.from(value).toString('base64'), 'data')
    const sent = exchangeOf({
      ...core('Secret', 'web'),
      body: { stringData: { [key]: 'one' } },
      before: stored('old'),
      after: stored('one'),
    })
    const [query] = queriesOf([sent], {
      was: [secret('old')],
      will: [secret('one')],
      secondRender: recordOf([secret('two')]),
    })
    expect(query?.unapprovable?.code).toBe('E_UNSTABLE')
  })
})
