import type { AppliedQuery, Receipt } from '../review/Receipt.ts'
import { codeSpan, tableCell } from './markdown.ts'
import { personLink } from './needLines.ts'
import { spentMark } from './spentMark.ts'

/** A receipt as a comment or job summary: the sentence, then every query with its outcome and its approvers. */
export const renderReceipt = (receipt: Receipt): string => {
  const { revision, requests, refused } = receipt
  const facts = [
    ...(revision.after === null
      ? []
      : [`release revision ${revision.after}${revision.status === null ? '' : ` (${codeSpan(revision.status)})`}`]),
    `${requests.query} of ${requests.query + requests.unchanged + requests.record} requests were queries, ${requests.unchanged} changed nothing, ${requests.record} stored the release`,
    `plan ${codeSpan(receipt.planDigest.slice(7, 39))}`,
    `head ${codeSpan(receipt.head.slice(0, 12))}`,
    `identity level ${receipt.identityLevel}`,
  ]
  const refusals = refused.map(({ method, path, reason }) => `- ${codeSpan(`${method} ${path}`)}: ${codeSpan(reason)}`)
  return [
    `### ${TITLE[receipt.result]}: ${codeSpan(receipt.target)}`,
    codeSpan(receipt.sentence) + (receipt.code === null ? '' : ` [${receipt.code}]`),
    facts.join(' · '),
    ...(receipt.override === null ? [] : [overrideLine(receipt.override)]),
    ...(receipt.queries.length === 0 ? [] : [table(receipt.queries)]),
    ...(receipt.inputs.length === 0 ? [] : [inputsLine(receipt)]),
    ...(refusals.length === 0 ? [] : ['**Refused on the wire**', refusals.join('\n')]),
  ].join('\n\n')
}

const overrideLine = (override: NonNullable<Receipt['override']>): string =>
  `> [!CAUTION]\n> **Break-glass** by ${personLink(override)}: ${codeSpan(override.reason)}`

const inputsLine = ({ inputs }: Receipt): string =>
  `The same queries came from other inputs than those on the list: ${inputs.map(({ kind, path }) => codeSpan(path === '' ? kind : path)).join(', ')}.`

const TITLE: Readonly<Record<Receipt['result'], string>> = {
  applying: 'Applying',
  applied: 'Applied',
  'nothing-to-do': 'Nothing to do',
  refused: 'Not applied',
  failed: 'Failed',
  unknown: 'Outcome unknown',
}

const table = (queries: readonly AppliedQuery[]): string =>
  ['| # | Query | Outcome | Approved by |', '|--:|:--|:--|:--|', ...queries.map((query) => row(query))].join('\n')

const row = ({ number, verb, object, outcome, readBack, approvals }: AppliedQuery): string => {
  const seen = readBack === null ? '' : readBack ? ', read back' : ', **not found as expected**'
  const people = approvals.map(({ login, url }) => `[${codeSpan(login)}](${url})`).join(', ')
  return `| ${number} | ${tableCell(`**${verb}** ${codeSpan(object.kind)} ${codeSpan(object.name)}`)} | ${outcome}${seen} | ${people} |`
}

/** Most characters of a comment; GitHub takes 65,536. */
const MOST = 62_000
const FIRST_PAIRS = 300
const MORE_PAIRS = 900

/**
 * The receipt as comments, in order: the first tells what was done, and all of them say which approvals it used up.
 * How many there are depends on those approvals alone, so that a finished receipt takes the place of an opened one.
 */
export const receiptComments = (receipt: Receipt, pairs: Receipt['spent'] = receipt.spent): string[] => {
  const count = 1 + Math.ceil(Math.max(0, pairs.length - FIRST_PAIRS) / MORE_PAIRS)
  const { spent } = receipt
  return Array.from({ length: count }, (_, index) => {
    const from = index === 0 ? 0 : FIRST_PAIRS + (index - 1) * MORE_PAIRS
    const mark = spentMark(spent.slice(from, from + (index === 0 ? FIRST_PAIRS : MORE_PAIRS)))
    const text =
      index === 0
        ? fitting(receipt, MOST - mark.length)
        : `Approvals that the apply used up, part ${index + 1} of ${count}.`
    return `${text}\n\n${mark}`
  })
}

/** The receipt with as many of its queries as there is room for. */
const fitting = (receipt: Receipt, room: number): string => {
  const whole = renderReceipt(receipt)
  if (whole.length <= room) return whole
  const { queries } = receipt
  for (let rows = Math.floor(queries.length / 2); rows > 0; rows = Math.floor(rows / 2)) {
    const more = `and ${queries.length - rows} more queries: \`receipt.json\` of the job has them all`
    const text = `${renderReceipt({ ...receipt, queries: queries.slice(0, rows) })}\n\n${more}`
    if (text.length <= room) return text
  }
  return renderReceipt({ ...receipt, queries: [], refused: [] })
}
