import type { Query } from '../plan/Plan.ts'

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

export type QueryDecision = {
  readonly query: Query
  readonly state: QueryState
  readonly approvals: readonly CountedVerdict[]
  readonly rejections: readonly CountedVerdict[]
  /** Approvals that are still missing. */
  readonly missing: number
}

/** What became of one remark: every sentence says what counted, or why something did not. */
export type RemarkResult = {
  readonly remark: string
  readonly login: string
  readonly counted: boolean
  readonly sentences: readonly string[]
}

/** Why a plan is in its state; a closed set that scripts may branch on. */
export type ReasonCode =
  | 'APPROVED'
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
  /** Approvals that each query needs. */
  readonly required: number
}
