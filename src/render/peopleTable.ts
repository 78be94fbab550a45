import type { QueryDecision } from '../review/Decision.ts'
import { personLink } from './needLines.ts'

const MOST_QUERIES = 20

/** Who said what of which query, as a table; null where fewer than two people spoke, or the table would be too wide. */
export const peopleTable = (queries: readonly QueryDecision[]): string | null => {
  const said = new Map<string, { readonly link: string; readonly cells: Map<number, string> }>()
  const note = (person: { login: string; url: string }, number: number, mark: string): void => {
    const known = said.get(person.login) ?? { link: personLink(person), cells: new Map<number, string>() }
    known.cells.set(number, mark)
    said.set(person.login, known)
  }
  for (const { query, approvals, rejections, notCounted } of queries) {
    for (const person of notCounted) note(person, query.number, 'not counted')
    for (const person of approvals) note(person, query.number, 'approved')
    for (const person of rejections) note(person, query.number, '**rejected**')
  }
  if (said.size < 2 || queries.length > MOST_QUERIES) return null
  const numbers = queries.map(({ query }) => query.number)
  const rows = [...said.values()].map(
    ({ link, cells }) => `| ${[link, ...numbers.map((number) => cells.get(number) ?? '')].join(' | ')} |`,
  )
  return [`| | ${numbers.join(' | ')} |`, `|:--|${':-:|'.repeat(numbers.length)}`, ...rows].join('\n')
}
