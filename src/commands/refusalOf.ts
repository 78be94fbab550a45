import { GateError } from '../errors/GateError.ts'
import type { PullRequest } from '../github/PullRequest.ts'
import type { Plan, Query } from '../plan/Plan.ts'
import { statusLine } from '../render/statusLine.ts'
import type { Decision } from '../review/Decision.ts'
import { findSurfaces } from '../review/findSurfaces.ts'

/** Why an apply refuses: what is missing, and where the fresh plan and the newest list differ, which side has what. */
export const refusalOf = (decision: Decision, pull: PullRequest, plan: Plan): GateError => {
  const differences = differencesTo(pull, plan)
  if (decision.reason === 'REJECTED')
    return new GateError('E_REJECTED', `The plan is ${statusLine(decision)}.`, 'Nothing was applied.')
  if (decision.reason === 'BLOCKED_BY_CLUSTER') {
    return new GateError(
      'E_BLOCKED',
      `The plan is ${statusLine(decision)}.`,
      'Nothing was applied. Change the chart so that the cluster takes it.',
    )
  }
  if (decision.reason === 'UNAPPROVABLE') {
    const reason = plan.queries.find(({ unapprovable }) => unapprovable !== null)?.unapprovable?.message ?? ''
    return new GateError(
      'E_UNAPPROVABLE',
      `The plan has a query that cannot be approved: ${reason}`,
      'Nothing was applied.',
    )
  }
  if (differences !== null) {
    return new GateError(
      'E_PLAN_STALE',
      `The fresh plan is not the one on the pull request: ${differences}.`,
      'Nothing was applied. Comment /gate plan, look at the new list, and approve it.',
    )
  }
  return new GateError(
    'E_NOT_APPROVED',
    `The plan is not approved: ${statusLine(decision)}.`,
    'Nothing was applied. Approve what is missing.',
  )
}

/** Queries that only the fresh plan or only the newest list has; null where there is no difference to tell. */
const differencesTo = ({ ownComments }: PullRequest, plan: Plan): string | null => {
  const shown = findSurfaces(ownComments)
    .flatMap(({ surface }) => surface ?? [])
    .at(-1)
  if (shown === undefined || shown.digest === plan.digest) return null
  const only = (mine: readonly Query[], theirs: readonly Query[]): string => {
    const digests = new Set(theirs.map(({ digest }) => digest))
    return (
      mine
        .filter(({ digest }) => !digests.has(digest))
        .map(({ verb, object }) => `${verb} ${object.kind} ${object.name}`)
        .join(', ') || 'nothing'
    )
  }
  return `only now: ${only(plan.queries, shown.queries)}; only on the list: ${only(shown.queries, plan.queries)}`
}
