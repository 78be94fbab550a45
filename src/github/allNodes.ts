import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'
import { MORE, MORE_COMMENTS } from './pullRequestQuery.ts'
import type { Connection } from './pullRequestQuery.ts'

/** All nodes of a connection whose first page is in `pull`, one call a page of a hundred. */
export const allNodes = async (github: GitHub, number: number, name: Connection, pull: Json): Promise<Json[]> => {
  const nodes: Json[] = []
  for (let page: Json | undefined = at(pull, name); ;) {
    nodes.push(...nodesOf(page))
    const after = nextOf(page)
    if (after === null) return nodes
    const answer = await github.graphql(MORE(name), `further ${name} of pull request ${number} were read`, {
      number,
      after,
    })
    page = required(at(answer, 'repository', 'pullRequest', name), name)
  }
}

/** All comments, in their order; a long conversation is read from both ends, two pages a call. */
export const allComments = async (github: GitHub, number: number, pull: Json): Promise<Json[]> => {
  let front = at(pull, 'comments')
  const [first, last]: [Json[], Json[]] = [[...nodesOf(front)], []]
  const seen = new Set<string>()
  let before: string | null = null
  for (;;) {
    const after = nextOf(front)
    if (after === null) return [...first, ...last]
    const answer: Json = await github.graphql(MORE_COMMENTS, `further comments of pull request ${number} were read`, {
      number,
      after,
      before,
    })
    const page = required(at(answer, 'repository', 'pullRequest'), 'the comments')
    front = at(page, 'front')
    const back = at(page, 'back')
    // Where the ends meet both show the same comments.
    const fresh = nodesOf(front).filter((node) => !seen.has(idOf(node)))
    first.push(...fresh)
    if (fresh.length < nodesOf(front).length) return [...first, ...last]
    const known = new Set(first.map(idOf))
    const older = nodesOf(back).filter((node) => !known.has(idOf(node)))
    last.unshift(...older)
    for (const node of older) seen.add(idOf(node))
    if (older.length < nodesOf(back).length) return [...first, ...last]
    before = textAt(back, 'pageInfo', 'startCursor') ?? null
  }
}

const idOf = (node: Json): string => textAt(node, 'id') ?? ''

const nodesOf = (page: Json | undefined): Json[] => {
  // What is not there may have held a rejection.
  const nodes = at(page, 'nodes')
  return required(Array.isArray(nodes) ? (nodes as Json[]) : undefined, 'a list')
}

const nextOf = (page: Json | undefined): string | null => {
  const after = textAt(page, 'pageInfo', 'endCursor')
  return at(page, 'pageInfo', 'hasNextPage') === true && after !== undefined ? after : null
}
