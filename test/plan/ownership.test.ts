import { describe, expect, it } from '@jest/globals'
import type { JsonObject } from '../../src/json/Json.ts'
import { core, exchangeOf } from './exchangeOf.ts'
import { plansOf, queriesOf } from './factsOf.ts'

const owned = (by: string | null, place = 'shop'): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'web',
    namespace: 'shop',
    annotations: by === null ? {} : { 'meta.helm.sh/release-name': by, 'meta.helm.sh/release-namespace': place },
  },
  data: { a: '1' },
})

const plain = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { a: '2' } }

const taken = (before: JsonObject) =>
  exchangeOf({
    ...core('ConfigMap', 'web'),
    body: { metadata: { annotations: { 'meta.helm.sh/release-name': 'web' } }, data: { a: '2' } },
    before,
    after: { ...owned('web'), data: { a: '2' } },
  })

describe('an object that the release did not have before', () => {
  it('and that another release owns is adopted, its owner named and part of the digest', () => {
    const [query] = queriesOf([taken(owned('other', 'elsewhere'))], { will: [plain] })
    expect(query).toMatchObject({ verb: 'adopt', owner: 'release other in namespace elsewhere', risks: ['adopts'] })
    const [third] = queriesOf([taken(owned('third', 'elsewhere'))], { will: [plain] })
    expect(third?.digest).not.toBe(query?.digest)
  })

  it('and that nobody owns is adopted from nobody', () => {
    expect(queriesOf([taken(owned(null))], { will: [plain] })[0]).toMatchObject({ verb: 'adopt', owner: 'nobody' })
  })

  it('and that is its own already, as after a failed upgrade, is updated', () => {
    expect(queriesOf([taken(owned('web'))], { will: [plain] })[0]).toMatchObject({ verb: 'update', owner: null })
  })
})

describe('an object that goes', () => {
  const gone = (before: JsonObject) => exchangeOf({ ...core('ConfigMap', 'web'), method: 'DELETE', before })

  it('and belongs to another release by now is deleted all the same, and says so', () => {
    const [query] = queriesOf([gone(owned('other'))], { was: [plain] })
    expect(query).toMatchObject({
      verb: 'delete',
      owner: 'release other in namespace shop',
      risks: ['foreign', 'deletes'],
    })
  })

  const keeper = (policy: string): JsonObject => ({
    ...owned('web'),
    metadata: { name: 'web', namespace: 'shop', annotations: { 'helm.sh/resource-policy': policy } },
  })

  it('and is to be kept is a query of its own, without a request', () => {
    const plan = plansOf([], { was: [plain], kept: [keeper('keep')] })
    expect(plan.queries).toMatchObject([
      { verb: 'keep', object: { kind: 'ConfigMap', name: 'web', namespace: 'shop', version: 'v1' }, risks: ['keeps'] },
    ])
    expect(plan.counts).toMatchObject({ requests: 0, queries: 1 })
  })

  it('is no such query while the release still has it, or never had it', () => {
    expect(queriesOf([], { was: [plain], will: [plain], kept: [keeper('keep')] })).toEqual([])
    expect(queriesOf([], { kept: [keeper('keep')] })).toEqual([])
  })
})

describe('an object that the chart renders twice', () => {
  it('cannot be approved', () => {
    const [query] = queriesOf([taken(owned('web'))], { was: [plain], will: [plain, { ...plain, data: { a: '3' } }] })
    expect(query?.unapprovable).toMatchObject({ code: 'E_TWIN_OBJECT' })
  })
})

describe('the template of an object', () => {
  it('is named where the manifest says it', () => {
    const manifest = '---\n# Source: web/templates/map.yaml\nkind: ConfigMap\napiVersion: v1\nmetadata:\n  name: web\n'
    const plan = plansOf([taken(owned('web'))])
    expect(plan.queries[0]?.source).toBeNull()
    const [query] = queriesOf([taken(owned('web'))], {
      record: {
        name: 'web',
        namespace: 'shop',
        revision: 7,
        status: 'deployed',
        deployedAt: null,
        manifest,
        hooks: [],
        chart: { name: 'web', version: '1.1.0', definitions: new Map(), templates: new Map() },
        applyMethod: null,
        values: {},
      },
    })
    expect(query?.source).toBe('web/templates/map.yaml')
  })
})
