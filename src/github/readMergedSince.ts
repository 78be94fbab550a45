import { GateError } from '../errors/GateError.ts'
import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { numberAt, textOf } from './fields.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'
import type { PullRequest } from './PullRequest.ts'

const QUERY = `query Merged($owner: String!, $repo: String!, $base: String!, $after: String) {
  repository(owner: $owner, name: $repo) { pullRequests(states: MERGED, baseRefName: $base, first: 50, after: $after,
    orderBy: { field: UPDATED_AT, direction: DESC }) { pageInfo { hasNextPage endCursor } nodes { number mergedAt updatedAt } } } }`

const MOST = 50
/** The clock that the release was stored by is another than GitHub's; one pull request more makes nothing laxer. */
const MARGIN_MS = 3600_000

/**
 * Numbers of the other pull requests that were merged into the same base since a moment (RFC 3339): what they brought
 * goes out with this one, so their authors cannot approve it, and what was said on them counts.
 *
 * @throws GateError E_MERGED_MANY where there are more than anybody could have reviewed at once.
 */
export const readMergedSince = async (
  github: GitHub,
  { number, baseBranch }: PullRequest,
  since: string,
): Promise<number[]> => {
  const start = Date.parse(since) - MARGIN_MS
  const found: number[] = []
  for (let after: string | null = null; ;) {
    const answer: Json = await github.graphql(QUERY, 'the pull requests merged since were read', {
      base: baseBranch,
      after,
    })
    const page = required(at(answer, 'repository', 'pullRequests'), 'the pull requests')
    const nodes = at(page, 'nodes')
    for (const node of required(Array.isArray(nodes) ? (nodes as Json[]) : undefined, 'the pull requests')) {
      if (Date.parse(textOf(node, 'updatedAt')) < start) return found
      const other = numberAt(node, 'number', 'the number of a pull request')
      if (other !== number && Date.parse(textOf(node, 'mergedAt')) >= start) found.push(other)
      if (found.length > MOST) throw tooMany(since)
    }
    if (at(page, 'pageInfo', 'hasNextPage') !== true) return found
    after = textAt(page, 'pageInfo', 'endCursor') ?? null
  }
}

const tooMany = (since: string): GateError =>
  new GateError(
    'E_MERGED_MANY',
    `More than ${MOST} pull requests were merged since the release was deployed (${since}).`,
    'Deploy what is there by a pull request of its own, or by hand, then go on in smaller steps.',
  )
