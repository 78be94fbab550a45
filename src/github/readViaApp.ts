import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import type { Remark } from '../review/Remark.ts'
import type { GitHub } from './GitHub.ts'

const PAGE = 100

/** Node ids of comments; of one that is in neither nothing is known. */
export type Origins = { readonly people: ReadonlySet<string>; readonly apps: ReadonlySet<string> }

/**
 * Which of these comments people posted, and which an app, also in a person's name: only REST tells. `order` are the
 * node ids of all comments of the pull request as they stand there, which says on which page each is. A comment that
 * is not where it should be is in neither.
 */
export const readViaApp = async (
  github: GitHub,
  pull: number,
  asked: readonly Pick<Remark, 'id'>[],
  order: readonly string[],
): Promise<Origins> => {
  const pageOf = (id: string): number => Math.floor(Math.max(0, order.indexOf(id)) / PAGE) + 1
  const pages = [...new Set(asked.map(({ id }) => pageOf(id)))]
  const comments = (await Promise.all(pages.map((page) => commentsOn(github, pull, page)))).flat()
  const byApp = (comment: Json): boolean => at(comment, 'performed_via_github_app') !== null
  const ids = (some: readonly Json[]): Set<string> => new Set(some.flatMap((one) => textAt(one, 'node_id') ?? []))
  return { people: ids(comments.filter((one) => !byApp(one))), apps: ids(comments.filter(byApp)) }
}

const commentsOn = async (github: GitHub, pull: number, page: number): Promise<readonly Json[]> => {
  const path = `/issues/${pull}/comments?per_page=${PAGE}&page=${page}`
  const list = await github.rest('GET', path, `the comments of pull request ${pull} were read`)
  return Array.isArray(list) ? (list as Json[]) : []
}
