import { createHash } from 'node:crypto'
import { authenticate, mayUse } from '../authenticate.ts'
import type { Request } from '../Request.ts'
import type { Repository } from '../state/Repository.ts'
import type { Token } from '../state/Token.ts'
import type { World } from '../state/World.ts'
import type { Answer } from './Answer.ts'
import type { Routes } from './Call.ts'
import { commentRoutes } from './commentRoutes.ts'
import { gitRoutes } from './gitRoutes.ts'
import { peopleRoutes } from './peopleRoutes.ts'
import { pullRoutes } from './pullRoutes.ts'
import { Refusal } from './Refusal.ts'
import { repositoryRoutes } from './repositoryRoutes.ts'
import { automationRoutes } from './automationRoutes.ts'
import { settingsRoutes } from './settingsRoutes.ts'

/** A request's place in the API: `GET /repos/{owner}/{repo}` and the parts of the path. */
export interface Place {
  readonly operation: string
  readonly template: string
  readonly parameters: Readonly<Record<string, string>>
}

const ownRoutes: Routes = {
  ...commentRoutes,
  ...gitRoutes,
  ...peopleRoutes,
  ...pullRoutes,
  ...repositoryRoutes,
  ...automationRoutes,
  ...settingsRoutes,
}
/** These parameters may hold slashes. */
const greedy = new Set(['ref', 'path', 'basehead'])

/** The REST half of the forge. */
export class RestApi {
  static readonly operations: readonly string[] = Object.keys(ownRoutes)
  readonly #world: World
  readonly #routes: Routes
  readonly #problems: string[]
  readonly #patterns: readonly { operation: string; method: string; template: string; pattern: RegExp }[]

  constructor(world: World, problems: string[], more: Routes = {}) {
    this.#world = world
    this.#problems = problems
    this.#routes = { ...ownRoutes, ...more }
    this.#patterns = Object.keys(this.#routes).map((operation) => {
      const [method = '', template = ''] = operation.split(' ')
      const source = template.replaceAll(
        /\{(\w+)\}/g,
        (_, name: string) => `(?<${name}>${greedy.has(name) ? '.+' : '[^/]+'})`,
      )
      return { operation, method, template, pattern: new RegExp(`^${source}$`, 'i') }
    })
  }

  place(request: Request): Place | undefined {
    for (const { operation, method, template, pattern } of this.#patterns) {
      const groups = method === request.method ? pattern.exec(request.path)?.groups : undefined
      const found = groups ?? (method === request.method && pattern.test(request.path) ? {} : undefined)
      if (found) return { operation, template, parameters: decoded(found) }
    }
    return undefined
  }

  /** The answer, checked against GitHub's description and with the headers GitHub sends. */
  answer(request: Request, place: Place | undefined): Answer {
    let token: Token | undefined
    try {
      token = authenticate(this.#world, request)
      if (!place) throw Refusal.notFound()
      const answer = this.#checked(place, this.#called(request, place, token))
      return this.#withHeaders(request, token, answer)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const answer = place ? this.#checked(place, error.answer) : error.answer
      return { ...answer, headers: { ...answer.headers, ...rateHeaders(token) } }
    }
  }

  #called(request: Request, place: Place, token: Token): Answer {
    const { parameters } = place
    const route = this.#routes[place.operation]
    if (!route) throw Refusal.notFound()
    const repository = this.#repository(token, request.method, parameters)
    if (repository === token.repository && !mayUse(token, route.needs)) throw Refusal.forbidden()
    if (repository.archived && request.method !== 'GET')
      throw new Refusal(403, 'Repository was archived so is read-only.')
    const body = request.method === 'GET' || request.method === 'DELETE' ? undefined : parsed(request.text)
    const query = request.url.searchParams
    const wrong = this.#world.description.wrongRequest(place.operation, query, body)
    if (wrong !== undefined)
      throw new Refusal(422, `Invalid request.\n\n${wrong}`, { errors: [{ code: 'custom', message: wrong }] })
    const world = this.#world
    const { headers } = request
    return route.answer({
      world,
      present: world.present,
      token,
      repository,
      parameters,
      query,
      headers,
      body,
      url: request.url.href,
    })
  }

  /** A token sees its own repository; of others only what is public, and only to read. */
  #repository(token: Token, method: string, { owner, repo }: Readonly<Record<string, string>>): Repository {
    if (owner === undefined || repo === undefined) return token.repository
    const found = this.#world.repositories.get(`${owner}/${repo}`.toLowerCase())
    if (!found || (found !== token.repository && found.private)) throw Refusal.notFound()
    if (found !== token.repository && method !== 'GET') throw Refusal.forbidden()
    return found
  }

  #checked(place: Place, answer: Answer): Answer {
    if (Buffer.isBuffer(answer.body)) return answer
    const wrong = this.#world.description.wrongAnswer(place.operation, answer.status, answer.body)
    if (wrong === undefined) return answer
    const problem = `${place.operation} ${answer.status}: ${wrong}`
    this.#problems.push(problem)
    return { status: 599, body: { message: `GitHub would not say this: ${problem}` } }
  }

  #withHeaders(request: Request, token: Token, answer: Answer): Answer {
    const text = Buffer.isBuffer(answer.body) ? answer.body : JSON.stringify(answer.body ?? '')
    const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`
    const tagged = request.method === 'GET' && answer.status === 200
    const same = tagged && request.headers['if-none-match'] === etag
    if (same) token.used -= 1
    const headers = { ...answer.headers, ...(tagged && { etag }), ...rateHeaders(token) }
    return same ? { status: 304, headers } : { ...answer, headers }
  }
}

/** GitHub's count of what a token has left. */
export function rateHeaders(token: Token | undefined): Record<string, string> {
  if (!token) return {}
  const { limit, used } = token
  const figures = { limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(token.resetAt / 1000) }
  const named = Object.entries(figures).map(([name, value]) => [`x-ratelimit-${name}`, String(value)])
  return { ...Object.fromEntries(named), 'x-ratelimit-resource': 'core' }
}

/** Broken percent signs stay as they are and so name nothing. */
function decoded(groups: Record<string, string>): Record<string, string> {
  const plain = (value: string) => (/%(?![0-9a-f]{2})/i.test(value) ? value : decodeURIComponent(value))
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, plain(value)]))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, 'Problems parsing JSON')
  }
}
