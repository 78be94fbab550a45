import { webhook, type WebhookEvent, type WebhookSubject } from '../webhook.ts'
import { Automation } from './Automation.ts'
import type { Comment, Reaction } from './Comment.ts'
import { Conversation, type CommentOptions } from './Conversation.ts'
import { Git } from './Git.ts'
import type { PullRequest, ReviewState } from './PullRequest.ts'
import { madeUpOid, PullRequests, type CommitInput, type PullRequestInput, type PushOptions } from './PullRequests.ts'
import { Settings } from './Settings.ts'
import type { Status } from './Status.ts'
import type { Access } from './Token.ts'
import type { User } from './User.ts'
import type { World } from './World.ts'

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'

export interface RepositoryOptions {
  defaultBranch?: string
  private?: boolean
  id?: number
}

const workflowPermissions: Record<string, Access> = Object.fromEntries(
  ['actions', 'contents', 'issues', 'pull_requests', 'statuses', 'deployments', 'checks'].map((name) => [
    name,
    'write',
  ]),
)

/** A repository: what people do to it in a test, and what a test reads back. */
export class Repository {
  readonly id: number
  readonly owner: User
  readonly name: string
  readonly private: boolean
  readonly defaultBranch: string
  readonly createdAt: string
  readonly world: World
  /** Nothing in it can be changed. */
  archived = false
  readonly git = new Git()
  readonly roles = new Map<User, Role>()
  readonly conversation: Conversation
  readonly pulls: PullRequests
  readonly automation = new Automation()
  readonly settings = new Settings()
  readonly #statuses: Status[] = []

  constructor(world: World, fullName: string, options: RepositoryOptions) {
    const [owner, name] = fullName.split('/')
    if (!owner || !name) throw new Error(`A repository is called owner/name, not ${fullName}.`)
    this.world = world
    this.id = options.id ?? world.nextId()
    this.owner = world.user(owner, { type: 'Organization' })
    this.name = name
    this.private = options.private ?? false
    this.defaultBranch = options.defaultBranch ?? 'main'
    this.createdAt = world.clock.stamp()
    this.conversation = new Conversation(world.clock, () => world.nextId())
    this.pulls = new PullRequests(this)
    const root = this.commit({ oid: madeUpOid(fullName, 'root'), author: null, message: 'Initial commit', parents: [] })
    this.git.move(`refs/heads/${this.defaultBranch}`, root, {
      id: world.nextId(),
      actor: this.owner,
      at: this.createdAt,
    })
  }

  get fullName(): string {
    return `${this.owner.login}/${this.name}`
  }

  permit(login: string, role: Role): void {
    this.roles.set(this.world.user(login), role)
  }

  roleOf(user: User): Role {
    if (user === this.owner) return 'admin'
    return this.roles.get(user) ?? (this.private ? 'none' : 'read')
  }

  /** A token for this repository; without options one like GITHUB_TOKEN with every write a workflow can ask for. */
  token(options: { as?: string; permissions?: Record<string, Access>; rateLimit?: number } = {}): string {
    const user = this.world.user(options.as ?? 'github-actions[bot]')
    return this.world.token(this, user, options.permissions ?? workflowPermissions, options.rateLimit).secret
  }

  revoke(secret: string): void {
    const token = this.world.tokens.get(secret)
    if (token) token.revoked = true
  }

  commit(input: CommitInput): string {
    const { oid, message = '', parents = [], onWeb = false } = input
    const account = (login: string | null | undefined) => (login ? this.world.user(login) : null)
    const people = { author: account(input.author), committer: onWeb ? null : account(input.committer ?? input.author) }
    const coAuthors = (input.coAuthors ?? []).map((login) => this.world.user(login))
    const files = new Map(Object.entries(input.files ?? {}))
    const known = this.git.commits.get(oid)
    if (known && input.files === undefined) for (const [path, text] of known.files) files.set(path, text)
    this.git.add({ oid, message, parents, onWeb, ...people, coAuthors, files, at: this.world.clock.stamp() })
    return oid
  }

  /** Puts a file into the commit a branch, ref or object id stands for; what is built on that commit inherits it. */
  writeFile(ref: string, path: string, text: string): void {
    const commit = this.git.commits.get(this.#resolved(ref))
    commit?.files.set(path, text)
  }

  #resolved(ref: string): string {
    const oid = this.git.resolve(ref)
    if (!oid) throw new Error(`${this.fullName} has no ${ref}.`)
    return oid
  }

