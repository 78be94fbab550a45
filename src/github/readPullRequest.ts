import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { allComments, allNodes } from './allNodes.ts'
import { contributorsOf } from './contributorsOf.ts'
import { bareLogin, numberAt, textOf } from './fields.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'
import type { PullRequest } from './PullRequest.ts'
import { PULL_REQUEST } from './pullRequestQuery.ts'
import { commentRemark, ownComment, reviewRemark } from './remarksOf.ts'
import { ruleFiles } from './ruleFiles.ts'
import { timelineOf } from './timelineOf.ts'
import { compareTexts } from '../text/compareTexts.ts'

/** Reads a pull request: one query, and one for each further hundred of anything (two hundred of comments). */
export const readPullRequest = async (github: GitHub, number: number): Promise<PullRequest> => {
  const answer = await github.graphql(PULL_REQUEST, `pull request ${number} was read`, { number })
  const repository = at(answer, 'repository')
  const pull = required(at(repository, 'pullRequest') ?? undefined, `pull request ${number}`)
  const [comments, reviews, commits, timeline, files] = await Promise.all([
    allComments(github, number, pull),
    allNodes(github, number, 'reviews', pull),
    allNodes(github, number, 'commits', pull),
    allNodes(github, number, 'timelineItems', pull),
    allNodes(github, number, 'files', pull),
  ])
  const own = comments.filter((node) => at(node, 'viewerDidAuthor') === true)
  const others = comments.filter((node) => at(node, 'viewerDidAuthor') !== true)
  const viewer = textAt(answer, 'viewer', 'login') ?? ''
  const ownComments = own.map((node) => ownComment(node))
  const ownLogins = new Set([bareLogin(viewer), ...own.map((node) => bareLogin(textAt(node, 'author', 'login')))])
  const told = timelineOf(timeline, ownLogins)
  const changed = ownComments.flatMap(({ changedByOtherAt }) => changedByOtherAt ?? [])
  return {
    ...placesOf(repository, pull),
    ...contributorsOf(pull, commits),
    commits: commits.map((node) => textOf(at(node, 'commit'), 'oid')),
    changedPaths: files.map((node) => textOf(node, 'path')),
    remarks: [
      ...others.map((node) => commentRemark(node)),
      ...reviews.flatMap((node) => reviewRemark(node, told.dismissedByOthers)),
    ].sort((a, b) => compareTexts(a.at, b.at)),
    ownComments,
    commentOrder: comments.map((node) => textOf(node, 'id')),
    deletions: told.deletions,
    voidings: [...told.voidings, ...changed.map((when) => ({ at: when, why: 'tampered' as const }))],
    viewer,
  }
}

type Places =
  | 'number'
  | 'repositoryId'
  | 'state'
  | 'locked'
  | 'head'
  | 'headBranch'
  | 'headRepository'
  | 'baseBranch'
  | 'defaultBranch'
  | 'base'
  | 'trunk'
  | 'merge'

const placesOf = (repository: Json | undefined, pull: Json): Pick<PullRequest, Places> => {
  const trunk = at(repository, 'defaultBranchRef')
  const [baseBranch, defaultBranch] = [textOf(pull, 'baseRefName'), textAt(trunk, 'name') ?? '']
  const merge = textAt(pull, 'mergeCommit', 'oid')
  const parents = at(pull, 'mergeCommit', 'parents', 'totalCount')
  return {
    number: numberAt(pull, 'number', 'the number of the pull request'),
    repositoryId: numberAt(repository, 'databaseId', 'the repository id'),
    state: textOf(pull, 'state') as PullRequest['state'],
    locked: at(pull, 'locked') === true,
    head: textOf(pull, 'headRefOid'),
    headBranch: textOf(pull, 'headRefName'),
    headRepository: textAt(pull, 'headRepository', 'nameWithOwner') ?? null,
    baseBranch,
    defaultBranch,
    base: ruleFiles(at(pull, 'baseRef', 'target'), baseBranch),
    trunk: ruleFiles(at(trunk, 'target'), defaultBranch),
    merge: merge === undefined ? null : { commit: merge, parents: typeof parents === 'number' ? parents : 0 },
  }
}
