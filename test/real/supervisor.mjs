import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('superviseCluster.mjs', import.meta.url))

/** Starts superviseCluster.mjs, which owns the cluster's programs and its folder and ends with this process. */
export function supervisor(folder) {
  const child = spawn(process.execPath, [script, folder], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] })
  const pids = {}
  const exited = {}
  const waiting = new Set()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { name, pid, ...end } = JSON.parse(line)
    if (pid) pids[name] = pid
    else exited[name] = end.failed ?? end.exited
    for (const check of waiting) check()
  })
  for (const handle of [child, child.stdin, child.stdout]) handle.unref()

  /** Without this ref, node would end while nothing else is under way. */
  const until = async (done) => {
    child.stdout.ref()
    await new Promise((resolve) => {
      const check = () => done() && resolve(waiting.delete(check))
      waiting.add(check)
      check()
    })
    if (waiting.size === 0) child.stdout.unref()
  }

  return {
    pids,
    exited,
    start: async (program) => {
      child.stdin.write(`${JSON.stringify(program)}\n`)
      await until(() => program.name in pids || program.name in exited)
    },
    kill: async (name) => {
      if (name in exited) return
      process.kill(pids[name], 'SIGKILL')
      await until(() => name in exited)
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.ref()
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}
