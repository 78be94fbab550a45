import { withMore } from '../policy/Requirement.ts'
import type { Query } from '../plan/Plan.ts'
import { countVerdicts } from './countVerdicts.ts'
import type { Count } from './countVerdicts.ts'
import type { CountedVerdict, Decision, NotCounted, QueryDecision, QueryState, ReasonCode } from './Decision.ts'
import { findOverride } from './findOverride.ts'
import { meetRequirement } from './meetRequirement.ts'
import { isMet, missingIn } from './Need.ts'
import type { Need } from './Need.ts'
import type { ReviewFacts } from './ReviewFacts.ts'
import { secondsBetween } from './secondsBetween.ts'

/**
 * Decides on the queries of a plan. Pure: whatever could not be read must have been turned into a stricter fact before.
 * Per query: blocked by the cluster > rejected > pending > approved; the plan is approved when every query is.
 */
export const decide = (facts: ReviewFacts): Decision => {
  const count = countVerdicts(facts)
  const { override, remarks } = findOverride(facts)
  const deciding = { count, override, facts, firstShown: firstShownIn(facts) }
  const queries = facts.queries.map((query) => decideQuery(query, deciding))
  const { held, rejections } = count.ballots
  return {
    ...planState(queries, held, override),
    queries,
    remarks: [...count.remarks, ...remarks],
    held,
    rejections,
    override,
    rules: [...new Set(facts.electorates.map(({ policy }) => policy.source))],
    notes: [],
  }
}

/** What each query is decided with. */
type Deciding = {
  readonly count: Count
  readonly override: CountedVerdict | null
  readonly facts: ReviewFacts
  /** When each query, by its digest, was first shown. */
  readonly firstShown: ReadonlyMap<string, string>
}

const firstShownIn = ({ surfaces }: ReviewFacts): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const { surface, sealedAt } of surfaces) {
    for (const { digest } of surface?.queries ?? []) {
      const known = found.get(digest)
      if (known === undefined || sealedAt < known) found.set(digest, sealedAt)
    }
  }
  return found
}

const decideQuery = (query: Query, deciding: Deciding): QueryDecision => {
  const { ballots } = deciding.count
  const { override } = deciding
  const { approvals, rejections } = ballots.of(query)
  const needs = needsOf(query, approvals, deciding)
  const missing = Math.max(0, ...needs.map((need) => missingIn(need)))
  const state = ((): QueryState => {
    if (query.verb === 'blocked') return 'blocked'
    if (override !== null && query.unapprovable === null) return 'approved'
    if (rejections.length > 0) return 'rejected'
    return query.unapprovable === null && needs.length > 0 && needs.every((need) => isMet(need))
      ? 'approved'
      : 'pending'
  })()
  const notCounted = [...ballots.notCounted(query), ...ofNoRole(approvals, needs)]
  return { query, state, needs, approvals, rejections, notCounted, missing }
}

const needsOf = (query: Query, approvals: readonly CountedVerdict[], { facts, firstShown }: Deciding): Need[] => {
  const shownAt = firstShown.get(query.digest)
  const age = shownAt === undefined ? 0 : secondsBetween(shownAt, facts.now)
  return facts.electorates.map(({ policy, roles }) =>
    meetRequirement({ requirement: withMore(policy.requirement, facts.morePeople), roles, approvals, age }),
  )
}

/** Approvals that fill nothing while something is missing: their authors hold no role that is needed. */
const ofNoRole = (approvals: readonly CountedVerdict[], needs: readonly Need[]): NotCounted[] => {
  const open = needs.filter((need) => !isMet(need))
  return approvals
    .filter(({ remark }) => open.some((need) => !fillers(need).has(remark)))
    .map(({ login, url }) => ({ login, url, why: 'fills none of the places that are still open' }))
}

const fillers = (need: Need): Set<string> =>
  new Set(need.kind === 'count' ? need.by.map(({ remark }) => remark) : need.of.flatMap((part) => [...fillers(part)]))

const planState = (
  queries: readonly QueryDecision[],
  held: readonly string[],
  override: CountedVerdict | null,
): { state: Decision['state']; reason: ReasonCode } => {
  const some = (state: QueryState): boolean => queries.some((query) => query.state === state)
  if (some('blocked')) return { state: 'blocked', reason: 'BLOCKED_BY_CLUSTER' }
  const unapprovable = queries.some(({ query }) => query.unapprovable !== null)
  if (override !== null && !unapprovable && queries.length > 0) return { state: 'approved', reason: 'OVERRIDDEN' }
  if (held.length > 0 || some('rejected')) return { state: 'rejected', reason: 'REJECTED' }
  if (unapprovable) return { state: 'pending', reason: 'UNAPPROVABLE' }
  if (some('pending')) return { state: 'pending', reason: 'PENDING' }
  return { state: 'approved', reason: queries.length === 0 ? 'NOTHING_TO_DO' : 'APPROVED' }
}
