import type { Policy } from '../policy/Policy.ts'

/** Who holds a role at this moment, among the people who said something. */
export type HeldRole = {
  /** The role in words. */
  readonly words: string
  /** Numeric ids. */
  readonly holders: ReadonlySet<number>
  /** Who may be asked: logins and teams. */
  readonly ask: readonly string[]
  /** Why it cannot be known who holds the role, or part of it: sentences. Nobody unknown holds it. */
  readonly unknown: readonly string[]
}

/** The rules of one state of the base, with the people who hold its roles. */
export type Electorate = { readonly policy: Policy; readonly roles: ReadonlyMap<string, HeldRole> }
