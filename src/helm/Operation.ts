import type { HelmArg } from './parseHelmArgs.ts'

/** What is run for a target: the user's own helm, with the user's own flags. */
export type Operation = {
  readonly helm: string
  readonly major: 3 | 4
  readonly version: string
  readonly release: string
  readonly namespace: string
  /** Absolute path of a chart's folder or archive. */
  readonly chart: string
  readonly args: readonly HelmArg[]
  /** The allow-listed environment; KUBECONFIG comes from the wire. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly timeoutSeconds: number
}
