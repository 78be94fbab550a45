import type { Repository } from '../state/Repository.ts'
import type { Token } from '../state/Token.ts'
import type { World } from '../state/World.ts'
import type { Answer } from './Answer.ts'
import type { Presenter } from './Presenter.ts'

/** One request that has passed routing, authentication and GitHub's description. */
export interface Call {
  readonly world: World
  readonly present: Presenter
  readonly token: Token
  /** That of the path; the token's own where the path names none. */
  readonly repository: Repository
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: unknown
  /** Where the request went, for links to further pages. */
  readonly url: string
}

export interface Route {
  /** Permissions of which one is enough, as `name:access`; empty where any token will do. */
  readonly needs: readonly string[]
  readonly answer: (call: Call) => Answer
}

export type Routes = Readonly<Record<string, Route>>
