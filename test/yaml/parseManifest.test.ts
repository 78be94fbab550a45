import { describe, expect, it, test } from '@jest/globals'
import type { Json } from '../../src/json/Json.ts'
import { parseManifest } from '../../src/yaml/parseManifest.ts'

const value = (text: string): Json | undefined => parseManifest(`value: ${text}\n`)[0]?.['value']

describe('scalars as Kubernetes reads them', () => {
  test.each<[string, Json]>([
    ['on', true],
    ['Yes', true],
    ['y', true],
    ['NO', false],
    ['off', false],
    ['n', false],
    ['true', true],
    ['0777', 511],
    ['0o777', 511],
    ['08', 8],
    ['0b101', 5],
    ['0x1F', 31],
    ['-12', -12],
    ['+5', 5],
    ['1e3', 1000],
    ['1.50', 1.5],
    ['12:30:45', '12:30:45'],
    ['2024-01-02', '2024-01-02'],
    ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05Z'],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['18446744073709551615', 18446744073709551615n],
    ['-9223372036854775808', -9223372036854775808n],
    ['"0777"', '0777'],
    ["'yes'", 'yes'],
    ['~', null],
    ['', null],
    ['1.2.3', '1.2.3'],
    ['"\\u202e"', '\u202e'],
    ['|\n  a\n  b', 'a\nb\n'],
    ['>-\n  a\n  b', 'a b'],
  ])('%s', (text, read) => {
    expect(value(text)).toBe(read)
  })

  it('reads booleans also as keys', () => {
    expect(parseManifest('on: 1\nno: 2\ny: 3\n')).toEqual([{ true: 3, false: 2 }])
  })

  it('takes the last of a double key, as Kubernetes does', () => {
    expect(parseManifest('a: 1\na: 2\n')).toEqual([{ a: 2 }])
  })

  it('keeps __proto__ as a key like any other', () => {
    expect(Object.keys(parseManifest('__proto__: {a: 1}\n')[0] ?? {})).toEqual(['__proto__'])
  })
})

describe('anchors and merge keys', () => {
  it('are followed', () => {
    const text = 'base: &base {a: 1, b: 2}\nown:\n  <<: *base\n  b: 3\n'
    expect(parseManifest(text)).toEqual([{ base: { a: 1, b: 2 }, own: { a: 1, b: 3 } }])
  })

  const bomb = (levels: number, width: number): string =>
    [`a0: &a0 [x]`]
      .concat(
        Array.from({ length: levels }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(width).fill(`*a${n}`).join(',')}]`),
      )
      .join('\n')

  it('are refused where they are a bomb of many aliases', () => {
    expect(() => parseManifest(bomb(1, 1001))).toThrow(expect.objectContaining({ code: 'E_MANIFEST' }))
  })

  it('are refused where few of them stand for too much', () => {
    expect(() => parseManifest(bomb(9, 9))).toThrow(expect.objectContaining({ code: 'E_MANIFEST' }))
    expect(() => parseManifest(bomb(60, 9))).toThrow('its aliases stand for too many values')
  })

  it('are taken where they are many and small', () => {
    expect(parseManifest(bomb(1, 900))[0]?.['a1']).toHaveLength(900)
  })
})

describe('documents', () => {
  const kinds = (text: string) => parseManifest(text).map(({ kind }) => kind)

  test.each([
    ['nothing', '', []],
    ['separators and comments', '---\n---\n# Source: a.yaml\n---\n', []],
    ['null, texts and lists, which are no objects', '---\n~\n---\ntext\n---\n- a\n', []],
    ['two', 'kind: A\n---\nkind: B\n', ['A', 'B']],
    ['a separator inside a block', 'kind: A\ntext: |\n  x\n  ---\n  y\n---\nkind: B\n', ['A', 'B']],
    ['carriage returns', 'kind: A\r\n---\r\nkind: B\r\n', ['A', 'B']],
    ['a lone carriage return, a line end for Kubernetes too', 'kind: A\rkind: B', ['B']],
    ['a list', 'kind: List\napiVersion: v1\nitems: [{kind: A}, {kind: B}]\n', ['A', 'B']],
    [
      'a list in a list',
      'kind: List\napiVersion: v1\nitems: [{kind: List, apiVersion: v1, items: [{kind: A}]}, {kind: B}]\n',
      ['A', 'B'],
    ],
    ['a kind that only ends in List', 'kind: AllowList\napiVersion: x/v1\nspec: {}\n', ['AllowList']],
    [
      'such a kind with items, of which Helm sees nothing else',
      'kind: AllowList\napiVersion: x/v1\nitems: [{kind: A}]\n',
      ['A'],
    ],
    [
      'a list of one kind, which its items need not say',
      'kind: ConfigMapList\napiVersion: v1\nitems: [{data: {}}]\n',
      ['ConfigMap'],
    ],
    ['a List without items', 'kind: List\napiVersion: v1\n', ['List']],
  ])('%s', (_what, text, found) => {
    expect(kinds(text)).toEqual(found)
  })

  test.each([
    ['an open bracket', '[[['],
    ['a template that was not rendered', 'a: {{ .Values.x }}'],
    ['a code tag', 'a: !!js/function "x"'],
    ['a tab for indentation', 'a:\n\tb: 1'],
    ['an unknown alias', 'a: *b'],
    ['a key that is an object', '? {a: 1}\n: b'],
  ])('cannot be read with %s', (_what, text) => {
    expect(() => parseManifest(text)).toThrow(expect.objectContaining({ code: 'E_MANIFEST' }))
  })
})
