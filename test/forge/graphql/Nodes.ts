import type { Comment, Written } from '../state/Comment.ts'
import type { Commit } from '../state/Git.ts'
import type { PullRequest, Review, TimelineEvent } from '../state/PullRequest.ts'
import type { Repository } from '../state/Repository.ts'
import type { Token } from '../state/Token.ts'
import type { User } from '../state/User.ts'
import { CommitNodes } from './CommitNodes.ts'
import { connection, type Slice } from './connection.ts'

type Node = Record<string, unknown>

/** State as GraphQL shows it to one viewer. */
export class Nodes {
  readonly #token: Token
  readonly #url: string
  readonly #commits = new CommitNodes((user) => this.actor(user))

  constructor(token: Token, url: string) {
    this.#token = token
    this.#url = url
  }

  /** A bot has no `[bot]` here. */
  actor(user: User | null): Node | null {
    if (!user || user.deleted) return null
    const login = user.type === 'Bot' ? user.login.replace(/\[bot\]$/, '') : user.login
    const id = `${user.type}_${user.id}`
    return {
      __typename: user.type,
      id,
      login,
      databaseId: user.id,
      url: `${this.#url}/${login}`,
      resourcePath: `/${login}`,
    }
  }

  repository(repository: Repository): Node {
    const { id, fullName, name } = repository
    const names = { id: `R_${id}`, databaseId: id, nameWithOwner: fullName, name, owner: this.owner(repository.owner) }
    const tip = (ref: string) => {
      const oid = repository.git.refs.get(ref)
      return oid === undefined ? null : this.#ref(repository, ref, oid)
    }
    return {
      __typename: 'Repository',
      ...names,
      isPrivate: repository.private,
      defaultBranchRef: () => tip(`refs/heads/${repository.defaultBranch}`),
      object: ({ expression }: { expression?: string }) => this.#commits.at(repository, expression ?? ''),
      ref: ({ qualifiedName }: { qualifiedName: string }) => tip(qualifiedName) ?? tip(`refs/heads/${qualifiedName}`),
    }
  }

  owner(user: User): Node | null {
    return this.actor(user)
  }

