import { expect, it } from '@jest/globals'
import { measureOwnPart } from '../../tools/bench/measureOwnPart.mjs'
import * as rooms from '../../tools/bench/rooms.ts'

it('the benchmark measures plans of as many objects as it says, and the worst case', () => {
  const { rows, points } = measureOwnPart(rooms, () => 1, [2, 3])
  expect(points.map(({ count, theirs }) => [count, theirs])).toEqual([
    [2, 1],
    [3, 1],
  ])
  expect(rows.map(([what]) => what)).toEqual([
    'changed objects',
    '2 of 50 lines',
    '3 of 50 lines',
    '1 of 10,000 lines, all different',
  ])
})
