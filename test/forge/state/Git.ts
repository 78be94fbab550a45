import { createHash } from 'node:crypto'
import type { User } from './User.ts'

export interface Commit {
  readonly oid: string
  readonly parents: readonly string[]
  /** Null where the e-mail address belongs to no account. */
  readonly author: User | null
  readonly committer: User | null
  readonly coAuthors: readonly User[]
  /** Made in the browser: then GitHub itself is the committer. */
  readonly onWeb: boolean
  readonly message: string
  readonly at: string
  /** Changes against the first parent; null deletes. `whole` trees inherit nothing. */
  readonly files: Map<string, string | null>
  readonly whole: boolean
}

export interface Activity {
  readonly id: number
  readonly ref: string
  readonly before: string
  readonly after: string
  readonly type: 'push' | 'force_push' | 'branch_creation' | 'branch_deletion' | 'pr_merge'
  readonly actor: User
  readonly at: string
}

const zero = '0'.repeat(40)

/** Commits, refs, files and who moved which ref. */
export class Git {
  readonly commits = new Map<string, Commit>()
  readonly refs = new Map<string, string>()
  readonly blobs = new Map<string, string>()
  readonly trees = new Map<string, Map<string, string>>()
  readonly activity: Activity[] = []

  add(commit: Partial<Commit> & { oid: string; at: string }): Commit {
    const empty = { parents: [], author: null, committer: null, coAuthors: [], message: '', onWeb: false, whole: false }
    const added: Commit = { ...empty, files: new Map(), ...commit }
    this.commits.set(added.oid, added)
    return added
  }

  /** The commit a branch, tag, full ref or object id stands for. */
  resolve(name: string): string | undefined {
    const short = name.replace(/^refs\//, '')
    const ref =
      this.refs.get(`refs/${short}`) ?? this.refs.get(`refs/heads/${name}`) ?? this.refs.get(`refs/tags/${name}`)
    return ref ?? (this.commits.has(name) ? name : undefined)
  }

  move(ref: string, after: string, moved: { id: number; actor: User; at: string; merge?: boolean }): void {
    const before = this.refs.get(ref)
    this.refs.set(ref, after)
    const { merge, ...rest } = moved
    const type = merge ? 'pr_merge' : this.#kindOfMove(before, after)
    this.activity.push({ ...rest, ref, before: before ?? zero, after, type })
  }

  #kindOfMove(before: string | undefined, after: string): Activity['type'] {
    if (before === undefined) return 'branch_creation'
    return this.isAncestor(before, after) ? 'push' : 'force_push'
  }

  /** From this commit backwards, each commit once, nearest first. */
  *ancestors(oid: string): Generator<string> {
    const waiting = [oid]
    const seen = new Set<string>()
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      if (seen.has(at)) continue
      seen.add(at)
      yield at
      waiting.push(...(this.commits.get(at)?.parents ?? []))
    }
  }

  isAncestor(old: string, young: string): boolean {
    return [...this.ancestors(young)].includes(old)
  }

  /** Every file of a commit, by path: those of its first parent, what other parents bring in, its own changes. */
  files(oid: string): Map<string, string> {
    const commit = this.commits.get(oid)
    const [parent, ...merged] = commit?.parents ?? []
    const files = parent === undefined || commit?.whole ? new Map<string, string>() : this.files(parent)
    const mine = new Set(parent === undefined ? [] : this.ancestors(parent))
    const brought = merged.flatMap((other) => [...this.ancestors(other)].filter((at) => !mine.has(at)).reverse())
    for (const changed of [...(commit?.whole ? [] : brought), oid]) {
      for (const [path, text] of this.commits.get(changed)?.files ?? []) {
        if (text === null) files.delete(path)
        else files.set(path, text)
      }
    }
    return files
  }

  treeOf(oid: string): string {
    return this.keepTree(this.files(oid))
  }

  keepTree(files: Map<string, string>): string {
    const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
    const sha = createHash('sha1').update(JSON.stringify(sorted)).digest('hex')
    this.trees.set(sha, new Map(sorted))
    return sha
  }

  keepBlob(text: string): string {
    const sha = blobSha(text)
    this.blobs.set(sha, text)
    return sha
  }
}

/** The object id Git gives a file of this text. */
export function blobSha(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex')
}
