import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const beat = 5000
const silence = 60_000

/**
 * Runs `work` while no other process holds the lock file `path`. A lock whose process is gone, or that has not been
 * touched for a minute (a pid means nothing in another container), is taken over.
 */
export async function withLock(path, work, onWait = () => {}) {
  const token = `${process.pid} ${randomUUID()}`
  for (let tries = 0; !create(path, token); tries++) {
    if (tries === 0) onWait()
    takeOverDead(path)
    await sleep(tries < 10 ? 20 : 250)
  }
  const timer = setInterval(() => touch(path), beat)
  const release = () => removeIf(path, token)
  process.once('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    process.removeListener('exit', release)
    release()
  }
}

function create(path, token) {
  try {
    writeFileSync(path, token, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Only who created `<lock>.dead` may remove the lock, and only the very lock that was found dead. */
function takeOverDead(path) {
  const token = read(path)
  if (!token || !isDead(path, token) || !create(`${path}.dead`, token)) return
  removeIf(path, token)
  rmSync(`${path}.dead`)
}

function isDead(path, token) {
  try {
    if (Date.now() - statSync(path).mtimeMs > silence) return true
    process.kill(Number(token.split(' ')[0]), 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

function removeIf(path, token) {
  if (read(path) === token) rmSync(path, { force: true })
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function touch(path) {
  try {
    const now = new Date()
    utimesSync(path, now, now)
  } catch {
    // Somebody cleaned the cache; the work itself will say so.
  }
}
