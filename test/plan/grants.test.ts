import { describe, expect, it } from '@jest/globals'
import type { Exchange } from '../../src/exchange/Exchange.ts'
import type { JsonObject } from '../../src/json/Json.ts'
import { makeGrants } from '../../src/plan/makeGrants.ts'
import { makePlan } from '../../src/plan/makePlan.ts'
import { sameRequest } from '../../src/wire/sameRequest.ts'
import { core, exchangeOf } from './exchangeOf.ts'
import { factsOf } from './factsOf.ts'

const object = (spec: JsonObject): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', resourceVersion: '41' },
  spec,
})

const container = (name: string, image = `${name}:1`) => ({ name, image })

const grants = (exchanges: readonly Exchange[], parts: Parameters<typeof factsOf>[1] = {}) => {
  const facts = factsOf(exchanges, parts)
  const made = makePlan(facts)
  return { plan: made.plan, foreseen: makeGrants(facts, made.origins) }
}

describe('grants', () => {
  const idle = exchangeOf({
    ...core('ConfigMap', 'same'),
    body: {},
    before: object({}),
    after: object({}),
    sequence: 2,
  })

  it('name the queries that each request stands for', () => {
    const both = exchangeOf({
      body: { spec: { replicas: 3, paused: true } },
      before: object({ replicas: 9 }),
      after: object({ replicas: 3, paused: true }),
    })
    const { plan, foreseen } = grants([both, idle], {
      was: [object({ replicas: 3 })],
      will: [object({ replicas: 3, paused: true })],
    })
    expect(foreseen.map(({ queries }) => [...queries].toSorted())).toEqual([
      plan.queries.map(({ digest }) => digest).toSorted(),
      [],
    ])
    expect(foreseen[0]).toMatchObject({ objectPath: '/apis/apps/v1/namespaces/shop/deployments/web', unchanged: null })
  })

  it('pin the version of an object that is left alone', () => {
    const absent = exchangeOf({ ...core('ConfigMap', 'gone'), method: 'DELETE', sequence: 3 })
    const { foreseen } = grants([idle, absent])
    expect(foreseen.map(({ unchanged }) => unchanged)).toEqual([{ resourceVersion: '41' }, { resourceVersion: null }])
  })

  it('are none for what the cluster refuses', () => {
    const refusal = { status: 422, reason: 'Invalid', message: 'no' }
    expect(
      grants([exchangeOf({ body: {}, before: object({}), outcome: { kind: 'refused', refusal } })]).foreseen,
    ).toEqual([])
  })

  it('know the object that a POST makes', () => {
    const post = exchangeOf({ method: 'POST', body: object({}), after: object({}) })
    expect(grants([post]).foreseen[0]?.objectPath).toBe('/apis/apps/v1/namespaces/shop/deployments/web')
  })
})

describe('a granted patch', () => {
  const patch = {
    spec: {
      replicas: 3,
      '$setElementOrder/containers': [{ name: 'web' }, { name: 'side' }],
      containers: [container('web', 'web:2'), container('side'), { name: 'log', $patch: 'delete' }],
    },
  }
  const exchange = exchangeOf({
    body: patch,
    before: object({ replicas: 9, containers: [container('web'), container('side', 'x:9'), container('log')] }),
    after: object({ replicas: 3, containers: [container('web', 'web:2'), container('side')] }),
  })
  const { foreseen } = grants([exchange], {
    was: [object({ replicas: 3, containers: [container('web'), container('side'), container('log')] })],
    will: [object({ replicas: 3, containers: [container('web', 'web:2'), container('side')] })],
  })
  const allows = (spec: JsonObject): boolean => {
    const [grant] = foreseen
    return grant !== undefined && sameRequest(grant, { ...exchange.request, body: { spec } })
  }
  const [web, side, log] = patch.spec.containers

  it('is itself', () => {
    expect(allows(patch.spec)).toBe(true)
  })

  it('is itself without the drift that has gone by then', () => {
    const order = { '$setElementOrder/containers': [{ name: 'web' }, { name: 'side' }] }
    expect(allows({ ...order, containers: patch.spec.containers })).toBe(true)
    expect(allows({ ...order, containers: [web ?? {}, log ?? {}] })).toBe(true)
    expect(allows({ containers: [web ?? {}, log ?? {}] })).toBe(true)
  })

  it('is not itself without the chart’s own changes', () => {
    expect(allows({ replicas: 3, containers: [side ?? {}, log ?? {}] })).toBe(false)
    expect(allows({ replicas: 3, containers: [web ?? {}, side ?? {}] })).toBe(false)
    expect(allows({})).toBe(false)
  })

  it('is not itself where a deletion has become a merge', () => {
    expect(allows({ ...patch.spec, containers: [web ?? {}, side ?? {}, { name: 'log' }] })).toBe(false)
  })

  it('is not itself with more, or with another value for drift', () => {
    expect(allows({ ...patch.spec, paused: true })).toBe(false)
    expect(allows({ ...patch.spec, replicas: 4 })).toBe(false)
    expect(allows({ ...patch.spec, containers: [...patch.spec.containers, container('evil')] })).toBe(false)
    expect(allows({ ...patch.spec, $patch: 'replace' })).toBe(false)
  })
})
