import { blobSha, type Commit } from '../state/Git.ts'
import type { Repository } from '../state/Repository.ts'
import type { User } from '../state/User.ts'
import { connection, type Slice } from './connection.ts'

type Node = Record<string, unknown>

/** The longest text GitHub gives whole. */
const MAX_TEXT = 512 * 1024

/** Commits and the files in them as GraphQL shows them. */
export class CommitNodes {
  readonly #actor: (user: User) => Node | null

  constructor(actor: (user: User) => Node | null) {
    this.#actor = actor
  }

  /** What Git calls `oid`, `oid^1` or `oid~2`. */
  at(repository: Repository, expression: string): Node | null {
    const [, name = '', mark, count] = /^([^~^:]+)(?:([~^])([0-9]*))?$/.exec(expression) ?? []
    const { git } = repository
    let oid = git.resolve(name)
    const steps = mark === undefined ? 0 : mark === '~' ? Number(count || 1) : 1
    for (let step = 0; step < steps && oid !== undefined; step += 1) oid = git.commits.get(oid)?.parents[0]
    const commit = oid === undefined ? undefined : git.commits.get(oid)
    return commit ? this.node(repository, commit) : null
  }

  node(repository: Repository, commit: Commit): Node {
    const { oid, message, at } = commit
    const people = [commit.author, ...commit.coAuthors].map((user) => this.#gitActor(user, at))
    const signed = {
      author: people[0],
      committer: this.#gitActor(commit.committer, at, commit.onWeb),
      committedViaWeb: commit.onWeb,
    }
    const authors = (slice: Slice) => connection(people, slice, 'authors', (person) => person)
    const parents = (slice: Slice) =>
      connection(commit.parents, slice, 'parents', (parent) => ({ __typename: 'Commit', oid: parent }))
    const file = ({ path }: { path: string }) => entry(repository, oid, path)
    const dates = { committedDate: at, authoredDate: at }
    return { __typename: 'Commit', id: `C_${oid}`, oid, message, ...dates, ...signed, authors, parents, file }
  }

  /** Git knows accounts by their REST login. */
  #gitActor(user: User | null, date: string, onWeb = false): Node {
    const account = user && !user.deleted ? { ...this.#actor(user), __typename: 'User', login: user.login } : null
    const name = onWeb ? 'GitHub' : (user?.login ?? 'unknown')
    const email = onWeb ? 'noreply@github.com' : `${name}@users.noreply.forge.invalid`
    return { __typename: 'GitActor', name, email, date, user: account }
  }
}

function entry({ git }: Repository, oid: string, path: string): Node | null {
  const text = git.files(oid).get(path)
  if (text === undefined) return null
  const byteSize = Buffer.byteLength(text)
  const object = { __typename: 'Blob', oid: blobSha(text), byteSize, isTruncated: byteSize > MAX_TEXT, isBinary: false }
  return { __typename: 'TreeEntry', path, object: { ...object, text: text.slice(0, MAX_TEXT) } }
}
