import { createHash } from 'node:crypto'
import type { Issue, PullRequest, Review, ReviewState, TimelineEvent } from './PullRequest.ts'
import type { Repository } from './Repository.ts'
import type { User } from './User.ts'

export interface CommitInput {
  oid: string
  /** Login; null where the e-mail address belongs to no account. */
  author: string | null
  committer?: string | null
  coAuthors?: readonly string[]
  /** Made in the browser: then GitHub itself is the committer. */
  onWeb?: boolean
  message?: string
  parents?: readonly string[]
  files?: Readonly<Record<string, string | null>>
}

export interface PullRequestInput {
  author: string
  title: string
  body?: string
  headRef: string
  /** Full name of a fork; the repository itself when left out. */
  headRepository?: string
  baseRef: string
  baseOid?: string
  draft?: boolean
  /** The test merge at refs/pull/N/merge; null for a conflict, one is made up when left out. */
  mergeOid?: string | null
  commits: readonly CommitInput[]
}

export interface PushOptions {
  by?: string
  /** These commits replace those of the pull request instead of following them. */
  force?: boolean
  mergeOid?: string | null | undefined
}

/** Issues and pull requests of a repository: one run of numbers. */
export class PullRequests {
  readonly all = new Map<number, PullRequest>()
  readonly issues = new Map<number, Issue>()
  readonly #repository: Repository
  #lastNumber = 0

  constructor(repository: Repository) {
    this.#repository = repository
  }

  find(number: number): PullRequest {
    const pull = this.all.get(number)
    if (!pull) throw new Error(`There is no pull request ${number}.`)
    return pull
  }

  openIssue(author: User, title: string, body: string, labels: readonly string[] = []): Issue {
    const { world } = this.#repository
    const at = world.clock.stamp()
    const number = (this.#lastNumber += 1)
    const fresh = { state: 'open' as const, locked: false, createdAt: at, updatedAt: at, closedAt: null }
    const issue: Issue = { id: world.nextId(), number, author, title, body, labels, ...fresh }
    this.issues.set(number, issue)
    return issue
  }

  open(input: PullRequestInput): PullRequest {
    const repository = this.#repository
    const base = this.#base(input.baseRef, input.baseOid)
    const issue = this.openIssue(repository.world.user(input.author), input.title, input.body ?? '')
    const pull: PullRequest = Object.assign(issue, {
      draft: input.draft ?? false,
      headRef: input.headRef,
      headRepository: input.headRepository ? repository.world.repository(input.headRepository) : repository,
      baseRef: input.baseRef,
      baseOid: base,
      headOid: base,
      commits: [],
      reviews: [],
      timeline: [],
      merged: false,
      locked: false,
      mergedAt: null,
      mergedBy: null,
      mergeOid: null,
    })
    this.all.set(pull.number, pull)
    this.#advance(pull, input.commits, { by: input.author, mergeOid: input.mergeOid })
    return pull
  }

  push(pull: PullRequest, inputs: readonly CommitInput[], options: PushOptions = {}): void {
    const before = pull.headOid
    pull.baseOid = this.#base(pull.baseRef)
    const by = this.#advance(pull, inputs, options)
    if (options.force) this.happened(pull, 'HeadRefForcePushedEvent', by, { before, after: pull.headOid })
  }

  #advance(pull: PullRequest, inputs: readonly CommitInput[], options: PushOptions): User {
    const { git, world } = this.#repository
    const by = world.user(options.by ?? inputs.at(-1)?.author ?? pull.author.login)
    let parent = options.force ? pull.baseOid : pull.headOid
    if (options.force) pull.commits = []
    for (const input of inputs) {
      this.#repository.commit({ parents: [parent], ...input })
      pull.commits.push(input.oid)
      parent = input.oid
    }
    const at = world.clock.stamp()
    Object.assign(pull, { headOid: parent, updatedAt: at })
    const moved = { id: world.nextId(), actor: by, at }
    pull.headRepository.git.commits.set(parent, git.commits.get(parent) ?? git.add({ oid: parent, at }))
    pull.headRepository.git.move(`refs/heads/${pull.headRef}`, parent, moved)
    git.refs.set(`refs/pull/${pull.number}/head`, parent)
    this.#testMerge(pull, options.mergeOid)
    return by
  }

