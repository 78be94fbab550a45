import type { OwnComment, Remark } from '../review/Remark.ts'
import type { Voiding } from '../review/ReviewFacts.ts'

/** A person whose work is in a pull request. */
export type Contributor = {
  readonly id: number
  readonly login: string
  readonly role: 'author' | 'committer' | 'pusher'
}

/** The files that rules are read from, at one commit; a text is null where there is no such file. */
export type RuleFiles = {
  /** Where, for people: `main`, `main before the merge`. */
  readonly place: string
  readonly commit: string
  readonly config: string | null
  readonly owners: string | null
  /** Paths that are there and of which GitHub does not give the whole text. */
  readonly unreadable: readonly string[]
  /** Object ids of the files: equal where nothing of the rules is different. */
  readonly identity: string
}

/** Everything that GitHub says of a pull request and the gate reads, at one moment. */
export type PullRequest = {
  readonly number: number
  readonly repositoryId: number
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED'
  /** Whether the conversation is locked: then the gate may not comment. */
  readonly locked: boolean
  readonly head: string
  readonly headBranch: string
  /** Full name of the repository that the head is in; null where that is gone. */
  readonly headRepository: string | null
  readonly baseBranch: string
  readonly defaultBranch: string
  /** Of the base's tip as it is now; null where the branch is gone. */
  readonly base: RuleFiles | null
  /** Of the default branch. */
  readonly trunk: RuleFiles | null
  /** Commits of the pull request, oldest first. */
  readonly commits: readonly string[]
  /** The commit that merged it, with how many parents that has; null while it is not merged. */
  readonly merge: { readonly commit: string; readonly parents: number } | null
  readonly author: { readonly login: string; readonly isPerson: boolean }
  readonly contributors: readonly Contributor[]
  /** Whether a commit has an author or committer whom GitHub does not know. */
  readonly unknownCommitters: boolean
  readonly changedPaths: readonly string[]
  readonly remarks: readonly Remark[]
  readonly ownComments: readonly OwnComment[]
  /** Node ids of all comments, in their order. */
  readonly commentOrder: readonly string[]
  /** Where comments of others were deleted by somebody else: who lost one, who took it. */
  readonly deletions: readonly { readonly at: string; readonly of: string; readonly by: string }[]
  /** When a comment of the gate's account was last deleted or edited by another, or the base was changed. */
  readonly voidings: readonly Voiding[]
  /** The login of the gate's own account, with `[bot]` where it is an app. */
  readonly viewer: string
}
