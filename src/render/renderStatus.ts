import type { Decision, QueryDecision, RemarkResult } from '../review/Decision.ts'
import type { IdentityLevel } from '../review/identityLevel.ts'
import type { Receipt } from '../review/Receipt.ts'
import { ranges } from '../text/ranges.ts'
import { codeSpan, tableCell } from './markdown.ts'
import { needLines, personLink } from './needLines.ts'
import { peopleTable } from './peopleTable.ts'
import { queryTitle } from './queryBlock.ts'
import { queryRuns, runNumbers, runTitle } from './queryRuns.ts'
import { copyLine, missingFor, statusLine } from './statusLine.ts'

export type StatusContext = {
  readonly target: string
  readonly namespace: string
  readonly planId: string | null
  /** What the last apply did, if there was one. */
  readonly applied: string | null
  readonly level: IdentityLevel
}

export const STATUS_MARK = '<!-- helm-query-gate:status -->'

/** Most characters of a comment; GitHub takes 65,536. */
const MOST = 60_000

/**
 * The status comment: mutable, without authority, always with who is needed, what did not count and why, and what to do.
 * Where all of it is too long for a comment the longest parts are left out, and it says so: the list shows every query.
 */
export const renderStatus = (decision: Decision, context: StatusContext): string => {
  const decided = decision.queries.length > 0
  const rows = decided ? [table(decision, context)] : []
  const trees = decided ? [explained(decision)] : []
  const refused = notCounted(decision.remarks)
  const whole = assemble(decision, context, [...rows, ...trees, ...refused])
  if (whole.length <= MOST) return whole
  const short = assemble(decision, context, [SHORTENED, ...trees, ...refused])
  return short.length <= MOST ? short : assemble(decision, context, [SHORTENED])
}

const SHORTENED = 'There are too many queries and remarks for one comment; `decision.json` of the job has them all.'

const assemble = (decision: Decision, context: StatusContext, parts: readonly string[]): string =>
  [
    `**${codeSpan(context.target)}** · ${headline(decision)}`,
    ...(context.applied === null ? [] : [context.applied]),
    ...decision.notes.map((note) => `> ${codeSpan(note)}`),
    ...parts,
    next(decision, context),
    `<sub>identity level ${context.level}${decision.rules.map((place) => ` · rules: ${codeSpan(place)}`).join('')}</sub>`,
    STATUS_MARK,
  ].join('\n\n')

/** Names, roles and reasons are people's words: nothing in them is interpreted. */
const headline = (decision: Decision): string =>
  ['OVERRIDDEN', 'REJECTED', 'PENDING'].includes(decision.reason)
    ? codeSpan(statusLine(decision))
    : statusLine(decision)

const table = ({ queries, override }: Decision, { namespace }: StatusContext): string => {
  const decided = new Map(queries.map((decision) => [decision.query, decision]))
  const rows = queryRuns(queries.map(({ query }) => query)).flatMap((run) => {
    const states = run.flatMap((query) => decided.get(query) ?? []).map((decision) => stateCells(decision, override))
    // A group is one row as long as all its members stand the same.
    return new Set(states).size === 1
      ? [`| ${runNumbers(run)} | ${tableCell(runTitle(run, namespace))} | ${states[0]} |`]
      : run.map((query, index) => `| ${query.number} | ${tableCell(queryTitle(query, namespace))} | ${states[index]} |`)
  })
  return ['| # | Query | State | Who |', '|--:|:--|:--|:--|', ...rows].join('\n')
}

const stateCells = (decision: QueryDecision, override: Decision['override']): string => {
  const { state, approvals, rejections } = decision
  const who = [
    ...(override === null || state !== 'approved' ? [] : [`break-glass by ${personLink(override)}`]),
    ...approvals.map((verdict) => personLink(verdict)),
    ...rejections.map((verdict) => `${personLink(verdict)}: ${codeSpan(verdict.reason)}`),
    ...(state === 'pending' && missingFor(decision) !== '' ? [`still needs ${codeSpan(missingFor(decision))}`] : []),
  ]
  return `${state} | ${tableCell(who.join(', '))}`
}

/** Who counted for what, who did not and why, and who could still: once for all queries that stand the same. */
const explained = ({ queries }: Decision): string => {
  const groups = new Map<string, number[]>()
  for (const { query, needs, notCounted: refused } of queries) {
    const lines = [
      ...needs.flatMap((need) => needLines(need)),
      ...refused.map((each) => `- not counted: ${personLink(each)}: ${codeSpan(each.why)}`),
    ]
    const text = lines.join('\n')
    groups.set(text, [...(groups.get(text) ?? []), query.number])
  }
  const parts = [...groups].map(([text, list]) => `**${ranges(list)}**\n${text}`)
  const people = [peopleTable(queries) ?? []].flat()
  return [
    '<details><summary>Who counted, who did not, who could still</summary>',
    ...parts,
    ...people,
    '</details>',
  ].join('\n\n')
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

const NEXT: Partial<Readonly<Record<Decision['reason'], string>>> = {
  REJECTED: 'Change the pull request, or have the rejection revoked with `/revoke`.',
  APPROVED: 'Every query is approved: the apply job may run.',
  OVERRIDDEN: 'The apply job may run once, within an hour of the override.',
  BLOCKED_BY_CLUSTER: 'Change the chart so that the cluster takes it, then push.',
  UNAPPROVABLE: 'The list says for each query what is missing.',
  WAITING_FOR_MERGE: 'Merge the pull request: then the apply job may run.',
  NOTHING_TO_DO: 'Nobody needs to do anything.',
}

const next = (decision: Decision, { planId }: StatusContext): string => {
  const copy = decision.reason === 'PENDING' ? copyLine(decision, planId) : null
  return copy ?? NEXT[decision.reason] ?? 'Push, or run the job again.'
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
