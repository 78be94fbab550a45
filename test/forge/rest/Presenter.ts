import type { Description } from '../description/Description.ts'
import { validated } from '../description/validated.ts'
import type { CheckRun } from '../state/Automation.ts'
import type { Comment, Reaction } from '../state/Comment.ts'
import type { Activity, Commit } from '../state/Git.ts'
import type { Issue, PullRequest, Review } from '../state/PullRequest.ts'
import type { Repository } from '../state/Repository.ts'
import type { Status } from '../state/Status.ts'
import type { User } from '../state/User.ts'

type Json = Record<string, unknown>

const GHOST = { id: 10137, login: 'ghost', type: 'User' } as const
const rollup = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'eyes', 'rocket'] as const

/** State as REST shows it. What the gate never reads is there too, empty, because GitHub's description requires it. */
export class Presenter {
  readonly #description: Description
  readonly #url: () => string

  constructor(description: Description, url: () => string) {
    this.#description = description
    this.#url = url
  }

  user(user: User): Json {
    return { ...this.#empty('simple-user'), ...this.#account(user) }
  }

  #account(user: User): Json {
    const { id, login, type } = user.deleted ? GHOST : user
    const url = `${this.#url()}/users/${encodeURIComponent(login)}`
    return { id, node_id: `U_${id}`, login, type, url, html_url: url }
  }

