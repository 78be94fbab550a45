import { stringifyJson } from '../json/stringifyJson.ts'
import type { AppliedQuery, Receipt } from '../review/Receipt.ts'
import { codeSpan, tableCell } from './markdown.ts'
import { personLink } from './needLines.ts'

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

/** The receipt as a comment that also says which approvals it used up. */
export const receiptComment = (receipt: Receipt): string => {
  const spent = Buffer.from(stringifyJson(receipt.spent)).toString('base64')
  return `${renderReceipt(receipt)}\n\n<!-- helm-query-gate:receipt ${spent} -->`
}
