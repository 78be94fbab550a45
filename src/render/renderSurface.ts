import { stringifyJson } from '../json/stringifyJson.ts'
import type { Query } from '../plan/Plan.ts'
import { chartText } from './chartText.ts'
import { escapeHtml } from './escapeHtml.ts'
import { groupBlock } from './groupBlock.ts'
import { codeSpan, quoted, tableCell } from './markdown.ts'
import { queryBlock } from './queryBlock.ts'
import { queryRuns, runNumbers, runTitle } from './queryRuns.ts'
import type { QueryRun } from './queryRuns.ts'
import { revisionText } from './revisionText.ts'
import { planId } from './Surface.ts'
import type { Surface } from './Surface.ts'
import { encodeModel } from './surfaceModel.ts'
import { whyItMatters } from './whyItMatters.ts'

/** Most bytes of visible text in one comment, the model comes on top; GitHub takes 65,536 characters. */
const VISIBLE_BYTES = 22_000
const MODEL_BYTES = 34_000
const OPEN_LINES = 12

const bytes = (text: string): number => Buffer.byteLength(text)

/**
 * The comments of a surface, in order: everything visible is a function of the model, and the model travels in them,
 * encoded, so that a surface can be read, rendered again and compared byte for byte. The last one is the seal.
 */
export const renderSurface = (surface: Surface): string[] => {
  const pieces = [...header(surface), ...queryRuns(surface.queries).flatMap((run) => block(run, surface))]
  const pages = paginate(pieces)
  const model = encodeModel(surface)
  const count = Math.max(pages.length, Math.ceil(model.length / MODEL_BYTES))
  const size = Math.ceil(model.length / count)
  return Array.from({ length: count }, (_, index) => {
    const place = `${index + 1} of ${count}`
    const start =
      index === 0 ? [] : [`### ${codeSpan(surface.target.name)}: plan ${codeSpan(planId(surface))}, comment ${place}`]
    const end = index === count - 1 ? [decide(surface), seal(surface, count)] : []
    const part = `<!-- helm-query-gate:surface ${surface.format} ${planId(surface)} ${index + 1}/${count} ${model.slice(index * size, (index + 1) * size)} -->`
    return [...start, ...(pages[index] ?? []), ...end, part].join('\n\n')
  })
}

const header = (surface: Surface): string[] => {
  const { target, release, counts, queries } = surface
  const chart = chartText(release.chart, codeSpan)
  const from = revisionText(release)
  const seen = `${counts.requests} requests seen, ${counts.requests - counts.unchanged} change something, ${counts.refused} refused, ${counts.unverified} not verified.`
  const head = [
    title(surface),
    `${chart} · ${from} · cluster ${codeSpan(target.cluster)}, ${codeSpan(surface.kubernetes)} · plan ${codeSpan(planId(surface))}`,
    seen,
    ...(surface.inputs.length === 0 ? [] : [inputsLine(surface)]),
  ].join('\n\n')
  const warnings = surface.warnings.flatMap(({ code, message }) => split(`warning [${code}]:${quoted(message)}`))
  return [head, ...warnings, ...(queries.length === 0 ? [nothing(surface)] : tables(surface))]
}

const inputsLine = ({ inputs }: Surface): string =>
  `inputs: ${inputs.map(({ kind, path, digest }) => codeSpan(`${path === '' ? kind : path} ${digest.slice(7, 19)}`)).join(', ')}`

const title = ({ target, queries }: Surface): string => {
  const refused = queries.filter(({ verb }) => verb === 'blocked').length
  const deletes = queries.filter(({ verb }) => verb === 'delete').length
  const gone = deletes === 0 ? '' : `, ${deletes} of them ${deletes === 1 ? 'deletes' : 'delete'} something`
  const what =
    queries.length === 0
      ? 'nothing to approve'
      : `${queries.length} ${queries.length === 1 ? 'query needs' : 'queries need'} approval`
  const operation = target.operation === 'upgrade' ? '' : `${target.operation}, `
  const preview = target.baseline === 'git' ? 'preview without a cluster, ' : ''
  return `### ${codeSpan(target.release)} → ${codeSpan(target.environment)}: ${preview}${operation}${what}${gone}${refused === 0 ? '' : `, ${refused} refused by the cluster`}`
}

const nothing = ({ release }: Surface): string =>
  `No object changes. ${release.next === null ? 'The release is removed' : `The release moves to revision ${release.next}`}.`

