import { describe, expect, it } from '@jest/globals'
import type { JsonObject } from '../../src/json/Json.ts'
import { optionalPaths, ownLeaves } from '../../src/plan/bodyLeaves.ts'
import { effectsOf } from '../../src/plan/effectsOf.ts'
import { exchangeOf } from './exchangeOf.ts'

const deployment = (spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', ...metadata },
  spec,
})

const container = (name: string, parts: JsonObject = {}) => ({ name, image: `${name}:1`, ...parts })

/** The effects of a patch, each as one line. */
const effects = (
  body: JsonObject,
  [before, after]: readonly [JsonObject, JsonObject],
  [was, will]: readonly [JsonObject | null, JsonObject | null],
) => {
  const exchange = exchangeOf({ body, before: deployment(before), after: deployment(after) })
  const documents = {
    baseline: was === null ? null : deployment(was),
    next: will === null ? null : deployment(will),
  }
  const found = effectsOf(exchange, documents)
  return {
    chart: found.chart.map(({ path, after: now }) => `${path} ${JSON.stringify(now)}`),
    drift: found.drift.map(({ path, after: now }) => `${path} ${JSON.stringify(now)}`),
    cluster: found.cluster,
  }
}

describe('who caused an effect', () => {
  it('the chart, where its documents differ', () => {
    expect(
      effects({ spec: { replicas: 3 } }, [{ replicas: 1 }, { replicas: 3 }], [{ replicas: 1 }, { replicas: 3 }]),
    ).toEqual({
      chart: ['spec.replicas 3'],
      drift: [],
      cluster: [],
    })
  })

  it('drift, where the documents agree and the cluster did not', () => {
    expect(
      effects({ spec: { replicas: 3 } }, [{ replicas: 9 }, { replicas: 3 }], [{ replicas: 3 }, { replicas: 3 }]),
    ).toEqual({
      chart: [],
      drift: ['spec.replicas 3'],
      cluster: [],
    })
  })

  it('drift, where somebody took out what the chart says', () => {
    expect(effects({ spec: { replicas: 3 } }, [{}, { replicas: 3 }], [{ replicas: 3 }, { replicas: 3 }]).drift).toEqual(
      ['spec.replicas 3'],
    )
  })

  it('the cluster, where nothing asked for it and nothing was out of place', () => {
    expect(
      effects(
        { spec: { paused: true } },
        [{ replicas: 3 }, { replicas: 5, paused: true }],
        [{ replicas: 3 }, { replicas: 3, paused: true }],
      ),
    ).toEqual({ chart: ['spec.paused true'], drift: [], cluster: ['spec.replicas'] })
  })

  it('the cluster, where it changes what no document says', () => {
    expect(effects({ spec: { a: 1 } }, [{ x: 1 }, { a: 1, x: 2 }], [{}, { a: 1 }]).cluster).toEqual(['spec.x'])
  })

  it('nobody, where the cluster fills in a default', () => {
    expect(effects({ spec: { a: 1 } }, [{}, { a: 1, b: 2 }], [{}, { a: 1 }])).toEqual({
      chart: ['spec.a 1'],
      drift: [],
      cluster: [],
    })
  })

  it('the chart, where it no longer says a value and the patch removes it', () => {
    expect(effects({ spec: { a: null } }, [{ a: 1 }, {}], [{ a: 1 }, {}]).chart).toEqual(['spec.a undefined'])
  })

  it('the chart, where there is no document of before: what is unclear belongs to the update', () => {
    expect(effects({ spec: { a: 2 } }, [{ a: 1 }, { a: 2 }], [null, { a: 2 }])).toMatchObject({
      chart: ['spec.a 2'],
      drift: [],
    })
  })

  it('the chart, for a container that it adds, without what the server fills in', () => {
    const added = effects(
      { spec: { containers: [container('log')] } },
      [
        { containers: [container('web')] },
        { containers: [container('web'), { ...container('log'), imagePullPolicy: 'Always' }] },
      ],
      [{ containers: [container('web')] }, { containers: [container('web'), container('log')] }],
    )
    expect(added).toEqual({
      chart: ['spec.containers[name=log] {"name":"log","image":"log:1"}'],
      drift: [],
      cluster: [],
    })
  })

  it('both, side by side in one object', () => {
    expect(
      effects(
        { spec: { replicas: 3, containers: [{ name: 'web', image: 'web:2' }] } },
        [
          { replicas: 9, containers: [container('web')] },
          { replicas: 3, containers: [container('web', { image: 'web:2' })] },
        ],
        [
          { replicas: 3, containers: [container('web')] },
          { replicas: 3, containers: [container('web', { image: 'web:2' })] },
        ],
      ),
    ).toEqual({ chart: ['spec.containers[name=web].image "web:2"'], drift: ['spec.replicas 3'], cluster: [] })
  })

  it('the request alone, where the cluster could not be asked', () => {
    const exchange = exchangeOf({
      body: { spec: { replicas: 3, paused: false } },
      before: deployment({ replicas: 1, paused: false }),
      after: null,
      outcome: { kind: 'unverified', reason: 'x' },
    })
    const { chart } = effectsOf(exchange, { baseline: null, next: null })
    expect(chart.map(({ path, before, after }) => [path, before, after])).toEqual([['spec.replicas', 1, 3]])
  })
})

describe('the leaves of a patch', () => {
  const body = {
    metadata: { resourceVersion: '5', labels: { v: '2' } },
    spec: {
      replicas: 3,
      template: {
        spec: {
          $setElementOrder: 'a value of this name is the chart’s own',
          '$setElementOrder/containers': [{ name: 'web' }],
          containers: [
            { name: 'web', image: 'web:2' },
            { name: 'log', $patch: 'delete' },
          ],
        },
      },
      strategy: { $retainKeys: ['type'], type: 'Recreate' },
      '$deleteFromPrimitiveList/finalizers': ['a'],
      $ref: 'x',
    },
  }
  const pod = (...containers: JsonObject[]) => ({ template: { spec: { containers } } })
  const exchange = exchangeOf({
    body,
    before: deployment({ replicas: 9, ...pod(container('web'), container('log')) }, { labels: { v: '1' } }),
  })
  const documents = {
    baseline: deployment({ replicas: 3, ...pod(container('web'), container('log')) }, { labels: { v: '1' } }),
    next: deployment({ replicas: 3, ...pod(container('web', { image: 'web:2' })) }, { labels: { v: '2' } }),
  }

  it('that are the chart’s own have a value before and after; directives and drift are none of them', () => {
    expect(ownLeaves(exchange, documents)).toEqual([
      { path: 'metadata.labels.v', before: '1', after: '2' },
      {
        path: 'spec.template.spec.$setElementOrder',
        before: null,
        after: 'a value of this name is the chart’s own',
      },
      { path: 'spec.template.spec.containers[name=web].image', before: 'web:1', after: 'web:2' },
      { path: 'spec.strategy.type', before: null, after: 'Recreate' },
      { path: 'spec.$ref', before: null, after: 'x' },
    ])
  })

  it('that may be missing are drift, keys and orders, never what deletes', () => {
    expect(optionalPaths(exchange, documents)).toEqual([
      'spec.replicas',
      'spec.template.spec.$setElementOrder/containers[name=web].name',
      'spec.template.spec.$setElementOrder/containers[*]',
      'spec.template.spec.containers[name=web].name',
      'spec.template.spec.containers[name=log].name',
      'spec.template.spec.containers[*]',
      'spec.strategy.$retainKeys',
    ])
  })
})
