import type { Comment, Reaction } from '../state/Comment.ts'
import type { PullRequest, Review, TimelineEvent } from '../state/PullRequest.ts'
import type { Repository } from '../state/Repository.ts'
import type { Status } from '../state/Status.ts'
import { markdown } from './markdown.ts'
import { style } from './style.ts'

const emoji: Record<Reaction['content'], string> = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  confused: '😕',
  heart: '❤️',
  hooray: '🎉',
  rocket: '🚀',
  eyes: '👀',
}
const marks: Record<Status['state'], string> = { success: '✓', pending: '●', failure: '✕', error: '✕' }
const verdicts: Record<Review['state'], string> = {
  APPROVED: 'approved these changes',
  CHANGES_REQUESTED: 'requested changes',
  COMMENTED: 'reviewed',
  DISMISSED: 'left a review that was dismissed',
}
const happenings: Record<TimelineEvent['__typename'], string> = {
  CommentDeletedEvent: 'deleted a comment',
  BaseRefChangedEvent: 'changed the base branch',
  HeadRefForcePushedEvent: 'force-pushed',
  ReviewDismissedEvent: 'dismissed a review',
  MergedEvent: 'merged this pull request',
  ClosedEvent: 'closed this pull request',
}

/** The conversation of a pull request, for people: no scripts, nothing loaded from elsewhere. */
export function pullRequestPage(repository: Repository, pull: PullRequest): string {
  const title = `${pull.title} · ${repository.fullName}#${pull.number}`
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>`
  const sections = [
    header(repository, pull),
    box(pull.author.login, pull.createdAt, pull.body),
    commits(repository, pull),
  ]
  return `<!doctype html><html lang="en"><head>${head}<style>${style}</style></head><body>${[
    ...sections,
    ...conversation(repository, pull),
    statuses(newestPerContext(repository.statuses(pull.headOid))),
  ].join('\n')}</body></html>`
}

function header(repository: Repository, pull: PullRequest): string {
  const state = pull.merged ? 'merged' : pull.state === 'open' && pull.draft ? 'draft' : pull.state
  const badge = `<span class="badge ${state}">${state[0]?.toUpperCase()}${state.slice(1)}</span>`
  const branches = `<code>${escaped(pull.baseRef)}</code> ← <code>${escaped(pull.headRef)}</code>`
  const who = `<b>${escaped(pull.author.login)}</b> wants to merge ${plural(pull.commits.length, 'commit')}: ${branches}`
  const place = `<p class="muted">${escaped(repository.fullName)}</p>`
  return `${place}<h1>${escaped(pull.title)} <small>#${pull.number}</small></h1><p>${badge}<span class="muted">${who}</span></p>`
}

/** Comments, reviews and events, oldest first. */
function conversation(repository: Repository, pull: PullRequest): string[] {
  const comments = repository.comments(pull.number).map((one) => ({ at: one.createdAt, html: comment(one) }))
  const reviews = pull.reviews.map((one) => ({ at: one.submittedAt, html: review(one) }))
  const events = pull.timeline.map((one) => ({ at: one.createdAt, html: event(one) }))
  const all = [...comments, ...reviews, ...events].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
  return all.map(({ html }) => html)
}

function comment(comment: Comment): string {
  const inner = box(comment.author.login, comment.createdAt, comment.body, {
    id: `issuecomment-${comment.id}`,
    tags: [...(comment.author.type === 'Bot' ? ['bot'] : []), ...(comment.lastEditedAt ? ['edited'] : [])],
    after: reactions(comment.reactions),
  })
  if (comment.minimized === null) return inner
  return `<details class="event"><summary>This comment was marked as ${escaped(comment.minimized)}.</summary>${inner}</details>`
}

function review({ author, state, submittedAt, body, id }: Review): string {
  const line = `<p class="event"><b>${escaped(author.login)}</b> ${verdicts[state]} · ${time(submittedAt)}</p>`
  return body === '' ? line : line + box(author.login, submittedAt, body, { id: `pullrequestreview-${id}` })
}

function event({ __typename, actor, createdAt }: TimelineEvent): string {
  return `<p class="event"><b>${escaped(actor.login)}</b> ${happenings[__typename]} · ${time(createdAt)}</p>`
}

function box(
  author: string,
  at: string,
  body: string,
  more: { id?: string; tags?: string[]; after?: string } = {},
): string {
  const tags = (more.tags ?? []).map((tag) => `<span class="tag">${tag}</span>`).join('')
  const top = `<header><b>${escaped(author)}</b>${tags} commented · ${time(at)}</header>`
  const text = body === '' ? '<p class="muted"><i>No description provided.</i></p>' : markdown(body)
  const id = more.id === undefined ? '' : ` id="${more.id}"`
  return `<section class="box"${id}>${top}<div class="markdown">${text}</div>${more.after ?? ''}</section>`
}

function reactions(all: readonly Reaction[]): string {
  const contents = [...new Set(all.map(({ content }) => content))]
  const count = (content: Reaction['content']) => all.filter((one) => one.content === content).length
  const shown = contents.map((content) => `<span>${emoji[content]} ${count(content)}</span>`)
  return shown.length > 0 ? `<div class="reactions">${shown.join('')}</div>` : ''
}

function commits(repository: Repository, pull: PullRequest): string {
  const rows = pull.commits.map((oid) => {
    const commit = repository.git.commits.get(oid)
    const message = (commit?.message ?? '').split('\n')[0] ?? ''
    return `<li><code>${oid.slice(0, 7)}</code> ${escaped(message)} <span class="muted">${escaped(commit?.author?.login ?? '')}</span></li>`
  })
  return `<section class="box"><header>${plural(rows.length, 'commit')}</header><ul class="rows">${rows.join('')}</ul></section>`
}

function statuses(all: readonly Status[]): string {
  if (all.length === 0) return ''
  const rows = all.map(({ state, context, description, targetUrl }) => {
    const link = targetUrl === null ? '' : ` <a href="${escaped(targetUrl)}">Details</a>`
    return `<li><span class="${state}">${marks[state]}</span> <b>${escaped(context)}</b> <span class="muted">${escaped(description ?? '')}</span>${link}</li>`
  })
  return `<section class="box"><header>${plural(rows.length, 'check')}</header><ul class="rows">${rows.join('')}</ul></section>`
}

function newestPerContext(statuses: readonly Status[]): Status[] {
  return [...new Map(statuses.map((status) => [status.context, status])).values()]
}

function time(at: string): string {
  return `<time datetime="${at}">${at.replace('T', ' ').replace('Z', ' UTC')}</time>`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
