import { html as diffHtml, parse } from 'diff2html'
import type { Plan, Query } from '../plan/Plan.ts'
import type { IdentityLevel } from '../review/identityLevel.ts'
import { chartText } from './chartText.ts'
import { escapeHtml } from './escapeHtml.ts'
import { changeLine } from './queryBlock.ts'
import { queryRuns, runNumbers } from './queryRuns.ts'
import type { QueryRun } from './queryRuns.ts'
import { reportStyle } from './reportStyle.ts'
import { revisionText } from './revisionText.ts'
import { visibleText } from '../text/visibleText.ts'

// diff2html's output is thirteen times its input; a larger diff is shown as plain text.
const MAX_DIFF_CHARACTERS = 200_000

/** A plan as one HTML page that works offline and runs no script; `witness` is the masked text of helm-diff. */
export const renderReport = (plan: Plan, witness: string | null, level: IdentityLevel | null = null): string => {
  const { target, release, counts, queries } = plan
  const title = `${target.release} → ${target.environment}: ${queries.length} ${queries.length === 1 ? 'query' : 'queries'}`
  const runs = queryRuns(queries)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${reportStyle}</style></head><body>
<header><h1>${escapeHtml(title)}</h1>
<p>${chartText(release.chart, escapeHtml)} · ${revisionText(release)} · <code>${plan.digest.slice(7, 39)}</code></p>
<p>${counts.requests} requests seen, ${counts.requests - counts.unchanged} change something, ${counts.refused} refused, ${counts.unverified} not verified${level === null ? '' : ` · identity level ${level}`}</p></header>
<nav><ol>${runs.map((run) => navigation(run)).join('')}</ol></nav>
<main>${plan.warnings.map(({ code, message }) => `<p class="warning">${escapeHtml(message)} [${code}]</p>`).join('')}
${runs.map((run) => section(run)).join('\n')}
${witness === null ? '' : `<section><details><summary>helm diff, the second opinion</summary><pre>${escapeHtml(witness)}</pre></details></section>`}</main>
</body></html>
`
}

const riskMarks = ({ risks }: Query): string =>
  risks.map((risk) => ` <span class="risk">${escapeHtml(risk)}</span>`).join('')

const nameOf = ({ object }: Query): string => `${object.kind} ${object.name}`

const titleOf = (run: QueryRun): string => (run.length === 1 ? nameOf(run[0]) : `${run.length} objects`)

const navigation = (run: QueryRun): string =>
  `<li value="${run[0].number}"><a href="#query-${run[0].number}"><b>${run[0].verb}</b> ${escapeHtml(titleOf(run))}</a>${riskMarks(run[0])}</li>`

const placeOf = ({ object, source, digest }: Query): string => {
  const place = [
    object.group,
    object.version,
    object.namespace ?? 'cluster-scoped',
    ...(source === null ? [] : [source]),
  ]
  return `${escapeHtml(place.filter((part) => part !== '').join(' · '))} · <code>${digest.slice(7, 19)}</code>`
}

const members = (run: QueryRun): string =>
  run.length === 1
    ? `<p class="where">${placeOf(run[0])}</p>`
    : `<p class="where">The same edit in each of these objects, and nothing else:</p><ul class="where">${run
        .map((query) => `<li>${query.number} · ${escapeHtml(nameOf(query))} · ${placeOf(query)}</li>`)
        .join('')}</ul>`

const section = (run: QueryRun): string => {
  const [query] = run
  const { number, verb, owner, changes, cluster, unapprovable } = query
  const notes = [
    ...(cluster.refusal === null ? [] : [`The cluster refuses this: ${cluster.refusal}`]),
    ...(cluster.verified ? [] : [`Not verified by the cluster: ${cluster.reason ?? ''}`]),
    ...(owner === null ? [] : [`The object belongs to ${owner}.`]),
    ...(verb === 'keep' ? ['Nothing is sent: Helm leaves the object in the cluster and no longer cares for it.'] : []),
    ...(unapprovable === null ? [] : [`Cannot be approved: ${unapprovable.message}`]),
  ]
  return `<section id="query-${number}" class="${verb}"><h2>${runNumbers(run)} · ${verb} ${escapeHtml(titleOf(run))}${riskMarks(query)}</h2>
${members(run)}
${notes.map((note) => `<p class="warning">${escapeHtml(note)}</p>`).join('')}
${changes.length === 0 ? '' : `<ul class="paths">${changes.map((change) => `<li><code>${escapeHtml(changeLine(change))}</code></li>`).join('')}</ul>`}
${diffView(query)}</section>`
}

const diffView = ({ number, object, diff }: Query): string => {
  if (diff === '') return ''
  if (diff.length > MAX_DIFF_CHARACTERS) return `<pre>${escapeHtml(diff)}</pre>`
  // Only our own text stands in the header: the name of an object could otherwise start a file of its own.
  // And diff2html drops this phrase wherever it stands; no control character is left in a visible text.
  const text = visibleText(diff)
    .replaceAll(/^\\ No newline/gm, ' \\ No newline')
    .replaceAll('\\ No newline at end of file', '\\ No newline at end of\0file')
  const files = parse(
    `diff --git a/query-${number} b/query-${number}\n--- a/query-${number}\n+++ b/query-${number}\n${text}\n`,
  )
  const label = escapeHtml(`${object.kind} ${object.name}`)
  return diffHtml(files, { drawFileList: false, outputFormat: 'line-by-line', matching: 'none' })
    .replaceAll('\0', ' ')
    .replace(`<span class="d2h-file-name">query-${number}</span>`, () => `<span class="d2h-file-name">${label}</span>`)
}
