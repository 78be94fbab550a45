import type { Requirement } from './Requirement.ts'
import type { Role } from './Role.ts'

/** The rules of one environment as one state of the protected base has them. */
export type Policy = {
  /** Where it stands, for people: `.github/helm-query-gate.yml at main`, or `the workflow's inputs`. */
  readonly source: string
  /** Branches whose pull requests are decided on; `*` stands for any characters but `/`. */
  readonly bases: readonly string[]
  readonly roles: ReadonlyMap<string, Role>
  /** What every query needs. */
  readonly requirement: Requirement
  readonly applyWhen: 'before-merge' | 'after-merge'
  readonly approvals: {
    /** What a plain "Approve" does: nothing, or the same as a bare `/approve all`. */
    readonly plainReviews: 'ignore' | 'approve-all'
    /** How long an approval counts; null for ever. */
    readonly expireSeconds: number | null
    /** Whether `/approve all` may be said. */
    readonly all: boolean
  }
  /** Logins of bots whose pull requests need nobody more. */
  readonly authors: readonly string[]
  /** Roles whose people may break the glass; none where empty. */
  readonly override: readonly string[]
  /** Where an apply may be started; anything where empty. */
  readonly apply: { readonly refs: readonly string[]; readonly workflows: readonly string[] }
}
