import type { Written } from './Comment.ts'
import type { Repository } from './Repository.ts'
import type { User } from './User.ts'

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED'

export interface Review extends Written {
  state: ReviewState
  readonly submittedAt: string
  readonly commitOid: string
}

export interface TimelineEvent {
  readonly __typename:
    | 'CommentDeletedEvent'
    | 'BaseRefChangedEvent'
    | 'HeadRefForcePushedEvent'
    | 'ReviewDismissedEvent'
    | 'MergedEvent'
    | 'ClosedEvent'
  readonly id: string
  readonly createdAt: string
  readonly actor: User
  readonly deletedAuthor?: User
  readonly review?: Review
  readonly before?: string
  readonly after?: string
}

export interface Issue {
  readonly id: number
  readonly number: number
  readonly author: User
  readonly createdAt: string
  readonly labels: readonly string[]
  title: string
  body: string
  state: 'open' | 'closed'
  locked: boolean
  updatedAt: string
  closedAt: string | null
}

export interface PullRequest extends Issue {
  readonly draft: boolean
  readonly headRef: string
  readonly headRepository: Repository
  readonly reviews: Review[]
  readonly timeline: TimelineEvent[]
  /** Whether only people who may write can comment. */
  locked: boolean
  baseRef: string
  /** Tip of the base branch when the head was last pushed: GitHub does not move it when the base moves. */
  baseOid: string
  headOid: string
  commits: string[]
  merged: boolean
  mergedAt: string | null
  mergedBy: User | null
  /** The test merge while open, the merge commit afterwards, null while GitHub has not made one or cannot. */
  mergeOid: string | null
}
