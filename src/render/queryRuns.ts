import type { Query } from '../plan/Plan.ts'
import { codeSpan } from './markdown.ts'
import { editText, queryTitle } from './queryBlock.ts'

/** Queries that are shown together, in order: one alone, or the members of a group. */
export type QueryRun = readonly [Query, ...Query[]]

/**
 * The queries of a plan as they are shown. A group is shown as one edit, so it is one only where each member's own
 * edit renders to the very same text: whatever a model claims, nothing hides behind the first member.
 */
export const queryRuns = (queries: readonly Query[]): QueryRun[] => {
  const runs: [Query, ...Query[]][] = []
  for (const query of queries) {
    const last = runs.at(-1)
    if (last !== undefined && isSameEdit(last[0], query)) last.push(query)
    else runs.push([query])
  }
  return runs
}

const isSameEdit = (first: Query, query: Query): boolean =>
  query.group !== null &&
  query.group === first.group &&
  query.verb === first.verb &&
  editText(query) === editText(first) &&
  query.live.length === 0 &&
  first.live.length === 0

/** The numbers of a run as a reader types them: `5`, `5-52`. */
export const runNumbers = (run: QueryRun): string => {
  const [first, last] = [run[0].number, run.at(-1)?.number ?? run[0].number]
  return first === last ? `${first}` : `${first}-${last}`
}

const MAX_PATHS = 2

/** A run in a few words: its query, or the paths that change in so many objects. */
export const runTitle = (run: QueryRun, releaseNamespace: string): string => {
  const [first] = run
  if (run.length === 1) return queryTitle(first, releaseNamespace)
  const paths = first.changes.slice(0, MAX_PATHS).map(({ path }) => codeSpan(path))
  const more = first.changes.length > paths.length ? [`${first.changes.length - paths.length} more`] : []
  return `**${first.verb}** ${[...paths, ...more].join(', ')} in ${run.length} objects`
}
