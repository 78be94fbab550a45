import type { Query } from '../plan/Plan.ts'
import type { KeptRejection } from './Decision.ts'
import type { Electorate } from './Electorate.ts'
import type { FoundSurface } from './findSurfaces.ts'
import type { Remark } from './Remark.ts'

/** Something after which older approvals no longer count. */
export type Voiding = { readonly at: string; readonly why: 'tampered' | 'retargeted' }

/** Everything that a decision rests on. */
export type ReviewFacts = {
  readonly queries: readonly Query[]
  readonly targetName: string
  /** Of the plan that is decided on. */
  readonly planId: string
  readonly surfaces: readonly FoundSurface[]
  /** In the order in which they were posted. */
  readonly remarks: readonly Remark[]
  /** Ids of remarks that an app posted in a person's name, or of which that cannot be said. */
  readonly viaApp: ReadonlySet<string>
  /** People who may write to the repository right now, by numeric id; whoever is not in it may not. */
  readonly writers: ReadonlySet<number>
  /** People whose approval does not count, by numeric id, with the reason as a clause ("you are the author …"). */
  readonly excluded: ReadonlyMap<number, string>
  /** One for each state of the base that must be satisfied. */
  readonly electorates: readonly Electorate[]
  /** People that each requirement needs beside, as nobody can say whose work the change is. */
  readonly morePeople: number
  /** Pairs of query digest and remark id that an apply has used up, as `digest remark`. */
  readonly spent: ReadonlySet<string>
  readonly voidings: readonly Voiding[]
  /** Rejections that were counted before; those whose remark is gone or says something else still hold. */
  readonly keptRejections: readonly KeptRejection[]
  /** GitHub's clock: ISO 8601. */
  readonly now: string
}

/** Verb and object: what a rejection holds for, whatever the content becomes. */
export const subjectOf = ({ verb, object }: Pick<Query, 'verb' | 'object'>): string =>
  [verb, object.group, object.kind, object.namespace, object.name].join('|')
