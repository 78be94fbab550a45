import type { ApiRequest } from '../exchange/ApiRequest.ts'
import type { Exchange } from '../exchange/Exchange.ts'
import type { Segment } from '../exchange/Segment.ts'
import type { Generated } from '../plan/Generated.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import type { ReleaseScope } from './ReleaseScope.ts'

/** One request that may be sent for real, once. */
export type Grant = {
  readonly request: ApiRequest
  /** Digests of the approved or allowed queries that it stands for; none where it changes nothing. */
  readonly queries: readonly string[]
  /** Paths of leaves in its body that may be missing: drift that may have gone by then. */
  readonly optional: ReadonlySet<string>
  /** Where its body may hold any value: every render makes it anew. */
  readonly generated: readonly (readonly Segment[])[]
  /** The path of its object. */
  readonly objectPath: string
  /** For a request that was rehearsed as changing nothing: the object's resourceVersion then, null where it was absent. */
  readonly unchanged: { readonly resourceVersion: string | null } | null
  /** What the request did to its object when it was rehearsed; null where the run itself had made the object before. */
  readonly effect: Effect | null
}

export type Effect = Pick<Exchange, 'before' | 'after' | 'hasStatus'>

/** All that one run may write: the grants, and what it may store of the release. */
export type Charter = {
  readonly scope: ReleaseScope
  /** The revision that must be stored before anything else; of a removal, the one that is removed. */
  readonly record: Pick<ReleaseRecord, 'revision' | 'manifest' | 'hooks'>
  /** Whether the run removes the release: it stores no new revision and deletes the records in the end. */
  readonly removes: boolean
  /** Values of the stored manifest that every render makes anew. */
  readonly generated: Generated
  readonly grants: readonly Grant[]
}
