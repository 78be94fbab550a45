import type { DifferingInput } from '../plan/differingInputs.ts'
import type { ObjectIdentity, Verb } from '../plan/Plan.ts'
import type { CountedVerdict } from './Decision.ts'
import type { IdentityLevel } from './identityLevel.ts'

/** What became of one query in an apply. */
export type AppliedQuery = {
  readonly number: number
  readonly digest: string
  readonly verb: Verb
  readonly object: ObjectIdentity
  /** `left`: nothing was to be sent, as Helm leaves the object behind. */
  readonly outcome: 'applied' | 'failed' | 'not sent' | 'left' | 'unknown'
  /** Whether the object was there (or gone) as it should be when it was read back; null where it was not read. */
  readonly readBack: boolean | null
  readonly approvals: readonly Omit<CountedVerdict, 'reason'>[]
}

/** What an apply did, request by request. Safe to be shown. */
export type Receipt = {
  readonly schemaVersion: 1
  readonly planDigest: string
  readonly target: string
  readonly pullRequest: number
  readonly head: string
  /** How far the account that wrote it can be trusted: SECURITY.md. */
  readonly identityLevel: IdentityLevel
  /**
   * `applied`: all of it. `nothing-to-do`: there was nothing. `refused`: stopped before the first write.
   * `failed`: stopped after some. `unknown`: whether a write arrived cannot be said. `applying`: under way.
   */
  readonly result: 'applying' | 'applied' | 'nothing-to-do' | 'refused' | 'failed' | 'unknown'
  readonly code: string | null
  readonly sentence: string
  readonly revision: { readonly before: number | null; readonly after: number | null; readonly status: string | null }
  readonly startedAt: string
  readonly seconds: number
  /** The break-glass that let it pass; null where it was approved. */
  readonly override: Pick<CountedVerdict, 'login' | 'url' | 'reason'> | null
  readonly queries: readonly AppliedQuery[]
  readonly requests: { readonly query: number; readonly unchanged: number; readonly record: number }
  readonly refused: readonly { readonly method: string; readonly path: string; readonly reason: string }[]
  /** Inputs that are not those of the list that was approved; they render to the same queries. */
  readonly inputs: readonly DifferingInput[]
  /** Approvals that this apply used up. */
  readonly spent: readonly { readonly query: string; readonly remark: string }[]
}
