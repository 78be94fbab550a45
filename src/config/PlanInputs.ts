import type { OperationKind } from '../plan/Plan.ts'

/** What one target needs to be planned or applied, from inputs or the command line. */
export type PlanInputs = {
  readonly release: string
  readonly namespace: string
  readonly operation: OperationKind
  /** Of an upgrade; empty for every other operation. */
  readonly chart: string
  /** Exact version of a chart that is fetched; empty otherwise. */
  readonly chartVersion: string
  /** Repository of such a chart; empty where it is in a registry, or not fetched. */
  readonly chartRepository: string
  /** The revision to roll back to; 0 or less counts back from the newest, null for every other operation. */
  readonly revision: number | null
  readonly values: readonly string[]
  /** Further flags of helm upgrade, as one would type them. */
  readonly helmArgs: string
  readonly environment: string
  /** What a plan compares with: the cluster, or the chart at the merge base. */
  readonly baseline: 'cluster' | 'git'
  /** The branch of that merge base; empty for the pull request's own. */
  readonly gitBase: string
  readonly helm: string
  readonly kubectl: string
  readonly kubeContext: string | null
  /** Secret key under which Secrets enter digests; null where none is set. */
  readonly digestKey: string | null
  /** `namespace/name` (or `name` in the release's namespace) of Secrets that a chart may look up. */
  readonly lookupSecrets: readonly string[]
  /** Paths that every render of the chart makes anew, by `Kind/name`: what stands there needs no approval. */
  readonly unstable: ReadonlyMap<string, readonly string[]>
  readonly witness: 'on' | 'off' | 'strict'
  /** Folder of releases that helm-diff is got from where it is not installed. */
  readonly helmDiffSource: string
  readonly timeoutSeconds: number
}