  publicUser(user: User): Json {
    return { ...this.#empty('public-user'), ...this.#account(user) }
  }

  permission(user: User, role: string): Json {
    const folded = { maintain: 'write', triage: 'read' }[role] ?? role
    const rights = ['pull', 'triage', 'push', 'maintain', 'admin']
    const reach = ['read', 'triage', 'write', 'maintain', 'admin'].indexOf(role)
    const permissions = Object.fromEntries(rights.map((right, index) => [right, index <= reach]))
    return { permission: folded, role_name: role, user: { ...this.user(user), role_name: role, permissions } }
  }

  repository(
    repository: Repository,
    schema: 'repository' | 'full-repository' | 'minimal-repository' = 'repository',
  ): Json {
    const { id, name, fullName, defaultBranch, createdAt } = repository
    const urls = { url: this.#api(repository, ''), html_url: this.#web(repository, '') }
    const dates = { created_at: createdAt, updated_at: createdAt, pushed_at: createdAt }
    const visibility = { private: repository.private, visibility: repository.private ? 'private' : 'public' }
    const names = { id, node_id: `R_${id}`, name, full_name: fullName, default_branch: defaultBranch }
    return { ...this.#empty(schema), ...names, ...urls, ...dates, ...visibility, owner: this.user(repository.owner) }
  }

  pullRequest(repository: Repository, pull: PullRequest): Json {
    const { merged, mergedBy, draft } = pull
    const conflict = pull.mergeOid === null && pull.state === 'open'
    const counts = { comments: repository.comments(pull.number).length, commits: pull.commits.length }
    const state = {
      merged,
      merged_by: mergedBy && this.user(mergedBy),
      mergeable: pull.state === 'open' ? !conflict : null,
    }
    const mergeable_state = conflict ? 'dirty' : draft ? 'draft' : 'clean'
    return {
      ...this.#empty('pull-request'),
      ...this.simplePullRequest(repository, pull),
      ...counts,
      ...state,
      mergeable_state,
    }
  }

  simplePullRequest(repository: Repository, pull: PullRequest): Json {
    const { mergedAt, mergeOid, draft } = pull
    const url = this.#api(repository, `/pulls/${pull.number}`)
    const html_url = this.#web(repository, `/pull/${pull.number}`)
    const ends = {
      head: this.#end(pull.headRepository, pull.headRef, pull.headOid),
      base: this.#end(repository, pull.baseRef, pull.baseOid),
    }
    const merge = { merged_at: mergedAt, merge_commit_sha: mergeOid, draft }
    const ids = { ...this.#numbered(pull), node_id: `PR_${pull.id}`, url, html_url }
    return { ...this.#empty('pull-request-simple'), ...ids, ...ends, ...merge }
  }

  #end(repository: Repository, ref: string, sha: string): Json {
    const label = `${repository.owner.login}:${ref}`
    return { label, ref, sha, user: this.user(repository.owner), repo: this.repository(repository) }
  }

  #numbered(issue: Issue): Json {
    const { id, number, title, body, state } = issue
    const dates = { created_at: issue.createdAt, updated_at: issue.updatedAt, closed_at: issue.closedAt }
    return {
      id,
      number,
      title,
      body,
      state,
      ...dates,
      user: this.user(issue.author),
      labels: [],
      author_association: 'NONE',
    }
  }

  issue(repository: Repository, issue: Issue): Json {
    const url = this.#api(repository, `/issues/${issue.number}`)
    const html_url = this.#web(repository, `/issues/${issue.number}`)
    const ids = { ...this.#numbered(issue), node_id: `I_${issue.id}`, url, html_url, labels: [...issue.labels] }
    const pull = this.#api(repository, `/pulls/${issue.number}`)
    const pull_request = { url: pull, html_url: null, diff_url: null, patch_url: null }
    const asPull = repository.pulls.all.has(issue.number) ? { pull_request } : {}
    return { ...this.#empty('issue'), ...ids, ...asPull, comments: repository.comments(issue.number).length }
  }

  comment(repository: Repository, comment: Comment): Json {
    const { id, body, throughApp, minimized } = comment
    const url = this.#api(repository, `/issues/comments/${id}`)
    const urls = {
      url,
      html_url: this.#web(repository, `/pull/${comment.issue}#issuecomment-${id}`),
      issue_url: this.#api(repository, `/issues/${comment.issue}`),
    }
    const dates = { created_at: comment.createdAt, updated_at: comment.updatedAt }
    const app = throughApp === null ? null : this.#app(throughApp)
    const more = {
      minimized: minimized === null ? null : { reason: minimized },
      reactions: this.#rollup(url, comment.reactions),
    }
    const author = { user: this.user(comment.author), author_association: 'NONE', performed_via_github_app: app }
    return { id, node_id: `IC_${id}`, body, ...urls, ...dates, ...author, ...more }
  }

  #app(slug: string): Json {
    const id = slug === 'github-actions' ? 15368 : 1
    return { ...this.#empty('nullable-integration'), id, node_id: `A_${id}`, slug, name: slug, client_id: slug }
  }

  #rollup(url: string, reactions: readonly Reaction[]): Json {
    const counts = rollup.map((content) => [content, reactions.filter((one) => one.content === content).length])
    return { url: `${url}/reactions`, total_count: reactions.length, ...Object.fromEntries(counts) }
  }

  reaction({ id, user, content, createdAt }: Reaction): Json {
    return { id, node_id: `REA_${id}`, user: this.user(user), content, created_at: createdAt }
  }

  review(repository: Repository, pull: PullRequest, review: Review): Json {
    const { id, body, state, submittedAt, commitOid } = review
    const html_url = this.#web(repository, `/pull/${pull.number}#pullrequestreview-${id}`)
    const pull_request_url = this.#api(repository, `/pulls/${pull.number}`)
    const _links = { html: { href: html_url }, pull_request: { href: pull_request_url } }
    const main = { id, node_id: `PRR_${id}`, body, state, submitted_at: submittedAt, commit_id: commitOid }
    return { ...main, user: this.user(review.author), html_url, pull_request_url, _links, author_association: 'NONE' }
  }

  commit(repository: Repository, commit: Commit): Json {
    const { oid, message } = commit
    const urls = { url: this.#api(repository, `/commits/${oid}`), html_url: this.#web(repository, `/commit/${oid}`) }
    const people = {
      author: this.#signature(commit.author, commit.at),
      committer: this.#signature(commit.committer, commit.at),
    }
    const tree = {
      sha: repository.git.treeOf(oid),
      url: this.#api(repository, `/git/trees/${repository.git.treeOf(oid)}`),
    }
    const inner = { ...people, message, tree, url: urls.url, comment_count: 0 }
    const accounts = {
      author: commit.author && this.user(commit.author),
      committer: commit.committer && this.user(commit.committer),
    }
    const parents = commit.parents.map((sha) => ({ sha, url: this.#api(repository, `/commits/${sha}`) }))
    return { ...this.#empty('commit'), sha: oid, node_id: `C_${oid}`, ...urls, commit: inner, ...accounts, parents }
  }

  gitCommit(repository: Repository, commit: Commit): Json {
    const { oid, message } = commit
    const url = this.#api(repository, `/git/commits/${oid}`)
    const tree = repository.git.treeOf(oid)
    const people = {
      author: this.#signature(commit.author, commit.at),
      committer: this.#signature(commit.committer, commit.at),
    }
    const parents = commit.parents.map((sha) => ({
      sha,
      url: this.#api(repository, `/git/commits/${sha}`),
      html_url: this.#web(repository, ''),
    }))
    const shape = { sha: oid, node_id: `C_${oid}`, url, html_url: this.#web(repository, `/commit/${oid}`) }
    const treeRef = { sha: tree, url: this.#api(repository, `/git/trees/${tree}`) }
    return { ...this.#empty('git-commit'), ...shape, ...people, tree: treeRef, message, parents }
  }

  #signature(user: User | null, date: string): Json {
    const name = user?.login ?? 'unknown'
    return { name, email: `${name}@users.noreply.forge.invalid`, date }
  }

  ref(repository: Repository, ref: string, sha: string): Json {
    const object = { type: 'commit', sha, url: this.#api(repository, `/git/commits/${sha}`) }
    return { ref, node_id: `REF_${ref}`, url: this.#api(repository, `/git/${ref}`), object }
  }

  activity({ id, ref, before, after, type, actor, at }: Activity): Json {
    return { id, node_id: `PSH_${id}`, ref, before, after, timestamp: at, activity_type: type, actor: this.user(actor) }
  }

  status(repository: Repository, status: Status): Json {
    const { id, state, context, description, targetUrl, at } = status
    const url = this.#api(repository, `/statuses/${status.sha}`)
    const main = { url, avatar_url: null, id, node_id: `SC_${id}`, state, context, description, target_url: targetUrl }
    return { ...main, created_at: at, updated_at: at, creator: this.user(status.creator) }
  }

  checkRun(repository: Repository, check: CheckRun): Json {
    const { id, name, head_sha, status = 'queued', conclusion = null, output } = check
    const empty = validated<Json>(this.#empty('check-run'))
    const shown = { ...validated<Json>(empty['output']), ...output }
    return {
      ...empty,
      id,
      name,
      head_sha,
      status,
      conclusion,
      output: shown,
      url: this.#api(repository, `/check-runs/${id}`),
    }
  }

  #api(repository: Repository, rest: string): string {
    return `${this.#url()}/repos/${repository.fullName}${rest}`
  }

  #web(repository: Repository, rest: string): string {
    return `${this.#url()}/${repository.fullName}${rest}`
  }

  #empty(schema: string): Json {
    return this.#description.empty(schema)
  }
}
