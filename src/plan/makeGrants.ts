import type { Exchange } from '../exchange/Exchange.ts'
import { objectPath } from '../exchange/parsePath.ts'
import type { Segment } from '../exchange/Segment.ts'
import { textAt } from '../json/at.ts'
import { optionalPaths } from './bodyLeaves.ts'
import { documentsOf } from './draftQueries.ts'
import { indexManifest } from './manifestIndex.ts'
import type { MadePlan, PlanFacts } from './makePlan.ts'

/** A request that a plan foresees, as enforcement needs it. */
export type ForeseenRequest = {
  readonly request: Exchange['request']
  readonly queries: readonly string[]
  readonly optional: ReadonlySet<string>
  /** Where the body may hold any value: every render makes it anew. */
  readonly generated: readonly (readonly Segment[])[]
  readonly objectPath: string
  readonly unchanged: { readonly resourceVersion: string | null } | null
  /** What the request did to its object; null where the run itself had made the object before. */
  readonly effect: Pick<Exchange, 'before' | 'after' | 'hasStatus'> | null
}

/**
 * The requests that may be sent once every query of a plan is approved or allowed: each with the queries that it
 * stands for; those that change nothing with the version of the object that they left alone.
 */
export const makeGrants = (
  { exchanges, baseline, record, generated }: PlanFacts,
  origins: MadePlan['origins'],
): ForeseenRequest[] => {
  const manifests = { baseline: indexManifest(baseline), next: indexManifest(record) }
  const made = new Set<string>()
  return exchanges
    .filter(({ outcome }) => outcome.kind !== 'refused')
    .map((exchange) => {
      const queries = origins.get(exchange) ?? []
      const documents = documentsOf(exchange, manifests)
      const version = exchange.before === null ? null : (textAt(exchange.before, 'metadata', 'resourceVersion') ?? null)
      const path = objectPath(exchange.request.target, exchange.name)
      const { before, after, hasStatus } = exchange
      const effect = made.has(path) ? null : { before, after, hasStatus }
      if (before === null && exchange.request.method !== 'DELETE') made.add(path)
      return {
        request: exchange.request,
        queries,
        optional: new Set(optionalPaths(exchange, documents)),
        generated: generated.segments(exchange.kind, exchange.name),
        objectPath: path,
        unchanged: queries.length > 0 ? null : { resourceVersion: version },
        effect,
      }
    })
}
