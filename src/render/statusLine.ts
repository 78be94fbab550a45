import type { Decision, QueryDecision } from '../review/Decision.ts'
import { missingWords } from '../review/Need.ts'
import { ranges } from '../text/ranges.ts'

/** The state in a few words: for the commit status, the log and the head of the status comment. */
export const statusLine = (decision: Decision): string => {
  const { queries, override } = decision
  const done = queries.filter(({ state }) => state === 'approved' || state === 'allowed').length
  switch (decision.reason) {
    case 'NOTHING_TO_DO':
      return 'nothing to do'
    case 'NO_SURFACE':
      return 'no complete list of queries yet: the plan has not been published'
    case 'HEAD_MOVED':
      return 'stale: the pull request moved while it was evaluated'
    case 'WAITING_FOR_MERGE':
      return `${done} of ${queries.length} approved · waiting for the merge`
    case 'BLOCKED_BY_CLUSTER':
      return `refused by the cluster: ${numbers(queries, 'blocked')}`
    case 'REJECTED':
      return `rejected: ${rejectedBy(decision)}`
    case 'APPROVED':
      return `${done} of ${queries.length} approved`
    case 'OVERRIDDEN':
      return `break-glass by ${override?.login ?? ''}: ${override?.reason ?? ''}`
    case 'UNAPPROVABLE':
      return `${queries.filter(({ query }) => query.unapprovable !== null).length} of ${queries.length} cannot be approved as they are`
    case 'PENDING':
      return `${done} of ${queries.length} approved · still needs ${stillNeeds(queries)}`
    case 'ERROR':
      return 'error: see the job log'
  }
}

/** What one query still needs, in words; `` where nothing. */
export const missingFor = ({ needs }: QueryDecision): string =>
  [...new Set(needs.map((need) => missingWords(need)).filter((words) => words !== ''))].join(' and ')

/** What pending queries still need, in words, once for those that need the same. */
export const stillNeeds = (queries: readonly QueryDecision[]): string => {
  const groups = new Map<string, number[]>()
  for (const decision of queries) {
    if (decision.state !== 'pending') continue
    const words = missingFor(decision)
    groups.set(words, [...(groups.get(words) ?? []), decision.query.number])
  }
  return [...groups].map(([words, list]) => `${words} for ${inShort(list)}`).join('; ')
}

/** Longest list of numbers that anybody reads. */
const READABLE = 500

const inShort = (list: readonly number[]): string => {
  const text = ranges(list)
  return text.length <= READABLE ? text : `${list.length} queries`
}

const numbers = (queries: readonly QueryDecision[], state: QueryDecision['state']): string =>
  inShort(queries.filter((query) => query.state === state).map(({ query }) => query.number))

const rejectedBy = ({ queries, held }: Decision): string => {
  const by = new Map<string, number[]>()
  for (const { query, rejections } of queries)
    for (const { login } of rejections) by.set(login, [...(by.get(login) ?? []), query.number])
  const people = [...by].map(([login, list]) => `${inShort(list)} by ${login}`)
  return [...people, ...held.map((login) => `changes requested by ${login}`)].join(', ')
}

/** The line that approves what is pending, for people to copy; null where there is nothing to approve. */
export const copyLine = ({ queries }: Decision, planId: string | null): string | null => {
  const open = queries.filter(({ state, query }) => state === 'pending' && query.unapprovable === null)
  if (planId === null || open.length === 0) return null
  const listed = ranges(open.map(({ query }) => query.number)).replaceAll(',', '')
  const words = listed.length <= READABLE ? listed : 'all'
  return `Look at the list, then copy: \`/approve ${words} @${planId}\``
}
