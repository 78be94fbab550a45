import { Denied } from './Denied.ts'

export interface Slice {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
  readonly before?: string | null
}

/** One page of a list as GitHub's connections give it; 1 to 100 items, asked for by `first` or `last`. */
export function connection<T>(
  all: readonly T[],
  slice: Slice,
  name: string,
  show: (item: T) => unknown,
): Record<string, unknown> {
  const count = slice.first ?? slice.last
  if (count === null || count === undefined) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`
    throw new Denied('MISSING_PAGINATION_BOUNDARIES', message)
  }
  if (count < 1 || count > 100) {
    const message = `Requesting ${count} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`
    throw new Denied('EXCESSIVE_PAGINATION', message)
  }
  const from = slice.after ? position(slice.after) + 1 : 0
  const to = slice.before ? position(slice.before) : all.length
  const start = slice.first ? from : Math.max(from, to - count)
  const end = slice.first ? Math.min(to, from + count) : to
  const nodes = all.slice(start, end).map(show)
  const ends = { startCursor: cursor(start), endCursor: cursor(end - 1) }
  const cursors = nodes.length > 0 ? ends : { startCursor: null, endCursor: null }
  const pageInfo = { ...cursors, hasNextPage: end < all.length, hasPreviousPage: start > 0 }
  const edges = nodes.map((node, index) => ({ node, cursor: cursor(start + index) }))
  return { nodes, edges, pageInfo, totalCount: all.length }
}

function cursor(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64')
}

function position(cursor: string): number {
  const index = /^cursor:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1]
  if (index === undefined)
    throw new Denied('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`)
  return Number(index)
}
