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
  readonly #world: World
  readonly #rest: RestApi
  readonly #graphql: GraphqlApi
  readonly #server: Server

  private constructor({ clock = new Clock(), routes = {} }: ForgeOptions) {
    this.clock = clock
    this.#world = new World(clock)
    this.#rest = new RestApi(this.#world, this.problems, routes)
    this.#graphql = new GraphqlApi(this.#world, this.problems)
    this.#server = createServer((message, response) => {
      readRequest(message, this.url)
        .then((request) => this.#respond(request, response))
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

  user(login: string, options: { type?: User['type']; id?: number } = {}): User {
    return this.#world.user(login, options)
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
    send(response, answer, fault)
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
