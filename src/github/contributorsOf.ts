import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { authorOf } from './fields.ts'
import type { Contributor, PullRequest } from './PullRequest.ts'

/** Whose work a pull request is, by its author and its commits. */
export const contributorsOf = (
  pull: Json,
  commits: readonly Json[],
): Pick<PullRequest, 'contributors' | 'author' | 'unknownCommitters'> => {
  const contributors: Contributor[] = []
  const author = authorOf(pull)
  if (author.id !== null) contributors.push({ id: author.id, login: author.login, role: 'author' })
  let unknownCommitters = false
  for (const node of commits) {
    const authors = at(node, 'commit', 'authors', 'nodes')
    // The first author is the commit's own; the others stand in co-author lines, which anybody may write.
    const first = Array.isArray(authors) ? at((authors as Json[])[0], 'user') : undefined
    const committer = at(node, 'commit', 'committer', 'user')
    // Commits made on the web are committed by GitHub itself, which no address in the commit could say.
    const byWeb = at(node, 'commit', 'committedViaWeb') === true
    if ((first ?? null) === null || ((committer ?? null) === null && !byWeb)) unknownCommitters = true
    contributors.push(...[first, committer].flatMap((user) => contributor(user)))
  }
  return { contributors, author: { login: author.login, isPerson: author.isPerson }, unknownCommitters }
}

const contributor = (user: Json | undefined): Contributor[] => {
  const [id, login] = [at(user, 'databaseId'), textAt(user, 'login')]
  return typeof id === 'number' && login !== undefined ? [{ id, login, role: 'committer' }] : []
}
