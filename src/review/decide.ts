import type { Query } from '../plan/Plan.ts'
import { countVerdicts } from './countVerdicts.ts'
import type { Ballot, ReviewFacts } from './countVerdicts.ts'
import type { Decision, QueryDecision, QueryState, ReasonCode } from './Decision.ts'

/**
 * Decides on the queries of a plan. Pure: whatever could not be read must have been turned into a stricter fact before.
 * Per query: blocked by the cluster > rejected > pending > approved; the plan is approved when every query is.
 */
export const decide = (facts: ReviewFacts): Decision => {
  const { ballots, remarks, held } = countVerdicts(facts)
  const queries = facts.queries.map((query) => decideQuery(query, ballots.get(query.digest), facts.required))
  return { ...planState(queries, held), queries, remarks, held, required: facts.required }
}

const decideQuery = (query: Query, ballot: Ballot | undefined, required: number): QueryDecision => {
  const approvals = ballot?.approvals ?? []
  const rejections = ballot?.rejections ?? []
  const missing = Math.max(0, required - approvals.length)
  const state = ((): QueryState => {
    if (query.verb === 'blocked') return 'blocked'
    if (rejections.length > 0) return 'rejected'
    return query.unapprovable !== null || missing > 0 ? 'pending' : 'approved'
  })()
  return { query, state, approvals, rejections, missing }
}

const planState = (
  queries: readonly QueryDecision[],
  held: readonly string[],
): { state: Decision['state']; reason: ReasonCode } => {
  const some = (state: QueryState): boolean => queries.some((query) => query.state === state)
  if (some('blocked')) return { state: 'blocked', reason: 'BLOCKED_BY_CLUSTER' }
  if (held.length > 0 || some('rejected')) return { state: 'rejected', reason: 'REJECTED' }
  if (queries.some(({ query }) => query.unapprovable !== null)) return { state: 'pending', reason: 'UNAPPROVABLE' }
  if (some('pending')) return { state: 'pending', reason: 'PENDING' }
  return { state: 'approved', reason: queries.length === 0 ? 'NOTHING_TO_DO' : 'APPROVED' }
}
