import type { CountedVerdict, Decision } from '../review/Decision.ts'
import { codeSpan } from './markdown.ts'
import { personLink } from './needLines.ts'
import { queryTitle } from './queryBlock.ts'
import { planId } from './Surface.ts'
import type { Surface } from './Surface.ts'

/** The number of the issue that a notice of an override names; null in other comments. */
export const followUpOf = (body: string): number | null => {
  const number = /^> .* Follow-up: #(\d{1,9})\n\n<!-- helm-query-gate:override [A-Za-z0-9+/=]* -->$/m.exec(body)?.[1]
  return number === undefined ? null : Number(number)
}

/** The last line of the notice of an override, by the remark that gave it. */
const overrideMark = (remark: string): string =>
  `<!-- helm-query-gate:override ${Buffer.from(remark).toString('base64')} -->`

/** Most queries that an issue names. */
const MOST = 200

type Shown = { readonly surface: Pick<Surface, 'digest' | 'target'>; readonly number: number }

/** The issue that follows an override: what passed without the review that it needed. */
export const renderOverrideIssue = (
  { queries }: Decision,
  override: CountedVerdict,
  { surface, number }: Shown,
): { readonly title: string; readonly body: string } => ({
  title: `Review after break-glass: ${surface.target.name}, pull request ${number}`,
  body: [
    `${personLink(override)} let plan ${codeSpan(planId(surface))} of ${codeSpan(surface.target.name)} pass without the approvals that it needs, on pull request #${number}.`,
    `Reason: ${codeSpan(override.reason)}`,
    [
      ...queries.slice(0, MOST).map(({ query }) => `- ${query.number} ${queryTitle(query, surface.target.namespace)}`),
      ...(queries.length > MOST
        ? [`- and ${queries.length - MOST} more; the list on the pull request has them all`]
        : []),
    ].join('\n'),
    'Look at what was applied, and close this issue with what came of it.',
  ].join('\n\n'),
})

/** The notice on the pull request, which stays. */
export const renderOverride = (
  { queries }: Decision,
  override: CountedVerdict,
  issue: { readonly number: number },
): string =>
  [
    '> [!CAUTION]',
    `> **Break-glass** by ${personLink(override)}: ${codeSpan(override.reason)}`,
    `> ${queries.length} ${queries.length === 1 ? 'query' : 'queries'} may be applied once, within an hour, without the approvals that they need. Follow-up: #${issue.number}`,
    '',
    overrideMark(override.remark),
  ].join('\n')