  #ref(repository: Repository, ref: string, oid: string): Node {
    const commit = repository.git.commits.get(oid)
    const [, prefix = '', name = ''] = /^(refs\/[^/]+\/)(.+)$/.exec(ref) ?? []
    return {
      __typename: 'Ref',
      id: `REF_${ref}`,
      name,
      prefix,
      target: commit ? this.#commits.node(repository, commit) : null,
    }
  }

  pullRequest(repository: Repository, pull: PullRequest): Node {
    const { number, merged, title, body, headRef, baseRef, timeline, reviews } = pull
    const url = `${this.#url}/${repository.fullName}/pull/${number}`
    const ends = { headRefOid: pull.headOid, headRefName: headRef, baseRefName: baseRef, baseRefOid: pull.baseOid }
    const state = merged ? 'MERGED' : pull.state.toUpperCase()
    const mergeable = pull.state !== 'open' ? 'UNKNOWN' : pull.mergeOid === null ? 'CONFLICTING' : 'MERGEABLE'
    const main = {
      id: `PR_${pull.id}`,
      databaseId: pull.id,
      number,
      title,
      body,
      state,
      merged,
      isDraft: pull.draft,
      mergeable,
    }
    const dates = {
      createdAt: pull.createdAt,
      updatedAt: pull.updatedAt,
      mergedAt: pull.mergedAt,
      closedAt: pull.closedAt,
    }
    const people = { author: this.actor(pull.author), mergedBy: this.actor(pull.mergedBy) }
    const comments = repository.comments(number)
    const commits = pull.commits.flatMap((oid) => repository.git.commits.get(oid) ?? [])
    return {
      __typename: 'PullRequest',
      ...main,
      ...dates,
      ...ends,
      ...people,
      url,
      locked: pull.locked,
      baseRef: () => this.#branch(repository, baseRef),
      files: (slice: Slice) =>
        connection(changedPaths(repository, pull), slice, 'files', (path) => ({
          __typename: 'PullRequestChangedFile',
          path,
        })),
      isCrossRepository: pull.headRepository !== repository,
      headRepository: () => this.repository(pull.headRepository),
      mergeCommit: () => this.#commitOf(repository, merged ? pull.mergeOid : null),
      potentialMergeCommit: () => this.#commitOf(repository, merged ? null : pull.mergeOid),
      comments: (slice: Slice) => connection(comments, slice, 'comments', (one) => this.comment(repository, one)),
      reviews: (slice: Slice & { states?: readonly string[] }) =>
        connection(chosen(reviews, slice.states), slice, 'reviews', (review) => this.review(url, review)),
      commits: (slice: Slice) =>
        connection(commits, slice, 'commits', (commit) => ({
          id: `PRC_${commit.oid}`,
          commit: this.#commits.node(repository, commit),
        })),
      timelineItems: (slice: Slice & { itemTypes?: readonly string[] }) =>
        connection(events(timeline, slice.itemTypes), slice, 'timelineItems', (event) => this.event(event)),
    }
  }

  #branch(repository: Repository, name: string): Node | null {
    const oid = repository.git.refs.get(`refs/heads/${name}`)
    return oid === undefined ? null : this.#ref(repository, `refs/heads/${name}`, oid)
  }

  commit(repository: Repository, commit: Commit): Node {
    return this.#commits.node(repository, commit)
  }

  #commitOf(repository: Repository, oid: string | null): Node | null {
    const commit = oid === null ? undefined : repository.git.commits.get(oid)
    return commit ? this.#commits.node(repository, commit) : null
  }

  comment(repository: Repository, comment: Comment): Node {
    const url = `${this.#url}/${repository.fullName}/pull/${comment.issue}#issuecomment-${comment.id}`
    const hidden = { isMinimized: comment.minimized !== null, minimizedReason: comment.minimized }
    return {
      __typename: 'IssueComment',
      id: `IC_${comment.id}`,
      ...this.#written(comment),
      ...hidden,
      url,
      createdViaEmail: comment.byEmail,
    }
  }

  review(pullUrl: string, review: Review): Node {
    const url = `${pullUrl}#pullrequestreview-${review.id}`
    const { state, submittedAt, commitOid } = review
    const main = { id: `PRR_${review.id}`, state, submittedAt, url, createdViaEmail: false }
    return {
      __typename: 'PullRequestReview',
      ...main,
      ...this.#written(review),
      isMinimized: false,
      commit: { __typename: 'Commit', oid: commitOid },
    }
  }

  #written(text: Written): Node {
    const { id, body, createdAt, updatedAt, lastEditedAt, history } = text
    const edits = history.map((diff, index) => ({
      id: `UCE_${id}_${index}`,
      diff,
      editedAt: lastEditedAt,
      editor: this.actor(text.editor),
    }))
    const edited = { lastEditedAt, includesCreatedEdit: lastEditedAt !== null, editor: this.actor(text.editor) }
    const author = { author: this.actor(text.author), viewerDidAuthor: this.#token.user === text.author }
    const userContentEdits = (slice: Slice) => connection(edits, slice, 'userContentEdits', (edit) => edit)
    return {
      databaseId: id,
      fullDatabaseId: String(id),
      body,
      createdAt,
      updatedAt,
      ...edited,
      ...author,
      userContentEdits,
    }
  }

  event(event: TimelineEvent): Node {
    const { __typename, id, createdAt, before, after } = event
    const common = { __typename, id, createdAt, actor: this.actor(event.actor) }
    const deleted = event.deletedAuthor && { deletedCommentAuthor: this.actor(event.deletedAuthor) }
    const base = __typename === 'BaseRefChangedEvent' && { previousRefName: before, currentRefName: after }
    const commit = (oid: string | undefined) => (oid === undefined ? null : { __typename: 'Commit', oid })
    const head = __typename === 'HeadRefForcePushedEvent' && {
      beforeCommit: commit(before),
      afterCommit: commit(after),
    }
    const dismissed = __typename === 'ReviewDismissedEvent' && {
      previousReviewState: before,
      review: event.review ? this.review('', event.review) : null,
    }
    return { ...common, ...deleted, ...base, ...head, ...dismissed }
  }
}

/** Paths that the commits of a pull request touch. */
function changedPaths({ git }: Repository, { commits }: PullRequest): string[] {
  return [...new Set(commits.flatMap((oid) => [...(git.commits.get(oid)?.files.keys() ?? [])]))].sort()
}

function chosen(reviews: readonly Review[], states: readonly string[] | null | undefined): readonly Review[] {
  return states ? reviews.filter((review) => states.includes(review.state)) : reviews
}

/** `COMMENT_DELETED_EVENT` stands for `CommentDeletedEvent`. */
function events(
  timeline: readonly TimelineEvent[],
  itemTypes: readonly string[] | null | undefined,
): readonly TimelineEvent[] {
  const name = (event: TimelineEvent) => event.__typename.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()
  return itemTypes ? timeline.filter((event) => itemTypes.includes(name(event))) : timeline
}
