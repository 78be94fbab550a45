import { canonicalJson } from '../json/canonicalJson.ts'
import type { Query } from './Plan.ts'
import { SECRET_MASK } from './redactor.ts'

/** A query as far as its place and its group depend on it. */
export type Ungrouped = Omit<Query, 'number' | 'group'>

// Two equal rows are read faster than a group is opened.
const LEAST_MEMBERS = 3

const GROUPED = new Set(['update', 'migrate', 'adopt'])

/**
 * Puts items whose queries make the very same edit in several objects beside each other, where the first of them
 * stood, and names each such group by its numbers: `5-52`. One with any other change stays outside.
 */
export const groupEdits = <Item extends { readonly query: Ungrouped }>(
  items: readonly Item[],
): { readonly item: Item; readonly group: string | null }[] => {
  // Most edits are told apart by little; only those that look alike are compared in full.
  const alike = runsOf(items, ({ query }) => outlineOf(query))
  const runs = alike.flatMap((run) =>
    run.length < LEAST_MEMBERS ? [] : runsOf(run, ({ query }) => canonicalJson([...query.changes])),
  )
  const grouped = new Map(
    runs.filter((run) => run.length >= LEAST_MEMBERS).flatMap((run) => run.map((item) => [item, run] as const)),
  )
  let number = 1
  return items.flatMap((item) => {
    const run = grouped.get(item) ?? [item]
    if (run[0] !== item) return []
    const group = run.length === 1 ? null : `${number}-${number + run.length - 1}`
    number += run.length
    return run.map((member) => ({ item: member, group }))
  })
}

const runsOf = <Item>(items: readonly Item[], keyOf: (item: Item) => string | null): Item[][] => {
  const runs = new Map<string | Item, Item[]>()
  for (const item of items) {
    const key = keyOf(item) ?? item
    const run = runs.get(key)
    if (run === undefined) runs.set(key, [item])
    else run.push(item)
  }
  return [...runs.values()]
}

/** What two queries of one group have in common beside their values; null for one that stands alone. Values behind a mask may differ. */
const outlineOf = ({ verb, diff, cluster, risks, owner, unapprovable }: Ungrouped): string | null => {
  if (!GROUPED.has(verb) || unapprovable !== null || diff.includes(SECRET_MASK.slice(0, -1))) return null
  return JSON.stringify([verb, diff, risks, owner, cluster.verified, cluster.reason, cluster.sideEffects])
}
