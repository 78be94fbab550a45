import { execFile } from 'node:child_process'

export interface RunOptions {
  input?: string
  cwd?: string
  env?: Record<string, string>
  /** Told the process id, for a test that ends the program. */
  started?: (pid: number) => void
}

export interface Finished {
  code: number
  stdout: string
  stderr: string
}

/** Runs a program to its end with nothing in its environment but PATH, HOME and what is given; any exit code is an answer. */
export function runProgram(path: string, args: string[], options: RunOptions = {}): Promise<Finished> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...options.env }
  const settings = { env, cwd: options.cwd, maxBuffer: 1 << 28 }
  return new Promise((resolve, reject) => {
    const child = execFile(path, args, settings, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error)
      else resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
    if (child.pid !== undefined) options.started?.(child.pid)
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.input ?? '')
  })
}
