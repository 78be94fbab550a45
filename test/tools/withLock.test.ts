import { expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withLock } from '../../tools/parts/withLock.mjs'

function newLock(): { path: string; [Symbol.dispose](): void } {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'))
  return { path: join(folder, 'a.lock'), [Symbol.dispose]: () => rmSync(folder, { recursive: true }) }
}

it('lets one in at a time and goes away', async () => {
  using lock = newLock()
  let inside = 0
  const work = async () => {
    inside++
    expect(inside).toBe(1)
    await sleep(5)
    inside--
  }
  await Promise.all(Array.from({ length: 8 }, () => withLock(lock.path, work)))
  expect(existsSync(lock.path)).toBe(false)
})

it('goes away when the work fails', async () => {
  using lock = newLock()
  const failing = withLock(lock.path, () => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  expect(existsSync(lock.path)).toBe(false)
})

it('is taken over from a process that is gone', async () => {
  using lock = newLock()
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  writeFileSync(lock.path, `${pid} gone`)
  const all = Array.from({ length: 5 }, (_, index) => withLock(lock.path, () => Promise.resolve(index)))
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4])
})

it('is taken over when nobody touched it for a minute, whatever process has its pid', async () => {
  using lock = newLock()
  writeFileSync(lock.path, `${process.pid} silent`)
  const past = new Date(Date.now() - 61_000)
  utimesSync(lock.path, past, past)
  expect(await withLock(lock.path, () => Promise.resolve('in'))).toBe('in')
})

it('waits for a living one and says so', async () => {
  using lock = newLock()
  writeFileSync(lock.path, `${process.pid} alive`)
  const waited: string[] = []
  const inside = withLock(
    lock.path,
    () => Promise.resolve('in'),
    () => waited.push('waiting'),
  )
  await sleep(60)
  expect(waited).toEqual(['waiting'])
  rmSync(lock.path)
  expect(await inside).toBe('in')
})
