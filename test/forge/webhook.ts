import type { PullRequest } from './state/PullRequest.ts'
import type { Repository } from './state/Repository.ts'
import type { User } from './state/User.ts'

export type WebhookEvent = 'pull_request' | 'pull_request_review' | 'issue_comment'

export interface WebhookSubject {
  comment?: number
  review?: number
  sender?: string
  /** The body before an edit. */
  bodyBefore?: string
  /** The head before a push, for `synchronize`. */
  headBefore?: string
}

type Json = Record<string, unknown>

/** What a workflow finds in GITHUB_EVENT_PATH. */
export function webhook(
  repository: Repository,
  number: number,
  happened: { event: WebhookEvent; action: string } & WebhookSubject,
): Json {
  const { world } = repository
  const pull = repository.pulls.find(number)
  const { subject, author } = subjectOf(repository, pull, happened)
  const sender = happened.sender === undefined ? author : world.user(happened.sender)
  const { bodyBefore } = happened
  const changes = bodyBefore === undefined ? {} : { changes: { body: { from: bodyBefore } } }
  const common = { repository: world.present.repository(repository), sender: world.present.user(sender) }
  return { action: happened.action, ...subject, ...changes, ...common }
}

function subjectOf(
  repository: Repository,
  pull: PullRequest,
  happened: { event: WebhookEvent } & WebhookSubject,
): { subject: Json; author: User } {
  const { present } = repository.world
  const pull_request = present.pullRequest(repository, pull)
  if (happened.event === 'issue_comment') {
    const comment = commentOf(repository, happened.comment)
    const subject = { issue: present.issue(repository, pull), comment: present.comment(repository, comment) }
    return { subject, author: comment.author }
  }
  if (happened.event === 'pull_request_review') {
    const review = pull.reviews.find((one) => one.id === happened.review) ?? pull.reviews.at(-1)
    if (!review) throw new Error(`Pull request ${pull.number} has no review.`)
    const shown = { ...present.review(repository, pull, review), state: review.state.toLowerCase() }
    return { subject: { pull_request, review: shown }, author: review.author }
  }
  const moved = happened.headBefore === undefined ? {} : { before: happened.headBefore, after: pull.headOid }
  return { subject: { number: pull.number, pull_request, ...moved }, author: pull.author }
}

function commentOf({ conversation }: Repository, id: number | undefined) {
  const known = [...conversation.comments.values(), ...conversation.deleted.values()]
  const comment = id === undefined ? [...conversation.comments.values()].at(-1) : known.find((one) => one.id === id)
  if (!comment) throw new Error(`There is no comment ${id ?? ''}.`)
  return comment
}
