import type { Segment } from '../exchange/Segment.ts'
import type { Json } from '../json/Json.ts'

/** One difference between two values; `before` is undefined for an addition, `after` for a removal. */
export type Change = {
  readonly path: string
  readonly segments: readonly Segment[]
  readonly op: 'add' | 'remove' | 'replace'
  readonly before: Json | undefined
  readonly after: Json | undefined
}
