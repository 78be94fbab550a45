import type { Query } from '../plan/Plan.ts'
import type { CountedVerdict, KeptRejection, NotCounted } from './Decision.ts'
import { subjectOf } from './ReviewFacts.ts'
import { compareTexts } from '../text/compareTexts.ts'

/** Where one person stands: approvals by query digest, rejections by verb and object. */
export type Person = {
  readonly approvals: Map<string, CountedVerdict>
  readonly rejections: Map<string, CountedVerdict>
  /** The login, while a "Request changes" of theirs is open. */
  held: string | null
}

/** Where people stand on one query, in the order in which they spoke. */
export type Ballot = { readonly approvals: readonly CountedVerdict[]; readonly rejections: readonly CountedVerdict[] }

/** What was counted so far, while remarks are read in their order. */
export class Ballots {
  readonly #people = new Map<number, Person>()
  readonly #notCounted = new Map<string, NotCounted[]>()

  person(id: number): Person {
    const person = this.#people.get(id) ?? { approvals: new Map(), rejections: new Map(), held: null }
    this.#people.set(id, person)
    return person
  }

  /** Remembers an approval that does not count for these queries. */
  refuse(queries: readonly Query[], refused: NotCounted): void {
    for (const { digest } of queries) this.#notCounted.set(digest, [...(this.#notCounted.get(digest) ?? []), refused])
  }

  of(query: Query): Ballot {
    const all = [...this.#people.values()]
    const byTime = (a: CountedVerdict, b: CountedVerdict): number => compareTexts(a.at, b.at)
    return {
      approvals: all.flatMap(({ approvals }) => approvals.get(query.digest) ?? []).sort(byTime),
      rejections: all.flatMap(({ rejections }) => rejections.get(subjectOf(query)) ?? []).sort(byTime),
    }
  }

  /** Refused approvals of a query by people whose approval does not count in another way. */
  notCounted({ digest }: Query): readonly NotCounted[] {
    const counted = new Set([...this.#people.values()].flatMap(({ approvals }) => approvals.get(digest)?.login ?? []))
    const newest = new Map((this.#notCounted.get(digest) ?? []).map((each) => [each.login, each]))
    return [...newest.values()].filter(({ login }) => !counted.has(login))
  }

  get held(): readonly string[] {
    return [...this.#people.values()].flatMap(({ held }) => held ?? [])
  }

  /** Every rejection that holds, each remark once. */
  get rejections(): readonly KeptRejection[] {
    const found = new Map<string, KeptRejection>()
    for (const { rejections } of this.#people.values()) {
      for (const [subject, verdict] of rejections) {
        const subjects = found.get(verdict.remark)?.subjects ?? []
        found.set(verdict.remark, { ...verdict, subjects: [...subjects, subject] })
      }
    }
    return [...found.values()]
  }
}
