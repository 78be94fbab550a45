import { spawn } from 'node:child_process'
import type { Program } from './runProgram.ts'

/** A program that runs beside us until it is disposed of. */
export type Service = AsyncDisposable & {
  /** Set once the program has ended by itself; its last words are for redaction, never for the log. */
  readonly exited: () => { readonly stderr: string } | null
}

/** Starts a program that serves; it is ended, by force if need be, when the service is disposed of. */
export const startService = ({
  command,
  args,
  env,
  cwd,
}: Pick<Program, 'command' | 'args' | 'env' | 'cwd'>): Service => {
  // A group of its own: a Ctrl-C at the terminal must not end it before the program that needs it.
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  let stderr = ''
  let over: { stderr: string } | null = null
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-8192)
  })
  const gone = new Promise<void>((resolve) => {
    const finish = (text: string): void => {
      over ??= { stderr: text }
      resolve()
    }
    child.once('error', (error) => finish(String(error)))
    child.once('close', () => finish(stderr))
  })
  return {
    exited: () => over,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), 2000)
      await gone
      clearTimeout(force)
    },
  }
}
