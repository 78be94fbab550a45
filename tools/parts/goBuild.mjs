import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

let queue = Promise.resolve()

/**
 * Builds a part from its pinned Go module, one build at a time since each keeps all processors busy.
 * Answers with the milliseconds that this build alone took.
 */
export function goBuild(part, target) {
  const turn = queue.then(() => build(part, target))
  queue = turn.catch(() => {})
  return turn
}

function build(part, target) {
  const started = Date.now()
  const folder = fileURLToPath(new URL(part.module, import.meta.url))
  const command = ['build', '-trimpath', '-ldflags', `-s -w ${part.flags}`.trim(), '-o', target, part.package]
  const env = { ...process.env, GOFLAGS: '-buildvcs=false -mod=readonly', GOWORK: 'off' }
  return new Promise((resolve, reject) => {
    const go = spawn('go', command, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] })
    let stderr = ''
    go.stderr.on('data', (chunk) => (stderr = (stderr + chunk).slice(-4000)))
    go.on('error', (error) => reject(error.code === 'ENOENT' ? noGo(error) : error))
    go.on('close', (code) => {
      if (code === 0) resolve(Date.now() - started)
      else reject(new Error(`go ${command.join(' ')}\n(in ${folder}) ended with ${code}:\n${stderr}`))
    })
  })
}

const noGo = (cause) => new Error('there is no Go on PATH to build it with', { cause })
