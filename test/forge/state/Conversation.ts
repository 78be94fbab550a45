import type { Clock } from '../Clock.ts'
import type { Comment, Reaction, Written } from './Comment.ts'
import type { User } from './User.ts'

export interface CommentOptions {
  /** Slug of the app the comment is made through. */
  throughApp?: string
  byEmail?: boolean
}

/** The comments of a repository with their edits and reactions. */
export class Conversation {
  readonly comments = new Map<number, Comment>()
  readonly deleted = new Map<number, Comment>()
  readonly #clock: Clock
  readonly #nextId: () => number

  constructor(clock: Clock, nextId: () => number) {
    this.#clock = clock
    this.#nextId = nextId
  }

  on(issue: number): Comment[] {
    return [...this.comments.values()].filter((comment) => comment.issue === issue)
  }

  find(id: number): Comment {
    const comment = this.comments.get(id)
    if (!comment) throw new Error(`There is no comment ${id}.`)
    return comment
  }

  delete(comment: Comment): void {
    this.comments.delete(comment.id)
    this.deleted.set(comment.id, comment)
  }

  add(issue: number, author: User, body: string, options: CommentOptions = {}): Comment {
    const { throughApp = null, byEmail = false } = options
    const written = this.written(author, body)
    const comment: Comment = { ...written, issue, reactions: [], throughApp, byEmail, minimized: null }
    this.comments.set(comment.id, comment)
    return comment
  }

  written(author: User, body: string): Written {
    const at = this.#clock.stamp()
    const untouched = { lastEditedAt: null, editor: null, history: [] }
    return { id: this.#nextId(), author, body, createdAt: at, updatedAt: at, ...untouched }
  }

  edit(text: Written, editor: User, body: string): void {
    const at = this.#clock.stamp()
    text.history.push(text.body)
    Object.assign(text, { body, editor, lastEditedAt: at, updatedAt: at })
  }

  /** The reaction, and whether it is new: reacting twice with the same content changes nothing. */
  react(comment: Comment, user: User, content: Reaction['content']): { reaction: Reaction; isNew: boolean } {
    const known = comment.reactions.find((reaction) => reaction.user === user && reaction.content === content)
    if (known) return { reaction: known, isNew: false }
    const reaction: Reaction = { id: this.#nextId(), user, content, createdAt: this.#clock.stamp() }
    comment.reactions.push(reaction)
    return { reaction, isNew: true }
  }
}
