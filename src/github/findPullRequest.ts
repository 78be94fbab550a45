import type { RunHead } from '../config/readEvent.ts'
import { GateError } from '../errors/GateError.ts'
import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import type { GitHub } from './GitHub.ts'

const PAGE = 100

/**
 * The number of the pull request whose head is exactly this commit of this branch of this repository. GitHub's event
 * of a finished workflow names none for forks, and other ones too. Of several, the open one; else the merged one.
 *
 * @throws GateError E_NO_PULL_REQUEST where there is none, or more than one that it could be.
 */
export const findPullRequest = async (github: GitHub, head: RunHead): Promise<number> => {
  const query = `head=${encodeURIComponent(`${head.owner}:${head.branch}`)}&state=all&per_page=${PAGE}`
  const answer = await github.rest('GET', `/pulls?${query}`, 'the pull request of a commit was looked for')
  const all = Array.isArray(answer) ? (answer as Json[]) : []
  const ours = all.filter((pull) => isOf(pull, head))
  const open = ours.filter((pull) => textAt(pull, 'state') === 'open')
  const merged = ours.filter((pull) => textAt(pull, 'merged_at') !== undefined)
  const found = [open, merged, ours].find(({ length }) => length > 0) ?? []
  const number = at(found[0], 'number')
  if (found.length === 1 && typeof number === 'number' && all.length < PAGE) return number
  throw new GateError(
    'E_NO_PULL_REQUEST',
    `${found.length === 0 ? 'No' : 'More than one'} pull request has the head ${head.sha}.`,
    'Where it has moved on, the run for its new head decides; else set the input pull-request.',
  )
}

const isOf = (pull: Json, { repositoryId, sha }: RunHead): boolean =>
  at(pull, 'head', 'repo', 'id') === repositoryId && textAt(pull, 'head', 'sha') === sha
