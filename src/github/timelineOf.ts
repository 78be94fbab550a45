import { textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import type { Voiding } from '../review/ReviewFacts.ts'
import { bareLogin, textOf } from './fields.ts'
import type { PullRequest } from './PullRequest.ts'

export type Timeline = {
  readonly voidings: readonly Voiding[]
  readonly deletions: PullRequest['deletions']
  /** Node ids of reviews that requested changes and that somebody else dismissed. */
  readonly dismissedByOthers: ReadonlySet<string>
}

/** What the timeline says of deleted comments, changed bases and dismissed reviews. */
export const timelineOf = (events: readonly Json[], ownLogins: ReadonlySet<string | undefined>): Timeline => {
  const kind = (name: string): Json[] => events.filter((event) => textAt(event, '__typename') === name)
  const deleted = kind('CommentDeletedEvent').map((event) => ({
    at: textOf(event, 'createdAt'),
    of: bareLogin(textAt(event, 'deletedCommentAuthor', 'login')) ?? 'ghost',
    by: bareLogin(textAt(event, 'actor', 'login')) ?? 'ghost',
  }))
  return {
    voidings: [
      ...deleted.filter(({ of }) => ownLogins.has(of)).map(({ at }) => ({ at, why: 'tampered' as const })),
      ...kind('BaseRefChangedEvent').map((event) => ({ at: textOf(event, 'createdAt'), why: 'retargeted' as const })),
    ],
    deletions: deleted.filter(({ of, by }) => !ownLogins.has(of) && of !== by),
    dismissedByOthers: new Set(kind('ReviewDismissedEvent').flatMap((event) => dismissedByOther(event))),
  }
}

const dismissedByOther = (event: Json): string[] => {
  const review = textAt(event, 'review', 'id')
  const author = textAt(event, 'review', 'author', 'login')
  const itself = author !== undefined && author === textAt(event, 'actor', 'login')
  return review === undefined || itself || textAt(event, 'previousReviewState') !== 'CHANGES_REQUESTED' ? [] : [review]
}
