import type { OperationKind } from '../plan/Plan.ts'
import type { HelmArg } from './parseHelmArgs.ts'

/** What is run for a target: the user's own helm, with the user's own flags. */
export type Operation = {
  readonly kind: OperationKind
  readonly helm: string
  readonly major: 3 | 4
  readonly version: string
  readonly release: string
  readonly namespace: string
  /** Absolute path of a chart's folder or archive; null where the operation needs none. */
  readonly chart: string | null
  /** The chart as its user named it, with the version where it was fetched. */
  readonly chartName: string
  /** The revision that a rollback goes back to; null for every other operation. */
  readonly revision: number | null
  readonly args: readonly HelmArg[]
  /** The allow-listed environment; KUBECONFIG comes from the wire. */
  readonly env: Readonly<Record<string, string>>
  /** Folder of plugins for the witness alone; null where it is installed. */
  readonly witnessPlugins: string | null
  /** Whether the release has no values of its own to start from; helm-diff must be told, Helm finds out itself. */
  readonly hasNoValues: boolean
  readonly cwd: string
  readonly timeoutSeconds: number
}

/** The memory that Helm may take: large charts need a tenth of it, and a chart may ask for more than any machine has. */
export const HELM_BYTES = 4 * 1024 * 1024 * 1024
