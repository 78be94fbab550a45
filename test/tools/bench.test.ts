import { expect, it } from '@jest/globals'
import { measureGate } from '../../tools/bench/measureGate.mjs'
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

it('the benchmark measures the gate beside a process that makes as many calls', async () => {
  const { rows } = await measureGate(rooms, 1)
  expect(rows.map(([what]) => what)).toEqual([
    'what',
    'Node that does nothing',
    expect.stringMatching(/^Node that makes \d+ calls$/),
    '`gate`: process start to outputs',
  ])
  expect(rows[2]?.[2]).toBe('1.00 ×')
})
