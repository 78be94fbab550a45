import { expect, it, test } from '@jest/globals'
import fc from 'fast-check'
import type { Json } from '../../src/json/Json.ts'
import { sameJson } from '../../src/json/sameJson.ts'
import { dumpYaml } from '../../src/yaml/dumpYaml.ts'
import { parseManifest } from '../../src/yaml/parseManifest.ts'

test.each<[string, Json, string]>([
  ['an object', { a: 1, b: [true, null] }, 'a: 1\nb:\n  - true\n  - null'],
  ['a text of many lines', { a: 'x\n\ny\n' }, 'a: |\n  x\n\n  y'],
  ['a text that does not end its line', { a: 'x\ny' }, 'a: |-\n  x\n  y'],
  ['a long line, unfolded', { a: 'word '.repeat(40).trim() }, `a: ${'word '.repeat(40).trim()}`],
  [
    'texts that look like something else',
    { a: 'yes', b: '0777', c: '1e3', d: 'null' },
    "a: 'yes'\nb: '0777'\nc: '1e3'\nd: 'null'",
  ],
  ['a carriage return', { a: 'x\r\ny' }, String.raw`a: "x\r\ny"`],
  ['an escape', { a: '\u001b[31m' }, String.raw`a: "\e[31m"`],
  ['empty containers', { a: {}, b: [], c: '' }, "a: {}\nb: []\nc: ''"],
  ['undefined members, left out', { a: undefined, b: 1 }, 'b: 1'],
  ['the same list twice, no anchors', ((list: Json) => ({ a: list, b: list }))([1]), 'a:\n  - 1\nb:\n  - 1'],
])('shows %s', (_what, value, text) => {
  expect(dumpYaml(value)).toBe(text)
})

it('shows integers beyond 2^53 exactly, and as numbers', () => {
  expect(dumpYaml({ a: 9007199254740993n, b: '9007199254740993' })).toBe("a: 9007199254740993\nb: '9007199254740993'")
  expect(dumpYaml([-(2n ** 63n)])).toBe('- -9223372036854775808')
})

it('shows each object so that it reads back the same', () => {
  const text = fc.string({ unit: 'binary-ascii', maxLength: 12 })
  const plain = fc.oneof(
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n }),
  )
  const object = fc.dictionary(fc.stringMatching(/^[a-z/.-]{2,9}$/), fc.oneof(plain, fc.array(plain, { maxLength: 3 })))
  fc.assert(
    fc.property(object, (value) => {
      expect(sameJson(parseManifest(dumpYaml(value))[0] ?? {}, value)).toBe(true)
    }),
    { numRuns: 300 },
  )
})