  /** The object id a branch, ref or object id stands for. */
  oid(ref: string): string {
    return this.#resolved(ref)
  }

  /** Pushes commits straight to a branch, which is made when it is new. */
  pushBranch(branch: string, commits: readonly CommitInput[], by: string): void {
    let parent = this.git.refs.get(`refs/heads/${branch}`) ?? this.oid(this.defaultBranch)
    for (const input of commits) parent = this.commit({ parents: [parent], ...input })
    const moved = { id: this.world.nextId(), actor: this.world.user(by), at: this.world.clock.stamp() }
    this.git.move(`refs/heads/${branch}`, parent, moved)
  }

  openPullRequest(input: PullRequestInput): number {
    return this.pulls.open(input).number
  }

  push(number: number, commits: readonly CommitInput[], options: PushOptions = {}): void {
    this.pulls.push(this.pulls.find(number), commits, options)
  }

  /** Only a token that may administer the repository comments here; workflows may not. */
  lock(number: number, locked = true): void {
    this.pulls.find(number).locked = locked
  }

  /** Merges and answers with the object id of the merge commit. */
  merge(number: number, by: string, mergeOid?: string): string {
    return this.pulls.merge(this.pulls.find(number), this.world.user(by), mergeOid)
  }

  /** Merges as one commit, or as the same commits on top of the base, and answers with the object id of the last. */
  flatten(number: number, by: string, method: 'squash' | 'rebase'): string {
    return this.pulls.flatten(this.pulls.find(number), this.world.user(by), method)
  }

  close(number: number, by = this.owner.login): void {
    this.pulls.close(this.pulls.find(number), this.world.user(by))
  }

  retarget(number: number, baseRef: string, by = this.owner.login): void {
    this.pulls.retarget(this.pulls.find(number), baseRef, this.world.user(by))
  }

  comment(number: number, as: string, body: string, options: CommentOptions = {}): number {
    return this.conversation.add(number, this.world.user(as), body, options).id
  }

  editComment(id: number, as: string, body: string): void {
    this.conversation.edit(this.conversation.find(id), this.world.user(as), body)
  }

  deleteComment(id: number, as: string): void {
    const comment = this.conversation.find(id)
    this.conversation.delete(comment)
    const pull = this.pulls.all.get(comment.issue)
    const actor = this.world.user(as)
    if (pull) this.pulls.happened(pull, 'CommentDeletedEvent', actor, { deletedAuthor: comment.author })
  }

  minimizeComment(id: number, reason = 'outdated'): void {
    this.conversation.find(id).minimized = reason
  }

  react(id: number, as: string, content: Reaction['content']): void {
    this.conversation.react(this.conversation.find(id), this.world.user(as), content)
  }

  review(number: number, as: string, input: { state: ReviewState; body?: string; commitOid?: string }): number {
    const pull = this.pulls.find(number)
    return this.pulls.review(pull, this.world.user(as), input.state, input.body ?? '', input.commitOid).id
  }

  #review(number: number, id: number) {
    const review = this.pulls.find(number).reviews.find((one) => one.id === id)
    if (!review) throw new Error(`Pull request ${number} has no review ${id}.`)
    return review
  }

  editReview(number: number, id: number, as: string, body: string): void {
    this.conversation.edit(this.#review(number, id), this.world.user(as), body)
  }

  dismissReview(number: number, id: number, as = this.owner.login): void {
    const review = this.#review(number, id)
    const before = review.state
    review.state = 'DISMISSED'
    this.pulls.happened(this.pulls.find(number), 'ReviewDismissedEvent', this.world.user(as), { review, before })
  }

  addStatus(status: Omit<Status, 'id' | 'at'>): Status {
    const added = { ...status, id: this.world.nextId(), at: this.world.clock.stamp() }
    this.#statuses.push(added)
    return added
  }

  /** Every status of a commit, oldest first. */
  statuses(sha: string): Status[] {
    return this.#statuses.filter((status) => status.sha === sha)
  }

  comments(number: number): Comment[] {
    return this.conversation.on(number)
  }

  reactions(commentId: number): Reaction[] {
    return this.conversation.find(commentId).reactions
  }

  pullRequest(number: number): PullRequest {
    return this.pulls.find(number)
  }

  /** What GITHUB_EVENT_PATH holds when this happened. */
  event(number: number, event: WebhookEvent, action: string, subject: WebhookSubject = {}): Record<string, unknown> {
    return webhook(this, number, { event, action, ...subject })
  }
}
