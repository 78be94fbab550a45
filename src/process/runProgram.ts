import { spawn } from 'node:child_process'
import { GateError } from '../errors/GateError.ts'

/** A program to run silently: nothing it prints reaches the log by itself. */
export type Program = {
  readonly command: string
  readonly args: readonly string[]
  /** The whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly timeoutSeconds: number
  /** The memory that it and each program that it starts may take, where the system can limit that. */
  readonly maxBytes?: number
  /** Ends the program early: SIGTERM at once, SIGKILL after `graceSeconds`. */
  readonly stop?: AbortSignal
  readonly graceSeconds?: number
}

export type ProgramResult = {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  /** Why it was ended before its time, if it was. */
  readonly ended: 'timeout' | 'stopped' | 'output' | 'killed' | null
}

const MAX_OUTPUT_BYTES = 256 * 1024 * 1024
const GRACE_SECONDS = 6

/**
 * Runs a program to its end.
 *
 * @throws GateError E_PROGRAM_MISSING where it cannot be started at all.
 */
export const runProgram = async (program: Program): Promise<ProgramResult> =>
  await new Promise((resolve, reject) => {
    const { env, cwd } = program
    const [command, args] = limited(program)
    // A group of its own: it is ended with all that it started, and a Ctrl-C at the terminal is for us to pass on.
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[], size: 0 }
    let ended: ProgramResult['ended'] = null
    let kill: NodeJS.Timeout | undefined
    const end = (why: 'timeout' | 'stopped' | 'output'): void => {
      ended ??= why
      signalGroup(child.pid, 'SIGTERM')
      kill ??= setTimeout(() => signalGroup(child.pid, 'SIGKILL'), (program.graceSeconds ?? GRACE_SECONDS) * 1000)
    }
    const keep = (chunks: Buffer[]) => (chunk: Buffer) => {
      output.size += chunk.length
      if (output.size > MAX_OUTPUT_BYTES) end('output')
      else chunks.push(chunk)
    }
    child.stdout.on('data', keep(output.stdout))
    child.stderr.on('data', keep(output.stderr))
    const timer = setTimeout(() => end('timeout'), program.timeoutSeconds * 1000)
    const onStop = (): void => end('stopped')
    program.stop?.addEventListener('abort', onStop)
    const release = (): void => {
      clearTimeout(timer)
      clearTimeout(kill)
      program.stop?.removeEventListener('abort', onStop)
    }
    child.once('error', (cause) => {
      release()
      reject(missing(program.command, cause))
    })
    child.once('close', (code, signal) => {
      release()
      const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8')
      ended ??= signal === null ? null : 'killed'
      resolve({ exitCode: code ?? 1, stdout: text(output.stdout), stderr: text(output.stderr), ended })
    })
    if (program.stop?.aborted === true) onStop()
  })

/** A command line that limits itself and then becomes the program; without a limit, the program's own. */
const limited = ({ command, args, maxBytes }: Program): readonly [string, readonly string[]] =>
  maxBytes === undefined
    ? [command, args]
    : ['/bin/sh', ['-c', `ulimit -v ${Math.floor(maxBytes / 1024)} 2>/dev/null; exec "$0" "$@"`, command, ...args]]

const signalGroup = (leader: number | undefined, signal: 'SIGTERM' | 'SIGKILL'): void => {
  try {
    if (leader !== undefined) process.kill(-leader, signal)
  } catch {
    // The group has ended by itself.
  }
}

const missing = (command: string, cause: unknown): GateError =>
  new GateError(
    'E_PROGRAM_MISSING',
    `${command} could not be started.`,
    `Install ${command} in an earlier step, or name its path in the inputs.`,
    { cause },
  )
