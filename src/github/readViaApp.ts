import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import type { Remark } from '../review/Remark.ts'
import type { GitHub } from './GitHub.ts'

const PAGE = 100

/**
 * Node ids of those of these comments that an app posted, also in a person's name: only REST tells. `order` are the
 * node ids of all comments of the pull request as they stand there, which says on which page each is. A comment that
 * is not where it should be counts as an app's: of it nothing is known.
 */
export const readViaApp = async (
  github: GitHub,
  pull: number,
  asked: readonly Pick<Remark, 'id'>[],
  order: readonly string[],
): Promise<Set<string>> => {
  const pageOf = (id: string): number => Math.floor(Math.max(0, order.indexOf(id)) / PAGE) + 1
  const pages = [...new Set(asked.map(({ id }) => pageOf(id)))]
  const people = new Set((await Promise.all(pages.map((page) => peopleOn(github, pull, page)))).flat())
  return new Set(asked.map(({ id }) => id).filter((id) => !people.has(id)))
}

/** Node ids of the comments on a page that no app posted. */
const peopleOn = async (github: GitHub, pull: number, page: number): Promise<string[]> => {
  const path = `/issues/${pull}/comments?per_page=${PAGE}&page=${page}`
  const list = await github.rest('GET', path, `the comments of pull request ${pull} were read`)
  return (Array.isArray(list) ? (list as Json[]) : []).flatMap((comment) =>
    at(comment, 'performed_via_github_app') === null ? (textAt(comment, 'node_id') ?? []) : [],
  )
}
