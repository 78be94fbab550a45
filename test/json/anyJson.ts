import fc from 'fast-check'
import type { Json } from '../../src/json/Json.ts'

const key = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('a', 'b', 'name', 'spec', 'x.y', 'a/b', '', '[*]', '$patch', '0', '__proto__'),
  },
  fc.string({ maxLength: 5, unit: 'grapheme' }),
)

/** Any JSON value, with awkward keys and integers beyond 2^53. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Json>(null, true, false, 0, 1.5, -3, 'web', ''),
    fc.string({ maxLength: 8, unit: 'grapheme' }),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value
