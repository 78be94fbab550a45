import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GateError } from '../errors/GateError.ts'
import { runProgram } from '../process/runProgram.ts'
import type { Setting } from './Setting.ts'

/** The checkout as it was at another commit; gone when disposed of. */
export type BaseCheckout = AsyncDisposable & { readonly folder: string; readonly commit: string }

const GIT_SECONDS = 120

/**
 * Checks out the merge base of HEAD and a branch beside the checkout.
 *
 * @throws GateError E_GIT_BASE where the history does not reach that far.
 */
export const checkOutBase = async (branch: string, { checkout, environment }: Setting): Promise<BaseCheckout> => {
  const git = async (...args: string[]): Promise<string | null> => {
    // Neither hooks nor the user's settings of git have a say in what is read.
    const env = {
      PATH: environment['PATH'] ?? '',
      HOME: '/nonexistent',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
    }
    const safe = ['-c', 'core.hooksPath=/dev/null', '-c', `safe.directory=${checkout}`, '-C', checkout]
    const program = { command: 'git', args: [...safe, ...args], env, cwd: checkout, timeoutSeconds: GIT_SECONDS }
    const { exitCode, stdout } = await runProgram(program)
    return exitCode === 0 ? stdout.trim() : null
  }
  const commit = await git('merge-base', '--end-of-options', branch, 'HEAD')
  if (commit === null) throw unreachable(branch)
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'helm-query-gate-')))
  const folder = join(parent, 'base')
  const dispose = async (): Promise<void> => {
    await git('worktree', 'remove', '--force', folder)
    await rm(parent, { recursive: true, force: true })
  }
  if ((await git('worktree', 'add', '--detach', folder, commit)) === null) {
    await dispose()
    throw unreachable(branch)
  }
  return { folder, commit, [Symbol.asyncDispose]: dispose }
}

const unreachable = (branch: string): GateError =>
  new GateError(
    'E_GIT_BASE',
    `The checkout has no common commit with ${branch}.`,
    'Check out with `fetch-depth: 0`, or name the branch in the input git-base.',
  )
