import type { Exchange } from '../exchange/Exchange.ts'
import type { Json } from '../json/Json.ts'
import type { Hook } from '../release/ReleaseRecord.ts'
import type { Change } from './Change.ts'
import type { ObjectIdentity, Verb } from './Plan.ts'

/** A query before it is masked, digested and numbered. Raw: never leaves the machine. */
export type Draft = {
  readonly verb: Verb
  readonly object: ObjectIdentity
  /** The requests that it stands for, in the order in which they are sent. */
  readonly exchanges: readonly Exchange[]
  readonly changes: readonly Change[]
  /** What the digest covers beside the request. */
  readonly content: Json
  readonly hook: Hook | null
  /** The template that the object comes from. */
  readonly source: string | null
  /** Whose the object is where it is not this release's. */
  readonly owner: string | null
  readonly sideEffects: readonly string[]
  /** Whether the chart renders the object more than once. */
  readonly isTwin: boolean
  /** Whether the chart, as it was or will be, names an item of a list of the object twice. */
  readonly repeatsItem: boolean
}
