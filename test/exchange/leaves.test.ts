import { describe, expect, it, test } from '@jest/globals'
import fc from 'fast-check'
import { itemKeys } from '../../src/exchange/itemKeys.ts'
import { leaves } from '../../src/exchange/leaves.ts'
import { lookup } from '../../src/exchange/lookup.ts'
import { pathText } from '../../src/exchange/Segment.ts'
import type { Segment } from '../../src/exchange/Segment.ts'
import type { Json } from '../../src/json/Json.ts'
import { sameJson } from '../../src/json/sameJson.ts'
import { anyJson } from '../json/anyJson.ts'

describe('paths as people read them', () => {
  test.each<[readonly Segment[], string]>([
    [[], ''],
    [['spec', 'replicas'], 'spec.replicas'],
    [['metadata', 'labels', 'helm.sh/chart'], 'metadata.labels["helm.sh/chart"]'],
    [['spec', 'containers', { by: 'name', value: 'web' }, 'image'], 'spec.containers[name=web].image'],
    [['ports', { by: 'containerPort', value: '53/UDP' }], 'ports[containerPort=53/UDP]'],
    [['a', { by: 'name', value: 'x] y' }], 'a[name="x] y"]'],
    [['args', 0], 'args[0]'],
    [['a', '[*]'], 'a["[*]"]'],
    [['', 'x'], '[""].x'],
  ])('%j', (segments, text) => {
    expect(pathText(segments)).toBe(text)
  })
})

describe('leaves', () => {
  it('are values, empty containers, plain lists, and the order of lists of objects', () => {
    const body = {
      metadata: { name: 'web', resourceVersion: '7', labels: {} },
      spec: { containers: [{ name: 'a', args: ['x', 'y'] }, { name: 'b' }], empty: [] },
    }
    expect(leaves(body).map(({ path, value }) => [path, value])).toEqual([
      ['metadata.name', 'web'],
      ['metadata.labels', {}],
      ['spec.containers[name=a].name', 'a'],
      ['spec.containers[name=a].args', ['x', 'y']],
      ['spec.containers[name=b].name', 'b'],
      ['spec.containers[*]', ['a', 'b']],
      ['spec.empty', []],
    ])
  })

  it('leave out only the version that the server keeps', () => {
    const body = { metadata: { resourceVersion: '7' }, spec: { resourceVersion: '8' }, resourceVersion: '9' }
    expect(leaves(body).map(({ path }) => path)).toEqual(['spec.resourceVersion', 'resourceVersion'])
  })

  it('count the items of a list without keys, so that a shorter one differs', () => {
    expect(leaves({ rules: [{ verbs: ['get'] }, { verbs: ['list'] }] }).at(-1)).toMatchObject({
      path: 'rules[*]',
      value: 2,
    })
  })

  const withoutOrders = (value: Json) => leaves(value).filter(({ path }) => !path.endsWith('[*]'))

  it('are found again under their own paths', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        for (const leaf of withoutOrders(value)) expect(sameJson(lookup(value, leaf.segments), leaf.value)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('have paths that are unique within their body', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const paths = leaves(value).map(({ path }) => path)
        expect(new Set(paths).size).toBe(paths.length)
      }),
      { numRuns: 500 },
    )
  })

  it('say everything: bodies with the same leaves are the same', () => {
    fc.assert(
      fc.property(anyJson, anyJson, (one, two) => {
        const texts = (value: Json) => leaves(value).map(({ path, value }) => [path, value])
        const same = sameJson(texts({ x: one }), texts({ x: two }))
        if (same) expect(sameJson(one, two)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('lookup', () => {
  const body = {
    ports: [
      { port: 53, protocol: 'UDP' },
      { port: 53, name: 'tcp' },
    ],
    args: ['a'],
    own: { x: null },
  }
  test.each<[string, readonly Segment[], Json | undefined]>([
    ['an item by its key', ['ports', { by: 'port', value: '53' }, 'name'], 'tcp'],
    ['an item by key and protocol', ['ports', { by: 'port', value: '53/UDP' }, 'port'], 53],
    ['an item that is not there', ['ports', { by: 'port', value: '54' }], undefined],
    ['an item by another member', ['ports', { by: 'name', value: 'tcp' }], undefined],
    ['a place', ['args', 0], 'a'],
    ['a place beyond the end', ['args', 1], undefined],
    ['a place in no list', ['own', 0], undefined],
    ['null', ['own', 'x'], null],
    ['what every object inherits', ['own', 'toString'], undefined],
    ['a member of a text', ['args', 0, 'length'], undefined],
    ['the whole', [], body],
  ])('%s', (_what, segments, value) => {
    expect(lookup(body, segments)).toEqual(value)
  })
})

describe('keys of items', () => {
  const values = (field: string, items: readonly Json[]) =>
    itemKeys(field, items)?.map(({ by, value }) => `${by}=${value}`)
  test.each<[string, string, readonly Json[], readonly string[] | undefined]>([
    ['containers by name', 'containers', [{ name: 'a' }, { name: 'b' }], ['name=a', 'name=b']],
    ['ports of containers', 'ports', [{ containerPort: 80, name: 'http' }], ['containerPort=80']],
    ['ports of services', 'ports', [{ port: 80 }, { port: 80, protocol: 'UDP' }], ['port=80', 'port=80/UDP']],
    ['TCP, said or not', 'ports', [{ port: 80, protocol: 'TCP' }, { port: 81 }], ['port=80', 'port=81']],
    ['mounts by path', 'volumeMounts', [{ name: 'a', mountPath: '/a' }], ['mountPath=/a']],
    [
      'one port twice',
      'ports',
      [
        { port: 80, name: 'a' },
        { port: 80, name: 'b' },
      ],
      ['name=a', 'name=b'],
    ],
    ['a duplicate name', 'env', [{ name: 'A' }, { name: 'A' }], undefined],
    ['an item without a key', 'env', [{ name: 'A' }, { value: 'x' }], undefined],
    ['a number and its text', 'env', [{ name: 1 }, { name: '1' }], undefined],
    ['plain values', 'args', ['a', 'b'], undefined],
    ['an empty list', 'env', [], undefined],
    ['a field that every object inherits', 'constructor', [{ name: 'a' }], ['name=a']],
    ['a key that is an object', 'env', [{ name: {} }], undefined],
    [
      'owners by uid',
      'ownerReferences',
      [
        { uid: 'u', name: 'same' },
        { uid: 'v', name: 'same' },
      ],
      ['uid=u', 'uid=v'],
    ],
  ])('%s', (_what, field, items, keys) => {
    expect(values(field, items)).toEqual(keys)
  })
})
