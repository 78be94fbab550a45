import type { Query } from '../plan/Plan.ts'
import { queryBlock } from '../render/queryBlock.ts'
import { subjectOf } from './ReviewFacts.ts'
import type { ReviewFacts } from './ReviewFacts.ts'

/** The queries of now, found by what remarks say of them: each is looked at once, however many people speak of it. */
export class QueryIndex {
  readonly #byDigest = new Map<string, Query>()
  readonly #digests = new Map<string, string[]>()
  readonly #blocks = new Map<string, string>()
  readonly #target: string

  constructor({ queries, targetName }: Pick<ReviewFacts, 'queries' | 'targetName'>) {
    this.#target = targetName
    for (const query of queries) {
      this.#byDigest.set(query.digest, query)
      const subject = subjectOf(query)
      this.#digests.set(subject, [...(this.#digests.get(subject) ?? []), query.digest])
    }
  }

  /** Whether there is a query of this digest. */
  has(digest: string): boolean {
    return this.#byDigest.has(digest)
  }

  /** Digests of the queries of a verb and object. */
  digestsOf(subject: string): readonly string[] {
    return this.#digests.get(subject) ?? []
  }

  /** What a reviewer would see of the query of this digest now. */
  blockOf(digest: string): string {
    const known = this.#blocks.get(digest)
    if (known !== undefined) return known
    const query = this.#byDigest.get(digest)
    const block = query === undefined ? '' : queryBlock(query, this.#target)
    this.#blocks.set(digest, block)
    return block
  }
}
