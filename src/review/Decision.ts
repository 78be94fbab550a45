import type { Query } from '../plan/Plan.ts'
import type { Need } from './Need.ts'

export type QueryState = 'blocked' | 'denied' | 'rejected' | 'pending' | 'approved' | 'allowed'

/** Somebody's verdict that counts, and the remark that gave it. */
export type CountedVerdict = {
  readonly login: string
  readonly id: number
  readonly remark: string
  readonly url: string
  /** When it was given: ISO 8601, whole seconds. */
  readonly at: string
  readonly reason: string
}

/** An approval that does not count for a query, and why, as a clause: "you are the author …". */
export type NotCounted = { readonly login: string; readonly url: string; readonly why: string }

export type QueryDecision = {
  readonly query: Query
  readonly state: QueryState
  /** What it needs and who filled it: one tree for each state of the base that must be satisfied. */
  readonly needs: readonly Need[]
  readonly approvals: readonly CountedVerdict[]
  readonly rejections: readonly CountedVerdict[]
  readonly notCounted: readonly NotCounted[]
  /** Approvals that are at least missing. */
  readonly missing: number
}

/** What became of one remark: every sentence says what counted, or why something did not. */
export type RemarkResult = {
  readonly remark: string
  readonly login: string
  readonly counted: boolean
  readonly sentences: readonly string[]
}

/** A rejection that holds, as it is kept beside the remark that gave it. */
export type KeptRejection = CountedVerdict & {
  /** Verb and object of each query that it holds for. */
  readonly subjects: readonly string[]
}

/** Why a plan is in its state; a closed set that scripts may branch on. */
export type ReasonCode =
  | 'APPROVED'
  | 'OVERRIDDEN'
  | 'NOTHING_TO_DO'
  | 'PENDING'
  | 'REJECTED'
  | 'BLOCKED_BY_CLUSTER'
  | 'UNAPPROVABLE'
  | 'NO_SURFACE'
  | 'HEAD_MOVED'
  | 'WAITING_FOR_MERGE'
  | 'ERROR'

export type Decision = {
  readonly state: 'approved' | 'pending' | 'rejected' | 'blocked'
  readonly reason: ReasonCode
  readonly queries: readonly QueryDecision[]
  readonly remarks: readonly RemarkResult[]
  /** People whose open "Request changes" holds the whole plan. */
  readonly held: readonly string[]
  /** Rejections that hold now, each with what it holds for. */
  readonly rejections: readonly KeptRejection[]
  /** The break-glass that lets the plan pass; null where none does. */
  readonly override: CountedVerdict | null
  /** Where the rules were read, in words. */
  readonly rules: readonly string[]
  /** What else people should know: sentences. */
  readonly notes: readonly string[]
}
