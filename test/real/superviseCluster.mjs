// Runs the programs of a test cluster and ends with whoever started it: when stdin closes, by stop() or because the
// starter died, however it died, every program is killed and the cluster's folder is removed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const folder = process.argv[2]
const children = new Map()

function start({ name, path, args }) {
  const log = openSync(join(folder, `${name}.log`), 'a')
  const child = spawn(path, args, { cwd: folder, stdio: ['ignore', log, log], env: {} })
  children.set(name, child)
  child.on('error', (error) => say({ name, failed: error.message }))
  child.on('exit', (code, signal) => say({ name, exited: signal ?? code }))
  if (child.pid) say({ name, pid: child.pid })
}

/** Nobody may be reading any more. */
function say(message) {
  if (process.stdout.writable) process.stdout.write(`${JSON.stringify(message)}\n`)
}

/** Only when all are gone can nothing be written any more into the folder. */
async function end() {
  const running = [...children.values()].filter((child) => child.exitCode === null && child.signalCode === null)
  const gone = running.filter((child) => child.pid && child.kill('SIGKILL')).map((child) => once(child, 'exit'))
  await Promise.all(gone)
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  process.exit(0)
}

process.stdout.on('error', () => {})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end())
createInterface({ input: process.stdin })
  .on('line', (line) => start(JSON.parse(line)))
  .on('close', () => void end())
