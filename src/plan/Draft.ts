import type { Exchange } from '../exchange/Exchange.ts'
import type { Json } from '../json/Json.ts'
import type { Hook } from '../release/ReleaseRecord.ts'
import type { Change } from './Change.ts'
import type { Verb } from './Plan.ts'

/** A query before it is masked, digested and numbered. Raw: never leaves the machine. */
export type Draft = {
  readonly verb: Verb
  /** The requests that it stands for, in the order in which they are sent. */
  readonly exchanges: readonly Exchange[]
  readonly changes: readonly Change[]
  /** What the digest covers beside the request. */
  readonly content: Json
  readonly hook: Hook | null
  readonly sideEffects: readonly string[]
}
