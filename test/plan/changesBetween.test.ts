import { describe, expect, it, test } from '@jest/globals'
import fc from 'fast-check'
import type { Json } from '../../src/json/Json.ts'
import { sameJson } from '../../src/json/sameJson.ts'
import { changesBetween } from '../../src/plan/changesBetween.ts'
import { cleanObject, sameOwners } from '../../src/plan/cleanObject.ts'
import { sparseDocument } from '../../src/plan/sparseDocument.ts'
import { unifiedDiff } from '../../src/plan/unifiedDiff.ts'
import { anyJson } from '../json/anyJson.ts'

const lines = (before: Json | undefined, after: Json | undefined): string[] =>
  changesBetween(before, after).map(
    (change) => `${change.op} ${change.path} ${JSON.stringify(change.before)} ${JSON.stringify(change.after)}`,
  )

const env = (...names: string[]) => ({ env: names.map((name) => ({ name, value: 'x' })) })

describe('changes', () => {
  test.each<[string, Json | undefined, Json | undefined, string[]]>([
    ['of nothing', { a: [1] }, { a: [1] }, []],
    ['of nothing but the order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['of a value', { a: { b: 1 } }, { a: { b: 2 } }, ['replace a.b 1 2']],
    ['of a type', { a: 1 }, { a: '1' }, ['replace a 1 "1"']],
    ['of an addition', { a: {} }, { a: { b: { c: 1 } } }, ['add a.b undefined {"c":1}']],
    ['of a removal', { a: { b: { c: 1 } } }, { a: {} }, ['remove a.b {"c":1} undefined']],
    ['of a whole object', undefined, { a: 1 }, ['add  undefined {"a":1}']],
    ['of a whole object that goes', { a: 1 }, undefined, ['remove  {"a":1} undefined']],
    ['of null into nothing', { a: null }, {}, ['remove a null undefined']],
    ['of an object into a list', { a: {} }, { a: [] }, ['replace a {} []']],
    ['of several, by key', { b: 1, a: 1 }, { b: 2, a: 2 }, ['replace a 1 2', 'replace b 1 2']],
    ['of a plain list, as a whole', { args: ['a', 'b'] }, { args: ['a', 'c'] }, ['replace args ["a","b"] ["a","c"]']],
    ['of a keyed item', env('A'), { env: [{ name: 'A', value: 'y' }] }, ['replace env[name=A].value "x" "y"']],
    ['of an item added at the end', env('A'), env('A', 'B'), ['add env[name=B] undefined {"name":"B","value":"x"}']],
    [
      'of an item taken out',
      env('A', 'B', 'C'),
      env('A', 'C'),
      ['remove env[name=B] {"name":"B","value":"x"} undefined'],
    ],
    ['of an order', env('A', 'B'), env('B', 'A'), ['replace env[*] ["A","B"] ["B","A"]']],
    [
      'of an item put in the middle',
      env('A', 'C'),
      env('A', 'B', 'C'),
      ['add env[name=B] undefined {"name":"B","value":"x"}', 'replace env[*] ["A","C"] ["A","B","C"]'],
    ],
    [
      'of one item for another',
      env('A', 'B'),
      env('A', 'C'),
      ['remove env[name=B] {"name":"B","value":"x"} undefined', 'add env[name=C] undefined {"name":"C","value":"x"}'],
    ],
    [
      'of items without keys, by place',
      { r: [{ v: 1 }, { v: 2 }] },
      { r: [{ v: 1 }, { v: 3 }] },
      ['replace r[1].v 2 3'],
    ],
    [
      'of fewer items without keys',
      { r: [{ v: 1 }, { v: 2 }] },
      { r: [{ v: 1 }] },
      ['replace r [{"v":1},{"v":2}] [{"v":1}]'],
    ],
    ['of a list that gets its first item', { env: [] }, env('A'), ['replace env [] [{"name":"A","value":"x"}]']],
    [
      'of items known by another key',
      { ports: [{ port: 80 }, { port: 80 }] },
      { ports: [{ port: 80 }] },
      ['replace ports [{"port":80},{"port":80}] [{"port":80}]'],
    ],
    [
      'of a port’s protocol',
      { ports: [{ port: 53 }] },
      { ports: [{ port: 53, protocol: 'UDP' }] },
      ['remove ports[port=53] {"port":53} undefined', 'add ports[port=53/UDP] undefined {"port":53,"protocol":"UDP"}'],
    ],
    ['of a key that every object inherits', {}, { toString: 'x' }, ['add toString undefined "x"']],
  ])('%s', (_what, before, after, expected) => {
    expect(lines(before, after)).toEqual(expected)
  })

  it('are none exactly when the values are equal', () => {
    fc.assert(
      fc.property(anyJson, anyJson, (one, two) => {
        expect(changesBetween(one, two).length === 0).toBe(sameJson(one, two))
        expect(changesBetween(one, one)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('turn around when the values do', () => {
    const opposite = { add: 'remove', remove: 'add', replace: 'replace' } as const
    fc.assert(
      fc.property(anyJson, anyJson, (one, two) => {
        const [there, back] = [changesBetween(one, two), changesBetween(two, one)]
        const texts = there.filter(({ path }) => !path.endsWith('[*]')).map(({ op, path }) => `${op} ${path}`)
        const turned = back.filter(({ path }) => !path.endsWith('[*]')).map(({ op, path }) => `${opposite[op]} ${path}`)
        expect(turned.toSorted()).toEqual(texts.toSorted())
      }),
      { numRuns: 300 },
    )
  })
})

describe('what the server alone writes', () => {
  it('is no part of an object', () => {
    const object = {
      kind: 'A',
      metadata: {
        name: 'a',
        labels: { x: 'y' },
        uid: 'u',
        generation: 2,
        resourceVersion: '3',
        creationTimestamp: 'now',
        selfLink: '/a',
        managedFields: [{}],
      },
      status: { ready: 1 },
    }
    expect(cleanObject(object, true)).toEqual({ kind: 'A', metadata: { name: 'a', labels: { x: 'y' } } })
    expect(cleanObject(object, false)).toEqual({
      kind: 'A',
      metadata: { name: 'a', labels: { x: 'y' } },
      status: { ready: 1 },
    })
    expect(cleanObject(null, true)).toBeUndefined()
  })

  it('names owners, of whom it does not matter when they wrote, nor who wrote the status', () => {
    const owned = (manager: string, time: string, subresource?: string) => ({
      metadata: { managedFields: [{ manager, time, ...(subresource === undefined ? {} : { subresource }) }] },
    })
    expect(sameOwners(owned('helm', '1'), owned('helm', '2'))).toBe(true)
    expect(sameOwners(owned('helm', '1'), owned('kubectl', '1'))).toBe(false)
    expect(sameOwners(owned('a', '1', 'status'), owned('b', '1', 'status'))).toBe(true)
    expect(sameOwners(null, {})).toBe(true)
  })
})

test('values stand in the smallest document that holds them, items with what names them', () => {
  expect(
    sparseDocument([
      { segments: ['spec', 'containers', { by: 'name', value: 'web' }, 'image'], value: 'web:2' },
      { segments: ['spec', 'containers', { by: 'name', value: 'log' }, 'args'], value: ['-v'] },
      { segments: ['spec', 'rules', 1, 'host'], value: 'a' },
      { segments: ['metadata', 'labels', 'a.b/c'], value: null },
    ]),
  ).toEqual({
    spec: {
      containers: [
        { name: 'web', image: 'web:2' },
        { name: 'log', args: ['-v'] },
      ],
      rules: [{ host: 'a' }],
    },
    metadata: { labels: { 'a.b/c': null } },
  })
  expect(sparseDocument([{ segments: [], value: [1] }])).toEqual([1])
  expect(sparseDocument([])).toEqual({})
})

describe('unified hunks', () => {
  const many = (from: number, count: number) => Array.from({ length: count }, (_, n) => `line ${from + n}`)
  it('have three lines of context, and nothing where nothing differs', () => {
    expect(unifiedDiff('a', 'a')).toBe('')
    expect(unifiedDiff('', 'a\nb')).toBe('@@ -1,0 +1,2 @@\n+a\n+b')
    expect(unifiedDiff('a', '')).toBe('@@ -1,1 +1,0 @@\n-a')
    expect(unifiedDiff(many(0, 9).join('\n'), many(0, 9).with(4, 'other').join('\n'))).toBe(
      '@@ -2,7 +2,7 @@\n line 1\n line 2\n line 3\n-line 4\n+other\n line 5\n line 6\n line 7',
    )
  })

  it('replace the whole where two texts are too different to compare', () => {
    const [one, two] = [many(0, 1500), many(5000, 1500)]
    const diff = unifiedDiff(one.join('\n'), two.join('\n')).split('\n')
    expect(diff[0]).toBe('@@ -1,1500 +1,1500 @@')
    expect(diff.slice(1)).toEqual([...one.map((line) => `-${line}`), ...two.map((line) => `+${line}`)])
  })
})
