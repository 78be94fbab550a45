import type { RecordStore } from '../release/recordObject.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'

/** The one release that a wire serves, and the Secrets its program may read. */
export type ReleaseScope = {
  readonly release: string
  readonly namespace: string
  /** What Helm keeps its records in. */
  readonly store: RecordStore
  /** The newest revision in the cluster, 0 where there is none. */
  readonly newestRevision: number
  /** The deployed revision, null where none is. */
  readonly deployedRevision: number | null
  /** Stored revisions of which Helm may write what has become of them: the deployed one and the newest. */
  readonly earlier: readonly Pick<ReleaseRecord, 'revision' | 'manifest' | 'hooks'>[]
  /** `namespace/name` of each Secret that the deployed manifest names or the protected configuration lists. */
  readonly readableSecrets: ReadonlySet<string>
}
