import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Clock } from './Clock.ts'
import { validated } from './description/validated.ts'
import { Faults, type Fault } from './Faults.ts'
import { GraphqlApi } from './graphql/GraphqlApi.ts'
import { readRequest, type Request } from './Request.ts'
import type { Answer } from './rest/Answer.ts'
import type { Routes } from './rest/Call.ts'
import { RestApi } from './rest/RestApi.ts'
import { Refusal } from './rest/Refusal.ts'
import { send } from './send.ts'
import type { Repository, RepositoryOptions } from './state/Repository.ts'
import type { User } from './state/User.ts'
import { World } from './state/World.ts'
import { pullRequestPage } from './web/pullRequestPage.ts'

export interface ForgeOptions {
  clock?: Clock
  /** Where the API is: under `/api/v3` and `/api/graphql` of the server's own host, as on GitHub Enterprise Server. */
  enterprise?: boolean
  /** Routes besides our own, or instead of them: a test plants an answer GitHub would not give. */
  routes?: Routes
}

/** A small GitHub on this machine: REST, GraphQL and a page for people, over one state. */
export class Forge implements AsyncDisposable {
  readonly clock: Clock
  readonly faults = new Faults()
  /** Every API request in order: `GET /repos/{owner}/{repo} 200`, `GraphQL Remarks 200`. */
  readonly transcript: string[] = []
  /** Where the forge itself was wrong: an answer GitHub would not give, a field it does not know. */
  readonly problems: string[] = []
  readonly #enterprise: boolean
  readonly #world: World
  readonly #rest: RestApi
  readonly #graphql: GraphqlApi
  readonly #server: Server

  private constructor({ clock = new Clock(), enterprise = false, routes = {} }: ForgeOptions) {
    this.clock = clock
    this.#enterprise = enterprise
    this.#world = new World(clock)
    this.#rest = new RestApi(this.#world, this.problems, routes)
    this.#graphql = new GraphqlApi(this.#world, this.problems)
    this.#server = createServer((message, response) => {
      readRequest(message, this.url)
        .then((request) => this.#respond(this.#inside(request), response))
        .catch((error: unknown) => this.#broke(error, response))
    })
  }

  /** Listens on a free port of this machine only. */
  static async start(options: ForgeOptions = {}): Promise<Forge> {
    const forge = new Forge(options)
    forge.#server.listen(0, '127.0.0.1')
    await once(forge.#server, 'listening')
    const { port } = validated<AddressInfo>(forge.#server.address())
    forge.#world.url = `http://127.0.0.1:${port}`
    return forge
  }

  get url(): string {
    return this.#world.url
  }

  /** What a runner has in GITHUB_API_URL. */
  get apiUrl(): string {
    return this.#enterprise ? `${this.url}/api/v3` : this.url
  }

  user(login: string, options: { type?: User['type']; id?: number } = {}): User {
    return this.#world.user(login, options)
  }

  /** Somebody changes their login; the old one is free for anybody. */
  rename(login: string, to: string): void {
    this.#world.rename(login, to)
  }

  /** Somebody deletes their account. */
  deleteUser(login: string): void {
    this.#world.delete(login)
  }

  /** A team's members; only tokens with `members: read` see it. */
  team(org: string, slug: string, members: readonly string[]): void {
    this.#world.team(org, slug, members)
  }

  /** The repository of this full name, made when it is new. */
  repository(fullName: string, options: RepositoryOptions = {}): Repository {
    return this.#world.repository(fullName, options)
  }

  clearTranscript(): void {
    this.transcript.length = 0
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #respond(request: Request, response: ServerResponse): Promise<void> {
    const page = this.#page(request)
    if (page !== undefined)
      return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
    const isGraphql = request.method === 'POST' && request.path === '/graphql'
    const place = isGraphql ? undefined : this.#rest.place(request)
    const operation = isGraphql ? GraphqlApi.operationOf(request) : undefined
    const name = isGraphql
      ? `GraphQL ${operation || 'anonymous'}`
      : (place?.operation ?? `${request.method} ${request.path}`)
    const { method, path } = request
    const fault = this.faults.take({ method, path, template: place?.template ?? path, operation })
    fault?.before?.()
    if (fault?.hang) return void this.transcript.push(`${name} hang`)
    if (fault?.delayMs !== undefined) await sleep(fault.delayMs)
    const answer =
      faulty(fault) ?? (isGraphql ? await this.#graphql.answer(request) : this.#rest.answer(request, place))
    this.transcript.push(`${name} ${fault?.reset ? 'reset' : answer.status}`)
    const date = new Date(this.clock.now()).toUTCString()
    send(response, { ...answer, headers: { date, ...answer.headers } }, fault)
  }

  /** The request by its place in the API, wherever that is; what lies beside it is in no API. */
  #inside(request: Request): Request {
    if (!this.#enterprise) return request
    const { path } = request
    if (path === '/api/graphql') return { ...request, path: '/graphql' }
    const inside = /^\/api\/v3(\/.*)$/.exec(path)?.[1] ?? `/beside${path}`
    if (inside === '/graphql') return { ...request, path: `/beside${path}` }
    // The page for people is where it always is.
    return this.#page(request) === undefined ? { ...request, path: inside } : request
  }

  #page({ method, path }: Request): string | undefined {
    const [, repository = '', number] = /^\/([^/]+\/[^/]+)\/pull\/(\d+)$/.exec(path) ?? []
    const found = this.#world.repositories.get(repository.toLowerCase())
    const pull = found?.pulls.all.get(Number(number))
    return method === 'GET' && found && pull ? pullRequestPage(found, pull) : undefined
  }

  #broke(error: unknown, response: ServerResponse): void {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.problems.push(message)
    if (!response.headersSent) response.writeHead(599)
    response.end(message)
  }
}

/** The answer a fault gives instead of ours. */
function faulty(fault: Fault | undefined): Answer | undefined {
  if (fault?.status === undefined) return undefined
  const { answer } = new Refusal(fault.status, messages[fault.status] ?? 'Something went wrong')
  return fault.body === undefined ? answer : { status: fault.status, body: fault.body }
}

const messages: Record<number, string> = {
  401: 'Bad credentials',
  403: 'Resource not accessible by integration',
  404: 'Not Found',
  422: 'Validation Failed',
  429: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
  500: 'Server Error',
  502: 'Server Error',
  503: 'Service unavailable',
}
