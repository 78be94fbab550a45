import type { OwnComment, Remark } from '../review/Remark.ts'

/** A person whose work is in a pull request. */
export type Contributor = { readonly id: number; readonly login: string; readonly role: 'author' | 'committer' }

/** Everything that GitHub says of a pull request and the gate reads, at one moment. */
export type PullRequest = {
  readonly number: number
  readonly repositoryId: number
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED'
  readonly head: string
  readonly base: string
  readonly baseBranch: string
  readonly contributors: readonly Contributor[]
  /** Whether the author is a person, not an app or bot. */
  readonly authorIsPerson: boolean
  /** Whether a commit has an author or committer whom GitHub does not know. */
  readonly unknownCommitters: boolean
  readonly remarks: readonly Remark[]
  readonly ownComments: readonly OwnComment[]
  /** When a comment of the gate's account was last deleted or edited by another; null where never. */
  readonly tamperedAt: string | null
}
