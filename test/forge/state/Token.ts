import type { Repository } from './Repository.ts'
import type { User } from './User.ts'

export type Access = 'read' | 'write'

/** A credential for one repository. A bot's token is an installation's, like GITHUB_TOKEN; a person's is a PAT. */
export interface Token {
  readonly secret: string
  readonly user: User
  readonly repository: Repository
  readonly permissions: Readonly<Record<string, Access>>
  /** Requests an hour; the count starts again when the clock passes `resetAt`. */
  readonly limit: number
  used: number
  resetAt: number
  revoked: boolean
}
