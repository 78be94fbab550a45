import type { Decision, QueryDecision, RemarkResult } from '../review/Decision.ts'
import type { Receipt } from '../review/Receipt.ts'
import { codeSpan, tableCell } from './markdown.ts'
import { queryTitle } from './queryBlock.ts'
import { queryRuns, runNumbers, runTitle } from './queryRuns.ts'

export type StatusContext = {
  readonly target: string
  readonly namespace: string
  readonly planId: string | null
  /** What the last apply did, if there was one. */
  readonly applied: string | null
}

/** The state in a few words: for the commit status, the log and the head of the status comment. */
export const statusLine = (decision: Decision): string => {
  const { queries, required } = decision
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
    case 'UNAPPROVABLE':
      return `${queries.filter(({ query }) => query.unapprovable !== null).length} of ${queries.length} cannot be approved as they are`
    case 'PENDING':
      return `${done} of ${queries.length} approved · still needs ${required} ${required === 1 ? 'approval' : 'approvals'} by people with write access for ${numbers(queries, 'pending')}`
    case 'ERROR':
      return 'error: see the job log'
  }
}

const numbers = (queries: readonly QueryDecision[], state: QueryDecision['state']): string =>
  queries
    .filter((query) => query.state === state)
    .map(({ query }) => query.number)
    .join(', ')

const rejectedBy = ({ queries, held }: Decision): string => {
  const people = queries.flatMap(({ query, rejections }) =>
    rejections.map(({ login }) => `${query.number} by ${login}`),
  )
  return [...people, ...held.map((login) => `changes requested by ${login}`)].join(', ')
}

export const STATUS_MARK = '<!-- helm-query-gate:status -->'

/** The status comment: mutable, without authority, always with who is needed, what did not count and why, and what to do. */
export const renderStatus = (decision: Decision, context: StatusContext): string =>
  [
    `**${codeSpan(context.target)}** · ${statusLine(decision)}`,
    ...(context.applied === null ? [] : [context.applied]),
    ...(decision.queries.length === 0 ? [] : [table(decision, context)]),
    ...notCounted(decision.remarks),
    next(decision, context),
    STATUS_MARK,
  ].join('\n\n')

const table = ({ queries }: Decision, { namespace }: StatusContext): string => {
  const decided = new Map(queries.map((decision) => [decision.query, decision]))
  const rows = queryRuns(queries.map(({ query }) => query)).flatMap((run) => {
    const states = run.flatMap((query) => decided.get(query) ?? []).map((decision) => stateCells(decision))
    // A group is one row as long as all its members stand the same.
    return new Set(states).size === 1
      ? [`| ${runNumbers(run)} | ${tableCell(runTitle(run, namespace))} | ${states[0]} |`]
      : run.map((query, index) => `| ${query.number} | ${tableCell(queryTitle(query, namespace))} | ${states[index]} |`)
  })
  return ['| # | Query | State | Who |', '|--:|:--|:--|:--|', ...rows].join('\n')
}

const stateCells = ({ state, approvals, rejections, missing }: QueryDecision): string => {
  const who = [
    ...approvals.map(({ login, url }) => `[${codeSpan(login)}](${url})`),
    ...rejections.map(({ login, url, reason }) => `[${codeSpan(login)}](${url}): ${codeSpan(reason)}`),
    ...(state === 'pending' && missing > 0 ? [`${missing} more`] : []),
  ]
  return `${state} | ${tableCell(who.join(', '))}`
}

const notCounted = (remarks: readonly RemarkResult[]): string[] => {
  const lines = remarks.flatMap(({ login, sentences }) =>
    sentences
      .filter((sentence) => sentence.startsWith('Not counted'))
      .map((sentence) => `- ${codeSpan(login)}: ${codeSpan(sentence)}`),
  )
  return lines.length === 0
    ? []
    : [`<details><summary>Not counted (${lines.length})</summary>`, lines.join('\n'), '</details>']
}

const next = ({ reason, queries }: Decision, { planId }: StatusContext): string => {
  const pending = queries
    .filter(({ state, query }) => state === 'pending' && query.unapprovable === null)
    .map(({ query }) => query.number)
  if (reason === 'PENDING' && planId !== null && pending.length > 0)
    return `Look at the list, then copy: \`/approve ${pending.join(' ')} @${planId}\``
  if (reason === 'REJECTED') return 'Change the pull request, or have the rejection revoked with `/revoke`.'
  if (reason === 'APPROVED') return 'Every query is approved: the apply job may run.'
  if (reason === 'BLOCKED_BY_CLUSTER') return 'Change the chart so that the cluster takes it, then push.'
  if (reason === 'UNAPPROVABLE') return 'The list says for each query what is missing.'
  if (reason === 'WAITING_FOR_MERGE') return 'Merge the pull request: then the apply job may run.'
  return reason === 'NOTHING_TO_DO' ? 'Nobody needs to do anything.' : 'Push, or run the job again.'
}

/** The status comment after an apply: what became of it, and where the receipt stands. */
export const renderApplied = (receipt: Receipt, url: string): string => {
  const { target, result, seconds, revision } = receipt
  const done =
    result === 'applied'
      ? `applied in ${seconds} s, revision ${revision.after}`
      : `${result.replaceAll('-', ' ')} after ${seconds} s`
  return [`**${codeSpan(target)}** · ${done} · [receipt](${url})`, STATUS_MARK].join('\n\n')
}
