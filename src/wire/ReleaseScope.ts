/** The one release that a wire serves, and the Secrets its program may read. */
export type ReleaseScope = {
  readonly release: string
  readonly namespace: string
  /** The newest revision in the cluster, 0 where there is none. */
  readonly newestRevision: number
  /** `namespace/name` of each Secret that the deployed manifest names or the protected configuration lists. */
  readonly readableSecrets: ReadonlySet<string>
}
