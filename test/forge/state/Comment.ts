import type { User } from './User.ts'

/** What may happen to a text after it was written. */
export interface Written {
  readonly id: number
  readonly author: User
  readonly createdAt: string
  body: string
  updatedAt: string
  lastEditedAt: string | null
  editor: User | null
  /** Earlier bodies, oldest first. */
  readonly history: string[]
}

export interface Reaction {
  readonly id: number
  readonly user: User
  readonly content: '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes'
  readonly createdAt: string
}

export interface Comment extends Written {
  /** Number of the issue or pull request it stands on. */
  readonly issue: number
  readonly reactions: Reaction[]
  /** Slug of the app it was made through; null for people. */
  readonly throughApp: string | null
  readonly byEmail: boolean
  minimized: string | null
}
