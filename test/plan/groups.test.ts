import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Exchange } from '../../src/exchange/Exchange.ts'
import type { JsonObject } from '../../src/json/Json.ts'
import { queriesOf } from './factsOf.ts'
import { core, exchangeOf } from './exchangeOf.ts'

const labelled = (name: string, chart: string, data: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, labels: { 'helm.sh/chart': chart } },
  data,
})

/** A ConfigMap whose chart label moves, and whose data may change beside it. */
const bump = (name: string, sequence: number, data: JsonObject = {}): Exchange =>
  exchangeOf({
    ...core('ConfigMap', name),
    body: { metadata: { labels: { 'helm.sh/chart': 'web-2' } }, ...(Object.keys(data).length === 0 ? {} : { data }) },
    before: labelled(name, 'web-1'),
    after: labelled(name, 'web-2', data),
    sequence,
  })

const shown = (exchanges: readonly Exchange[], names: readonly string[] = []) =>
  queriesOf(exchanges, {
    was: names.map((name) => labelled(name, 'web-1')),
    will: names.map((name) => labelled(name, 'web-2')),
  }).map(({ number, object, group }) => `${number} ${object.name} ${group ?? 'alone'}`)

describe('queries that make the same edit', () => {
  it('form one group, numbered in a row, and one with any other change stays outside', () => {
    expect(shown([bump('a', 1), bump('b', 2, { x: '1' }), bump('c', 3), bump('d', 4)])).toEqual([
      '1 a 1-3',
      '2 c 1-3',
      '3 d 1-3',
      '4 b alone',
    ])
  })

  it('are shown one by one while they are two', () => {
    expect(shown([bump('a', 1), bump('b', 2)])).toEqual(['1 a alone', '2 b alone'])
  })

  it('keep digests of their own', () => {
    const digests = queriesOf([bump('a', 1), bump('b', 2), bump('c', 3)]).map(({ digest }) => digest)
    expect(new Set(digests).size).toBe(3)
  })

  it('are no group where values stand behind a mask: they may differ', () => {
    const secret = (name: string, value: string): JsonObject => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name },
      data: { token: Buffer.from(value).toString('base64') },
    })
    const changes = ['a', 'b', 'c'].map((name, index) =>
      exchangeOf({
        ...core('Secret', name),
        body: { data: { token: Buffer.from(`new-value-${name}`).toString('base64') } },
        before: secret(name, `old-value-${name}`),
        after: secret(name, `new-value-${name}`),
        sequence: index,
      }),
    )
    expect(queriesOf(changes).map(({ group }) => group)).toEqual([null, null, null])
  })

  it('are grouped without losing or doubling one, whatever else changes', () => {
    const edits = fc.array(fc.constantFrom<JsonObject>({}, {}, {}, { x: '1' }, { x: '2' }), { maxLength: 20 })
    fc.assert(
      fc.property(edits, (all) => {
        const queries = queriesOf(all.map((data, index) => bump(`c${index}`, index, data)))
        expect(queries.map(({ number }) => number)).toEqual(queries.map((_, index) => index + 1))
        expect(new Set(queries.map(({ object }) => object.name)).size).toBe(all.length)
        for (const { group, number } of queries) {
          const members = queries.filter((query) => query.group === group)
          if (group === null) continue
          const numbers = members.map((query) => query.number)
          expect(`${Math.min(...numbers)}-${Math.max(...numbers)}`).toBe(group)
          expect(numbers).toContain(number)
          expect(new Set(members.map(({ diff }) => diff)).size).toBe(1)
        }
      }),
    )
  })
})
