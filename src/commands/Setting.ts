import type { Environment } from '../helm/helmEnvironment.ts'

/** Where a command runs: the checkout, the environment, and where its progress goes. */
export type Setting = {
  readonly checkout: string
  readonly environment: Environment
  readonly repository: number | null
  /** A line of progress for people; escaped by whoever prints it. */
  readonly progress: (line: string) => void
  /** Set when the run is cancelled: programs are ended, then the wire is shut. */
  readonly stop?: AbortSignal
}
