import { afterEach, beforeEach, expect, it, jest } from '@jest/globals'
import { pacedGroup } from '../../src/github/pacedGroup.ts'
import type { Pace } from '../../src/github/pacedGroup.ts'

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

const start = (pace: Pace | null, count: number): readonly number[] => {
  const out: number[] = []
  const limiter = pacedGroup(pace).key('')
  for (let index = 0; index < count; index += 1) void limiter.schedule({}, async () => out.push(index))
  return out
}

it('a row of calls goes out in order, the first ones at once, the others apart', async () => {
  const out = start({ free: 2, spacingMs: 1000 }, 4)
  await jest.advanceTimersByTimeAsync(0)
  expect(out).toEqual([0, 1])
  await jest.advanceTimersByTimeAsync(999)
  expect(out).toEqual([0, 1])
  await jest.advanceTimersByTimeAsync(1)
  expect(out).toEqual([0, 1, 2])
  await jest.advanceTimersByTimeAsync(1000)
  expect(out).toEqual([0, 1, 2, 3])
})

it('a call after a pause does not wait', async () => {
  const limiter = pacedGroup({ free: 1, spacingMs: 1000 }).key('')
  const out: string[] = []
  await limiter.schedule({}, async () => out.push('first'))
  await jest.advanceTimersByTimeAsync(1000)
  void limiter.schedule({}, async () => out.push('second'))
  await jest.advanceTimersByTimeAsync(0)
  expect(out).toEqual(['first', 'second'])
})

it('without a pace nothing waits', async () => {
  const out = start(null, 40)
  await jest.advanceTimersByTimeAsync(0)
  expect(out).toHaveLength(40)
})
