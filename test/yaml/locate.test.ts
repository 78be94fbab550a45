import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { dump } from 'js-yaml'
import { locate } from '../../src/yaml/locate.ts'

const text = `# a comment
roles:
  sre: {teams: [acme/sre]}
  a/b~c:
    - &x "y"
    - *x
`

it('finds keys and values of block and flow collections, sequences, anchors and aliases', () => {
  const at = (pointer: string): unknown => {
    const { key, value } = locate(text).get(pointer) ?? { key: -1, value: -1 }
    return [key < 0 ? null : text.slice(key, key + 5), text.slice(value, value + 5)]
  }
  expect(at('/roles/sre')).toEqual(['sre: ', '{team'])
  expect(at('/roles/sre/teams/0')).toEqual([null, 'acme/'])
  expect(at('/roles/a~1b~0c')).toEqual(['a/b~c', '- &x '])
  expect(at('/roles/a~1b~0c/0')).toEqual([null, 'y"\n  '])
  expect(at('/roles/a~1b~0c/1')).toEqual([null, 'x\n'])
})

const pointersOf = (value: unknown, pointer = ''): string[] => [
  pointer,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) =>
        pointersOf(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
      )
    : []),
]

it('knows a place for every value of a document, whatever it is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 3 })), (value) => {
      const plain = JSON.parse(JSON.stringify(value)) as object
      expect([...locate(dump(plain)).keys()].sort()).toEqual(pointersOf(plain).sort())
    }),
  )
})
