import { madeUpOid } from '../state/PullRequests.ts'
import type { Comment } from '../state/Comment.ts'
import type { Repository } from '../state/Repository.ts'
import type { Token } from '../state/Token.ts'
import type { World } from '../state/World.ts'
import { Denied } from './Denied.ts'
import { connection, type Slice } from './connection.ts'
import { Nodes } from './Nodes.ts'

type Fields = Record<string, unknown>

interface CommitOnBranch {
  readonly branch: { readonly repositoryNameWithOwner?: string; readonly branchName?: string }
  readonly expectedHeadOid: string
  readonly message: { readonly headline: string; readonly body?: string }
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[]
    readonly deletions?: readonly { readonly path: string }[]
  }
  readonly clientMutationId?: string
}

/** The queries and mutations one token may make. */
export class Root {
  readonly #world: World
  readonly #token: Token
  readonly #may: (needs: readonly string[]) => boolean
  readonly #nodes: Nodes

  constructor(world: World, token: Token, may: (needs: readonly string[]) => boolean) {
    this.#world = world
    this.#token = token
    this.#may = may
    this.#nodes = new Nodes(token, world.url)
  }

  fields(): Fields {
    return {
      viewer: () => this.#viewer(),
      repository: ({ owner, name }: { owner: string; name: string }) => this.#repository(owner, name),
      organization: ({ login }: { login: string }) => this.#organization(login),
      rateLimit: () => this.#rateLimit(),
      minimizeComment: ({ input }: { input: { subjectId: string; classifier: string } }) => this.#minimize(input),
      createCommitOnBranch: ({ input }: { input: CommitOnBranch }) => this.#createCommit(input),
    }
  }

  /** An installation's viewer is its bot, called `name[bot]` here although GraphQL drops that elsewhere. */
  #viewer(): Fields {
    return { ...this.#nodes.actor(this.#token.user), __typename: 'User', login: this.#token.user.login }
  }

  /** A token without `members` sees no team, as if there were none. */
  #organization(login: string): Fields {
    if (!this.#world.knownUser(login))
      throw new Denied('NOT_FOUND', `Could not resolve to an Organization with the login of '${login}'.`)
    if (!this.#token.permissions['members']) throw Denied.forbidden()
    return { __typename: 'Organization', login, team: ({ slug }: { slug: string }) => this.#team(login, slug) }
  }

  #team(login: string, slug: string): Fields | null {
    const logins = this.#world.teams.get(`${login}/${slug}`.toLowerCase())
    if (logins === undefined) return null
    const members = [...logins.keys()].map((member) => this.#world.user(member))
    return {
      __typename: 'Team',
      slug,
      members: (slice: Slice) => connection(members, slice, 'members', (member) => this.#nodes.actor(member)),
    }
  }

  #rateLimit(): Fields {
    const { limit, used, resetAt } = this.#token
    return { cost: 1, limit, used, remaining: Math.max(0, limit - used), resetAt: new Date(resetAt).toISOString() }
  }

  #found(fullName: string): Repository {
    const found = this.#world.repositories.get(fullName.toLowerCase())
    if (found && (found === this.#token.repository || !found.private)) return found
    throw new Denied('NOT_FOUND', `Could not resolve to a Repository with the name '${fullName}'.`)
  }

  #repository(owner: string, name: string): Fields {
    const repository = this.#found(`${owner}/${name}`)
    const pullRequest = ({ number }: { number: number }) => {
      if (!this.#may(['pull_requests:read'])) throw Denied.forbidden()
      const pull = repository.pulls.all.get(number)
      if (!pull) throw new Denied('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`)
      return this.#nodes.pullRequest(repository, pull)
    }
    const pullRequests = (slice: Slice & { states?: readonly string[]; baseRefName?: string }) => {
      const found = [...repository.pulls.all.values()]
        .filter((pull) => ((slice.states?.includes('MERGED') ?? true) ? pull.merged : false))
        .filter(({ baseRef }) => slice.baseRefName === undefined || baseRef === slice.baseRefName)
        .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
      return connection(found, slice, 'pullRequests', (pull) => this.#nodes.pullRequest(repository, pull))
    }
    return { ...this.#nodes.repository(repository), pullRequest, pullRequests }
  }

  #minimize({ subjectId, classifier }: { subjectId: string; classifier: string }): Fields {
    const repository = this.#token.repository
    const comment = this.#comment(repository, subjectId)
    if (!comment) throw new Denied('NOT_FOUND', `Could not resolve to a node with the global id of '${subjectId}'.`)
    if (!this.#may(['issues:write', 'pull_requests:write'])) throw Denied.forbidden()
    repository.minimizeComment(comment.id, classifier.toLowerCase().replaceAll('_', '-'))
    return { minimizedComment: this.#nodes.comment(repository, comment), clientMutationId: null }
  }

  #comment(repository: Repository, nodeId: string): Comment | undefined {
    return repository.conversation.comments.get(Number(/^IC_(\d+)$/.exec(nodeId)?.[1]))
  }

  #createCommit({ branch, expectedHeadOid, message, fileChanges = {}, clientMutationId }: CommitOnBranch): Fields {
    const repository = this.#found(branch.repositoryNameWithOwner ?? this.#token.repository.fullName)
    if (repository !== this.#token.repository || !this.#may(['contents:write'])) throw Denied.forbidden()
    const name = branch.branchName?.replace(/^refs\/heads\//, '') ?? ''
    const tip = repository.git.refs.get(`refs/heads/${name}`)
    if (tip === undefined) throw new Denied('NOT_FOUND', `The branch ${name} does not exist.`)
    if (tip !== expectedHeadOid) {
      const text = `Expected branch to point to "${expectedHeadOid}" but it points to "${tip}". Pull and try again.`
      throw new Denied('STALE_DATA', text)
    }
    const added = (fileChanges.additions ?? []).map(
      ({ path, contents }) => [path, Buffer.from(contents, 'base64').toString()] as const,
    )
    const deleted = (fileChanges.deletions ?? []).map(({ path }) => [path, null] as const)
    const files = Object.fromEntries([...deleted, ...added])
    const oid = madeUpOid('commit', tip, JSON.stringify(files), message.headline)
    const author = this.#token.user.login
    repository.pushBranch(
      name,
      [{ oid, author, message: [message.headline, message.body].filter(Boolean).join('\n\n'), files }],
      author,
    )
    const commit = repository.git.commits.get(oid)
    return {
      commit: commit ? this.#nodes.commit(repository, commit) : null,
      ref: null,
      clientMutationId: clientMutationId ?? null,
    }
  }
}