/** The list of all queries, in tables that each fit a comment. */
const tables = ({ queries, target }: Surface): string[] => {
  const rows = queryRuns(queries).map(
    (run) => `| ${runNumbers(run)} | ${tableCell(runTitle(run, target.namespace))} | ${tableCell(whyItMatters(run))} |`,
  )
  return paginate(rows).map((page) => ['| # | Query | Why it matters |', '|--:|:--|:--|', ...page].join('\n'))
}

/** The block of a run in pieces that each fit a comment: whole where it fits, else cut between lines of its fences. */
const block = (run: QueryRun, surface: Surface): string[] => {
  const [query] = run
  const isGroup = run.length > 1
  const content = isGroup ? groupBlock(run, surface.target.name) : queryBlock(query, surface.target.name)
  const open = !isGroup && content.split('\n').length < OPEN_LINES * 2 ? ' open' : ''
  const parts = split([content, ...beside(query)].join('\n\n'))
  const title = isGroup
    ? `${runNumbers(run)} · ${query.verb} ${run.length} objects`
    : `${query.number} · ${query.verb} ${html(query.object.kind)} ${html(query.object.name)}`
  return parts.map((part, index) => {
    const place = parts.length === 1 ? '' : ` (part ${index + 1} of ${parts.length})`
    return [`<details${open}><summary><b>${title}${place}</b></summary>`, part, '</details>'].join('\n\n')
  })
}

/** What is worth knowing beside a query and no part of what is approved. */
const beside = ({ live, source }: Query): string[] => [
  ...live.map(({ path, value }) => `live now, at the moment of planning:${quoted(`${path}: ${stringifyJson(value)}`)}`),
  ...(source === null ? [] : [`from ${codeSpan(source)}`]),
]

const html = (text: string): string => escapeHtml(text.replaceAll('\n', '↵')).replaceAll('@', '&#64;')

/** Cuts a long text between lines, closing and opening the fence that the cut falls into. */
const split = (text: string): string[] => {
  if (bytes(text) <= VISIBLE_BYTES) return [text]
  const parts: string[] = []
  let [part, size, opener]: [string[], number, string] = [[], 0, '']
  for (const line of text.split('\n').flatMap((long) => chunks(long))) {
    if (size + bytes(line) > VISIBLE_BYTES - 1000) {
      parts.push([...part, ...(opener === '' ? [] : [/^`+/.exec(opener)?.[0] ?? ''])].join('\n'))
      part = opener === '' ? [] : [opener]
      size = 0
    }
    // A line that begins with a code span begins with backticks as well, but no fence has any behind its own.
    if (/^`{3,}[^`]*$/.test(line)) opener = opener === '' ? line : line === /^`+/.exec(opener)?.[0] ? '' : opener
    part.push(line)
    size += bytes(line) + 1
  }
  return [...parts, part.join('\n')]
}

// A single line may be longer than a comment; it goes on in the next line after an arrow.
const chunks = (line: string): string[] =>
  line.length <= 4000
    ? [line]
    : (line.match(/[\s\S]{1,4000}/gu) ?? []).map((piece, index) => (index === 0 ? piece : `⏎${piece}`))

const paginate = (pieces: readonly string[]): string[][] => {
  const pages: string[][] = [[]]
  let size = 0
  for (const piece of pieces) {
    if (size > 0 && size + bytes(piece) > VISIBLE_BYTES) {
      pages.push([])
      size = 0
    }
    pages.at(-1)?.push(piece)
    size += bytes(piece)
  }
  return pages
}

const MAX_WORDS = 12

const decide = (surface: Surface): string => {
  const id = planId(surface)
  const open = surface.queries.filter(({ verb, unapprovable }) => verb !== 'blocked' && unapprovable === null)
  if (open.length === 0) return `Nothing here can be approved. \`/gate status\` says what is missing.`
  const words = queryRuns(open).map((run) => runNumbers(run))
  return [
    '**To decide**, comment on one line:',
    '',
    '```',
    `/approve ${words.length > MAX_WORDS ? 'all' : words.join(' ')} @${id}`,
    `/reject ${open[0]?.number ?? 1} @${id} the reason`,
    '```',
  ].join('\n')
}

const seal = (surface: Surface, comments: number): string =>
  `plan ${codeSpan(planId(surface))}, ${surface.queries.length} ${surface.queries.length === 1 ? 'query' : 'queries'}, ${comments} ${comments === 1 ? 'comment' : 'comments'}, complete`
