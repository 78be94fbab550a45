import { describe, expect, it, test } from '@jest/globals'
import fc from 'fast-check'
import { maskAt } from '../../src/exchange/maskAt.ts'
import { parsePathText } from '../../src/exchange/parsePathText.ts'
import { pathText } from '../../src/exchange/Segment.ts'
import type { Segment } from '../../src/exchange/Segment.ts'

const segment: fc.Arbitrary<Segment> = fc.oneof(
  fc.string(),
  fc.constantFrom('spec', 'a-b', 'helm.sh/chart'),
  fc.nat(20),
  fc.record({ by: fc.constantFrom('name', 'containerPort'), value: fc.string() }),
)

describe('a path', () => {
  it('is read back from its text', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
        expect(parsePathText(pathText(segments))).toEqual(segments)
      }),
    )
  })

  test.each(['', 'a..b', 'a[', 'a[b', 'a["b]', 'a b', '.', 'a.', '[name=]'])('is none in %j', (text) => {
    expect(parsePathText(text)).toBeNull()
  })
})

test('a mask stands in the place of one value, and of nothing where there is none', () => {
  const value = { spec: { containers: [{ name: 'a', env: [{ name: 'X', value: '1' }] }, { name: 'b' }] } }
  const at = (path: string) => maskAt(value, parsePathText(path) ?? [], 'masked')
  expect(at('spec.containers[name=a].env[name=X].value')).toEqual({
    spec: { containers: [{ name: 'a', env: [{ name: 'X', value: 'masked' }] }, { name: 'b' }] },
  })
  for (const path of ['spec.absent', 'spec.containers[name=c]', 'spec.containers[7]', 'spec.containers.a'])
    expect(at(path)).toEqual(value)
})
