import { describe, expect, it, test } from '@jest/globals'
import fc from 'fast-check'
import type { Exchange } from '../../src/exchange/Exchange.ts'
import type { ShownChange, Verb } from '../../src/plan/Plan.ts'
import { rankOf, risksOf } from '../../src/plan/risksOf.ts'
import { core, exchangeOf } from './exchangeOf.ts'
import { plansOf, titlesOf } from './factsOf.ts'

const object = (kind: string, name: string) => ({ apiVersion: 'v1', kind, metadata: { name }, spec: { x: 1 } })

const posted = (kind: string, name: string, sequence: number): Exchange =>
  exchangeOf({ ...core(kind, name), method: 'POST', body: object(kind, name), after: object(kind, name), sequence })

const deleted = (kind: string, name: string, sequence: number): Exchange =>
  exchangeOf({ ...core(kind, name), method: 'DELETE', before: object(kind, name), sequence })

const refused = (kind: string, name: string, sequence: number): Exchange => {
  const refusal = { status: 403, reason: 'Forbidden', message: 'no' }
  return { ...posted(kind, name, sequence), outcome: { kind: 'refused', refusal } }
}

const exchanges = [
  posted('ServiceAccount', 'web', 1),
  posted('ConfigMap', 'b', 2),
  posted('ConfigMap', 'a', 3),
  posted('Service', 'web', 4),
  posted('Role', 'web', 5),
  deleted('ConfigMap', 'old', 6),
  deleted('StatefulSet', 'db', 7),
  refused('Pod', 'x', 8),
]

const ORDER = [
  'blocked Pod x',
  'delete StatefulSet db',
  'delete ConfigMap old',
  'create Role web',
  'create Service web',
  'create ServiceAccount web',
  'create ConfigMap a',
  'create ConfigMap b',
]

describe('the order of queries', () => {
  it('is blocked, deletes, then by risk, then as sent, within a kind by name', () => {
    expect(titlesOf(exchanges)).toEqual(ORDER)
    expect(plansOf(exchanges).queries.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('does not depend on the order in which exchanges are handed in', () => {
    const plan = plansOf(exchanges)
    fc.assert(
      fc.property(fc.shuffledSubarray(exchanges, { minLength: exchanges.length }), (others) => {
        expect(plansOf(others)).toEqual(plan)
      }),
    )
  })

  it('does not depend on which object of a kind Helm happens to send first', () => {
    const raced = exchanges.map((exchange) =>
      exchange.kind === 'ConfigMap' && exchange.sequence < 4
        ? { ...exchange, sequence: 5 - exchange.sequence }
        : exchange,
    )
    expect(plansOf(raced).digest).toBe(plansOf(exchanges).digest)
  })
})

describe('risks', () => {
  const scaled = (before: number, after: number): ShownChange => ({
    path: 'spec.replicas',
    op: 'replace',
    before,
    after,
  })
  const at = (path: string): ShownChange => ({ path, op: 'add', after: 1 })
  test.each<[Verb, string, readonly ShownChange[], readonly string[]]>([
    ['delete', 'StatefulSet', [], ['deletes-data', 'deletes']],
    ['delete', 'Namespace', [], ['deletes-data', 'deletes']],
    ['delete', 'Deployment', [], ['deletes']],
    ['update', 'ClusterRoleBinding', [at('subjects[name=ci].name')], ['rbac']],
    ['update', 'ClusterRoleBinding', [at('metadata.labels.team')], []],
    ['update', 'RoleBindingRestriction', [], []],
    ['create', 'Secret', [], ['secret']],
    ['update', 'Deployment', [scaled(3, 1)], ['scale-down']],
    ['update', 'Deployment', [scaled(1, 3)], []],
    ['update', 'Deployment', [at('spec.template.spec.containers[name=web].image')], ['image']],
    ['update', 'Deployment', [at('spec.template.spec.containers[name=web].resources.limits.memory')], ['limits']],
    ['update', 'Deployment', [at('spec.resourcesX')], []],
    ['update', 'Ingress', [at('spec.rules')], ['network']],
    ['update', 'Ingress', [at('metadata.labels.team')], []],
    ['run', 'Job', [], ['hook']],
    ['revert', 'Deployment', [scaled(3, 1)], ['scale-down', 'drift']],
  ])('%s of %s with %j', (verb, kind, changes, risks) => {
    const said = changes.map((change) => ({
      before: undefined,
      after: undefined,
      ...change,
      segments: change.path.split('.'),
    }))
    expect(risksOf({ verb, kind, owner: null, repeatsItem: false, changes: said, diff: '' })).toEqual(risks)
  })

  test('rank blocked before deletes before replacements before the rest', () => {
    const rank = (verb: Verb, ...risks: string[]) => rankOf({ verb, risks })
    const ranks = [
      rank('blocked'),
      rank('delete', 'deletes-data'),
      rank('delete', 'deletes'),
      rank('replace', 'image'),
      rank('update', 'rbac'),
      rank('update', 'image'),
      rank('update'),
    ]
    expect(ranks.toSorted((a, b) => a - b)).toEqual(ranks)
  })
})
