import { randomBytes } from 'node:crypto'
import type { Clock } from '../Clock.ts'
import { Description } from '../description/Description.ts'
import { Presenter } from '../rest/Presenter.ts'
import { Repository, type RepositoryOptions } from './Repository.ts'
import type { Access, Token } from './Token.ts'
import type { User } from './User.ts'

const botIds: Record<string, number> = { 'github-actions[bot]': 41898282 }

/** Everything the forge knows: accounts, teams, tokens, repositories. */
export class World {
  readonly clock: Clock
  readonly description = new Description()
  readonly present = new Presenter(this.description, () => this.url)
  readonly repositories = new Map<string, Repository>()
  readonly tokens = new Map<string, Token>()
  /** `org/slug` to the logins of its members. */
  readonly teams = new Map<string, Map<string, 'member' | 'maintainer'>>()
  readonly #users = new Map<string, User>()
  #lastId = 1000
  url = ''

  constructor(clock: Clock) {
    this.clock = clock
  }

  nextId(): number {
    return (this.#lastId += 1)
  }

  /** The account of this login, made when it is new. */
  user(login: string, options: { type?: User['type']; id?: number } = {}): User {
    const known = this.knownUser(login)
    if (known) return known
    const type = options.type ?? (login.endsWith('[bot]') ? 'Bot' : 'User')
    const user: User = { id: options.id ?? botIds[login] ?? this.nextId(), login, type, deleted: false }
    this.#users.set(login.toLowerCase(), user)
    return user
  }

  knownUser(login: string): User | undefined {
    return this.#users.get(login.toLowerCase())
  }

  /** The account goes by another login from now on; the old one is free for anybody. */
  accounts(): User[] {
    return [...this.#users.values()]
  }

  rename(login: string, to: string): void {
    const user = this.user(login)
    this.#users.delete(login.toLowerCase())
    this.#users.set(to.toLowerCase(), user)
    user.login = to
  }

  delete(login: string): void {
    this.user(login).deleted = true
    this.#users.delete(login.toLowerCase())
  }

  team(org: string, slug: string, members: readonly string[]): void {
    this.user(org, { type: 'Organization' })
    this.teams.set(`${org}/${slug}`.toLowerCase(), new Map(members.map((login) => [this.user(login).login, 'member'])))
  }

  repository(fullName: string, options: RepositoryOptions = {}): Repository {
    const known = this.repositories.get(fullName.toLowerCase())
    if (known) return known
    const repository = new Repository(this, fullName, options)
    this.repositories.set(fullName.toLowerCase(), repository)
    return repository
  }

  token(repository: Repository, user: User, permissions: Readonly<Record<string, Access>>, limit?: number): Token {
    const bot = user.type === 'Bot'
    const secret = `${bot ? 'ghs' : 'ghp'}_${randomBytes(18).toString('hex')}`
    const rest = { limit: limit ?? (bot ? 1000 : 5000), used: 0, resetAt: 0, revoked: false }
    const token: Token = { secret, user, repository, permissions, ...rest }
    this.tokens.set(secret, token)
    return token
  }
}
