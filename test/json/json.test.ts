import { describe, expect, it, test } from '@jest/globals'
import fc from 'fast-check'
import { at, textAt } from '../../src/json/at.ts'
import { canonicalJson } from '../../src/json/canonicalJson.ts'
import { isObject } from '../../src/json/isObject.ts'
import type { Json } from '../../src/json/Json.ts'
import { parseJson } from '../../src/json/parseJson.ts'
import { sameJson } from '../../src/json/sameJson.ts'
import { sha256 } from '../../src/json/sha256.ts'
import { stringifyJson } from '../../src/json/stringifyJson.ts'
import { anyJson } from './anyJson.ts'
import { shuffled } from './shuffled.ts'

describe('integers are never rounded', () => {
  test.each([
    ['2^53', '9007199254740992', 9007199254740992n],
    ['2^53 + 1', '9007199254740993', 9007199254740993n],
    ['the greatest int64', '9223372036854775807', 9223372036854775807n],
    ['the least int64', '-9223372036854775808', -9223372036854775808n],
    ['the greatest uint64', '18446744073709551615', 18446744073709551615n],
    ['2^53 - 1, which a double holds', '9007199254740991', 9007199254740991],
  ])('%s', (_what, text, value) => {
    expect(parseJson(`{"a":[${text}]}`)).toEqual({ a: [value] })
    expect(stringifyJson(parseJson(text))).toBe(text)
    expect(canonicalJson(parseJson(text))).toBe(text)
  })

  test('any integer comes back as it was written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (integer) => {
        expect(canonicalJson(parseJson(`[${integer}]`))).toBe(`[${integer}]`)
        expect(stringifyJson(parseJson(`{"a":${integer}}`))).toBe(`{"a":${integer}}`)
      }),
    )
  })

  it('tells neighbours beyond 2^53 apart', () => {
    const [one, two] = [parseJson('9007199254740992'), parseJson('9007199254740993')]
    expect(sameJson(one, two)).toBe(false)
    expect(sha256(one)).not.toBe(sha256(two))
  })
})

describe('parse and print', () => {
  it('gives back every value, with long numbers beside it and without', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(sameJson(parseJson(stringifyJson(value)), value)).toBe(true)
        expect(sameJson(parseJson(stringifyJson([value, 2n ** 60n])), [value, 2n ** 60n])).toBe(true)
        expect(sameJson(parseJson(canonicalJson(value)), value)).toBe(true)
      }),
    )
  })

  test.each([
    ['nothing', ''],
    ['a trailing comma', '[1,]'],
    ['two values', '1 2'],
    ['a long number and rubbish', '[12345678901234567890'],
    ['one key with two values beside a long number', '{"a":1,"a":2,"b":12345678901234567890}'],
    ['a comment', '{} // x'],
  ])('refuses %s', (_what, text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
  })

  test.each(['{"__proto__":{"admin":true}}', '{"__proto__":{"admin":true},"n":12345678901234567890}'])(
    'keeps __proto__ as a member like any other: %s',
    (text) => {
      const value = parseJson(text)
      expect(at(value, '__proto__')).toEqual({ admin: true })
      expect(at(value, 'admin')).toBeUndefined()
      expect(stringifyJson(value)).toBe(text)
      expect(canonicalJson(value)).toContain('"__proto__":{"admin":true}')
    },
  )
})

describe('canonical text', () => {
  test.each<[Json, string]>([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ a: undefined, b: null }, '{"b":null}'],
    [{ z: { y: [1, { x: 'é', w: '\u2028' }] } }, '{"z":{"y":[1,{"w":"\u2028","x":"é"}]}}'],
    [[3, 1, 2], '[3,1,2]'],
    [{ '\ufb33': 1, '\u{1f600}': 2, '\r': 3, '1': 4 }, '{"\\r":3,"1":4,"\u{1f600}":2,"\ufb33":1}'],
    [-0, '0'],
    [1e21, '1e+21'],
    ['"\\\n', String.raw`"\"\\\n"`],
    [{}, '{}'],
  ])('of %p is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })

  it('does not depend on the order of keys, and differs where values differ', () => {
    fc.assert(
      fc.property(anyJson, fc.nat(), (value, seed) => {
        const other = shuffled(value, seed)
        expect(canonicalJson(other)).toBe(canonicalJson(value))
        expect(sha256(other)).toBe(sha256(value))
        expect(sameJson(other, value)).toBe(true)
      }),
    )
    fc.assert(
      fc.property(anyJson, anyJson, (one, two) => {
        expect(canonicalJson(one) === canonicalJson(two)).toBe(sameJson(one, two))
      }),
    )
  })

  it('has the digest that sha256sum prints', () => {
    expect(sha256({ b: 1, a: [true] })).toBe('sha256:708747538ba81fd60b5aac8c646370de5e24abf70ab1872f67458a5a4f3af05d')
  })
})

describe('equality', () => {
  test.each<[string, Json | undefined, Json | undefined, boolean]>([
    ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ['items in another order', [1, 2], [2, 1], false],
    ['a list and an object of its places', [1], { 0: 1 }, false],
    ['null and nothing', null, undefined, false],
    ['null and an empty object', null, {}, false],
    ['a missing member and an undefined one', { a: undefined }, {}, false],
    ['a member that every object inherits', { toString: 'x' }, { a: 'x' }, false],
    ['a text and its number', '1', 1, false],
    ['a shorter list', [1], [1, 2], false],
  ])('of %s', (_what, left, right, same) => {
    expect(sameJson(left, right)).toBe(same)
    expect(sameJson(right, left)).toBe(same)
  })
})

test('members are found under paths of own keys, and texts only where there are texts', () => {
  const value = { a: { b: 'c', n: 1, l: ['x'] } }
  expect(at(value, 'a', 'n')).toBe(1)
  expect(at(value, 'a', 'l', '0')).toBeUndefined()
  expect(at(undefined, 'a')).toBeUndefined()
  expect(textAt(value, 'a', 'b')).toBe('c')
  expect(textAt(value, 'a', 'n')).toBeUndefined()
  expect([{}, [], null, 'x', undefined].map((each) => isObject(each))).toEqual([true, false, false, false, false])
})
