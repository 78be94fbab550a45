/** What one target needs to be planned or applied, from inputs or the command line. */
export type PlanInputs = {
  readonly release: string
  readonly namespace: string
  readonly chart: string
  readonly values: readonly string[]
  /** Further flags of helm upgrade, as one would type them. */
  readonly helmArgs: string
  readonly environment: string
  readonly helm: string
  readonly kubectl: string
  readonly kubeContext: string | null
  /** Secret key under which Secrets enter digests; null where none is set. */
  readonly digestKey: string | null
  /** `namespace/name` (or `name` in the release's namespace) of Secrets that a chart may look up. */
  readonly lookupSecrets: readonly string[]
  readonly witness: 'on' | 'off' | 'strict'
  readonly timeoutSeconds: number
}
