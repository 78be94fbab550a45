import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GateError } from '../errors/GateError.ts'
import { runProgram } from '../process/runProgram.ts'
import type { HelmProgram } from './helmVersion.ts'

/** A chart that is fetched: a reference of a registry, or a name in a repository. */
export type RemoteChart = {
  readonly chart: string
  /** Exact version; empty where the reference ends with a digest. */
  readonly version: string
  /** Address of the repository; empty for a registry. */
  readonly repository: string
}

/** The archive of a chart that was fetched; gone when disposed of. */
export type PulledChart = AsyncDisposable & { readonly path: string }

const REFERENCE = /^oci:\/\/[\w.:-]+(?:\/[\w.-]+)+(?:@sha256:[0-9a-f]{64})?$/
const REPOSITORY = /^https?:\/\/[^\s@?#]+$/
const NAME = /^[a-z0-9][\w.-]*$/
const VERSION = /^v?\d[\w.+-]*$/
const LOOPBACK = /^oci:\/\/(?:localhost|127\.0\.0\.1)[:/]/

/** Whether a chart is to be fetched, and not a path in the checkout. */
export const isRemote = ({ chart, repository }: RemoteChart): boolean => chart.startsWith('oci://') || repository !== ''

/**
 * Fetches a chart once, as an archive, for everything that a run does with it. What counts is what it renders.
 *
 * @throws GateError E_CHART_REFERENCE where it is not named exactly, E_CHART_PULL where it cannot be fetched.
 */
export const pullChart = async (
  program: HelmProgram,
  remote: RemoteChart,
  stop?: AbortSignal,
): Promise<PulledChart> => {
  const args = pullArgs(remote)
  const folder = await mkdtemp(join(tmpdir(), 'helm-query-gate-'))
  const dispose = async (): Promise<void> => await rm(folder, { recursive: true, force: true })
  const { helm, env, cwd, timeoutSeconds } = program
  const result = await runProgram({
    command: helm,
    args: [...args, '--destination', folder],
    env,
    cwd,
    timeoutSeconds,
    ...(stop === undefined ? {} : { stop }),
  })
  const [archive, ...others] = await readdir(folder)
  if (result.exitCode === 0 && archive !== undefined && others.length === 0) {
    return { path: join(folder, archive), [Symbol.asyncDispose]: dispose }
  }
  await dispose()
  throw new GateError(
    'E_CHART_PULL',
    `The chart ${remote.chart} could not be fetched${result.ended === 'timeout' ? ' in time' : ''}: ${lastLine(result.stderr)}.`,
    'Check its name, its version and the login (helm registry login in an earlier step), then run again.',
  )
}

const pullArgs = ({ chart, version, repository }: RemoteChart): string[] => {
  const isReference = repository === '' ? REFERENCE.test(chart) : NAME.test(chart) && REPOSITORY.test(repository)
  if (!isReference) throw inexact('names no chart of a registry (oci://…) or of a repository')
  const isPinned = chart.includes('@sha256:')
  if (!isPinned && !VERSION.test(version)) throw inexact('needs an exact chart-version')
  return [
    'pull',
    chart,
    ...(isPinned ? [] : ['--version', version]),
    ...(repository === '' ? [] : ['--repo', repository]),
    ...(LOOPBACK.test(chart) ? ['--plain-http'] : []),
  ]
}

const inexact = (fault: string): GateError =>
  new GateError(
    'E_CHART_REFERENCE',
    `The chart that is to be fetched ${fault}.`,
    'Set chart to oci://registry/name with chart-version (or @sha256:…), or to a name with chart-repository and chart-version.',
  )

const MAX_WORDS = 300

const lastLine = (stderr: string): string =>
  (stderr.trim().split('\n').at(-1) ?? '')
    .replace(/^Error: /, '')
    .slice(0, MAX_WORDS)
    .replace(/\.$/, '')
