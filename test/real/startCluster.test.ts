import { expect, test } from '@jest/globals'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startCluster } from './startCluster.mjs'

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function untilGone(folder: string, pids: number[]): Promise<void> {
  for (let tries = 0; tries < 100 && (existsSync(folder) || pids.some(isAlive)); tries++) await sleep(50)
}

test('a cluster of its own can crash, has its own users and leaves nothing behind', async () => {
  const cluster = await startCluster({ users: { carol: ['system:masters'] } })
  const token = cluster.tokens['carol']
  expect(token).toMatch(/\S/)
  const answer = await cluster.request('GET', '/api/v1/namespaces', undefined, token ? { token } : {})
  expect(answer.status).toBe(200)
  expect(() => cluster.kubeconfigFor('dave')).toThrow('no user dave')
  await cluster.kill()
  await expect(cluster.request('GET', '/readyz')).rejects.toThrow(/ECONNREFUSED|socket|ECONNRESET/)
  await cluster.stop()
  await cluster.stop()
  expect(existsSync(cluster.folder)).toBe(false)
  expect(Object.values(cluster.pids).filter(isAlive)).toEqual([])
})

test('a cluster ends with the process that started it, however that ends', async () => {
  const url = new URL('startCluster.mjs', import.meta.url).href
  const script = `import { startCluster } from ${JSON.stringify(url)}
    const { folder, pids } = await startCluster()
    process.stdout.write(JSON.stringify({ folder, pids: Object.values(pids) }), () => process.kill(process.pid, 'SIGKILL'))`
  const cwd = fileURLToPath(new URL('.', import.meta.url))
  const stdout = await new Promise<string>((resolve) => {
    execFile(process.execPath, ['--input-type=module', '-e', script], { cwd }, (_error, text) => resolve(text))
  })
  const { folder, pids }: { folder: string; pids: number[] } = JSON.parse(stdout)
  expect(pids).toHaveLength(2)
  await untilGone(folder, pids)
  expect(existsSync(folder)).toBe(false)
  expect(pids.filter(isAlive)).toEqual([])
})