  #testMerge(pull: PullRequest, given: string | null | undefined): void {
    const { git, world } = this.#repository
    const ref = `refs/pull/${pull.number}/merge`
    pull.mergeOid = given === undefined ? madeUpOid('merge', pull.baseOid, pull.headOid) : given
    if (pull.mergeOid === null) return void git.refs.delete(ref)
    const parents = [pull.baseOid, pull.headOid]
    git.add({
      oid: pull.mergeOid,
      parents,
      at: world.clock.stamp(),
      message: `Merge ${pull.headOid} into ${pull.baseOid}`,
    })
    git.refs.set(ref, pull.mergeOid)
  }

  merge(pull: PullRequest, by: User, given?: string): string {
    const { git, world } = this.#repository
    const base = this.#base(pull.baseRef)
    const oid = given ?? madeUpOid('merged', base, pull.headOid)
    const at = world.clock.stamp()
    const message = `Merge pull request #${pull.number} from ${pull.headRef}`
    git.add({ oid, parents: [base, pull.headOid], author: by, committer: by, at, message })
    return this.#merged(pull, by, oid, at)
  }

  /** Merges without a merge commit: all commits as one, or each of them anew on top of the base. */
  flatten(pull: PullRequest, by: User, method: 'squash' | 'rebase'): string {
    const { git, world } = this.#repository
    const commits = pull.commits.flatMap((oid) => git.commits.get(oid) ?? [])
    const whole = { message: `${pull.title} (#${pull.number})`, author: pull.author, onWeb: true }
    const files = new Map(commits.flatMap((commit) => [...commit.files]))
    const parts = method === 'squash' ? [{ ...whole, files }] : commits.map((commit) => ({ ...commit, committer: by }))
    let tip = this.#base(pull.baseRef)
    for (const [index, part] of parts.entries()) {
      const oid = madeUpOid(method, tip, pull.headOid, String(index))
      git.add({ ...part, oid, parents: [tip], at: world.clock.stamp() })
      tip = oid
    }
    return this.#merged(pull, by, tip, world.clock.stamp())
  }

  #merged(pull: PullRequest, by: User, oid: string, at: string): string {
    const { git, world } = this.#repository
    git.move(`refs/heads/${pull.baseRef}`, oid, { id: world.nextId(), actor: by, at, merge: true })
    const closed = { state: 'closed' as const, closedAt: at, updatedAt: at }
    Object.assign(pull, { ...closed, merged: true, mergedAt: at, mergedBy: by, mergeOid: oid })
    this.happened(pull, 'MergedEvent', by)
    return oid
  }

  close(pull: PullRequest, by: User): void {
    const at = this.#repository.world.clock.stamp()
    Object.assign(pull, { state: 'closed', closedAt: at, updatedAt: at })
    this.happened(pull, 'ClosedEvent', by)
  }

  retarget(pull: PullRequest, baseRef: string, by: User): void {
    const before = pull.baseRef
    Object.assign(pull, { baseRef, baseOid: this.#base(baseRef) })
    this.#testMerge(pull, undefined)
    this.happened(pull, 'BaseRefChangedEvent', by, { before, after: baseRef })
  }

  review(pull: PullRequest, author: User, state: ReviewState, body: string, commitOid = pull.headOid): Review {
    const written = this.#repository.conversation.written(author, body)
    const review: Review = { ...written, state, submittedAt: written.createdAt, commitOid }
    pull.reviews.push(review)
    return review
  }

  happened(pull: PullRequest, kind: TimelineEvent['__typename'], actor: User, more: Partial<TimelineEvent> = {}): void {
    const { world } = this.#repository
    const id = `${kind}_${world.nextId()}`
    pull.timeline.push({ __typename: kind, id, createdAt: world.clock.stamp(), actor, ...more })
  }

  /** The tip of a base branch; a branch or commit nobody has seen yet is made. */
  #base(ref: string, oid?: string): string {
    const { git, world } = this.#repository
    const tip = git.refs.get(`refs/heads/${ref}`)
    if (tip !== undefined && oid === undefined) return tip
    if (tip !== undefined && oid !== undefined && git.isAncestor(oid, tip)) return oid
    const fresh = oid ?? madeUpOid('branch', ref)
    if (!git.commits.has(fresh)) this.#repository.commit({ oid: fresh, author: null, parents: tip ? [tip] : [] })
    const moved = { id: world.nextId(), actor: this.#repository.owner, at: world.clock.stamp() }
    git.move(`refs/heads/${ref}`, fresh, moved)
    return fresh
  }
}

/** Forty hex digits that depend on these words only. */
export function madeUpOid(...words: readonly string[]): string {
  return createHash('sha1').update(words.join('\0')).digest('hex')
}
