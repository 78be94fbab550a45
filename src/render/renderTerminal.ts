import type { Plan, Query } from '../plan/Plan.ts'
import { chartText } from './chartText.ts'
import { changeLine } from './queryBlock.ts'
import { queryRuns, runNumbers } from './queryRuns.ts'
import type { QueryRun } from './queryRuns.ts'
import { revisionText } from './revisionText.ts'
import { logLine } from '../text/logLine.ts'

/** Paints a text, or not, where colours are off. */
export type Paint = (colour: 'red' | 'green' | 'yellow' | 'bold' | 'dim', text: string) => string

const CODES = { red: 31, green: 32, yellow: 33, bold: 1, dim: 2 } as const

/** Colours for a terminal, or none. */
export const paintWith =
  (colours: boolean): Paint =>
  (colour, text) =>
    colours ? `\u001B[${CODES[colour]}m${text}\u001B[0m` : text

/** A plan as a list for a terminal. */
export const renderTerminal = (plan: Plan, paint: Paint): string => {
  const { target, release, counts, queries, warnings } = plan
  const chart = chartText(release.chart, logLine)
  return [
    paint(
      'bold',
      logLine(
        `${target.release} → ${target.environment}: ${queries.length} ${queries.length === 1 ? 'query' : 'queries'}`,
      ),
    ),
    `${chart} · ${revisionText(release)} · plan ${plan.digest.slice(7, 39)}`,
    `${counts.requests} requests seen, ${counts.requests - counts.unchanged} change something, ${counts.refused} refused, ${counts.unverified} not verified`,
    ...warnings.map(({ code, message }) => paint('yellow', logLine(`${message} [${code}]`))),
    ...queryRuns(queries).map((run) => renderRun(run, paint)),
  ].join('\n')
}

const nameOf = ({ object }: Query): string => `${object.kind} ${object.name}`

const renderRun = (run: QueryRun, paint: Paint): string => {
  const [query] = run
  const { verb, changes, diff, cluster, unapprovable, risks, owner } = query
  const grave = verb === 'delete' || verb === 'blocked'
  const what = run.length === 1 ? nameOf(query) : `${run.length} objects: ${run.map(nameOf).join(', ')}`
  const head = `${runNumbers(run).padStart(3)}  ${logLine(`${verb} ${what}`)}`
  return [
    '',
    `${grave ? paint('red', head) : paint('bold', head)}${risks.length === 0 ? '' : paint('dim', `  ${logLine(risks.join(', '))}`)}`,
    ...(cluster.refusal === null ? [] : [paint('red', `     ${logLine(cluster.refusal)}`)]),
    ...(owner === null ? [] : [paint('yellow', `     ${logLine(`belongs to ${owner}`)}`)]),
    ...(unapprovable === null ? [] : [paint('yellow', `     ${logLine(unapprovable.message)} [${unapprovable.code}]`)]),
    ...changes.map((change) => `     ${logLine(changeLine(change))}`),
    ...(diff === '' ? [] : diff.split('\n').map((line) => paintLine(logLine(line), paint))),
  ].join('\n')
}

const paintLine = (line: string, paint: Paint): string => {
  const shown = `     ${line}`
  if (line.startsWith('+')) return paint('green', shown)
  if (line.startsWith('-')) return paint('red', shown)
  return paint('dim', shown)
}
