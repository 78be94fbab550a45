import type { getOctokit } from '@actions/github'
import { GateError } from '../errors/GateError.ts'
import type { Json } from '../json/Json.ts'
import { connectOctokit } from './connectOctokit.ts'
import { githubError, statusOf } from './githubError.ts'
import { partialAnswer } from './partialAnswer.ts'

/** Where a pull request is, and how to get there. */
export type GitHubSettings = {
  readonly token: string
  readonly apiUrl: string
  readonly owner: string
  readonly repo: string
  readonly timeoutSeconds: number
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Parameters = Readonly<Record<string, Json>>
type Octokit = ReturnType<typeof getOctokit>

/**
 * The only way to GitHub, for one run: each attempt has a time limit, reads are tried again, writes that may have been
 * taken are not, and every failure becomes a GateError.
 */
export class GitHub {
  readonly owner: string
  readonly repo: string
  readonly #reader: Octokit
  readonly #writer: Octokit
  readonly #known = new Map<string, { readonly etag: string; readonly data: Json }>()
  #date: string | null = null

  constructor({ token, apiUrl, owner, repo, timeoutSeconds }: GitHubSettings) {
    this.owner = owner
    this.repo = repo
    const sawDate = (date: string): void => {
      this.#date = date
    }
    this.#reader = connectOctokit({ token, apiUrl, timeoutSeconds, sawDate, kind: 'reads' })
    this.#writer = connectOctokit({ token, apiUrl, timeoutSeconds, sawDate, kind: 'writes' })
  }

  /**
   * The time by GitHub's own clock, to the second, as of its newest answer; null before the first. The ages of
   * remarks are measured by it, never by the runner's clock.
   */
  time(): Date | null {
    return this.#date === null ? null : new Date(this.#date)
  }

  /**
   * One REST call on the repository; `path` is relative to it. `what` ends the sentence "GitHub … when …". A read that
   * is repeated in one run and did not change since gives the very same value and does not count against the limit.
   */
  async rest(method: Method, path: string, what: string, body: Parameters = {}): Promise<Json> {
    if (method === 'GET') return await this.#read(path, what, body)
    return await this.#told(what, async () => (await this.#request(this.#writer, `${method} ${path}`, body)).data)
  }

  /** One read of another repository, by its full name; `path` is relative to it. */
  async restOf(repository: string, path: string, what: string): Promise<Json> {
    const [owner = '', repo = ''] = repository.split('/')
    return await this.#told(what, async () => (await this.#request(this.#reader, `GET ${path}`, { owner, repo })).data)
  }

  /** One read that belongs to no repository; `path` begins at the root of the API. */
  async restAtRoot(path: string, what: string): Promise<Json> {
    return await this.#told(what, async () => (await this.#reader.request(`GET ${path}`)).data as Json)
  }

  /**
   * One GraphQL query or mutation, with `owner` and `repo` among its variables. An answer with errors is a failure,
   * unless all of them are at places that `mayFail` fits: there stands null then.
   */
  async graphql(query: string, what: string, variables: Parameters, mayFail: RegExp | null = null): Promise<Json> {
    const octokit = query.trimStart().startsWith('query') ? this.#reader : this.#writer
    const all = { owner: this.owner, repo: this.repo, ...variables }
    return await this.#told(what, async () => {
      try {
        return await octokit.graphql<Json>(query, all)
      } catch (error) {
        const partial = mayFail === null ? null : partialAnswer(error, mayFail)
        if (partial === null) throw error
        return partial
      }
    })
  }

  async #read(path: string, what: string, query: Parameters): Promise<Json> {
    const key = `${path} ${JSON.stringify(query)}`
    const known = this.#known.get(key)
    const headers = known === undefined ? {} : { 'if-none-match': known.etag }
    return await this.#told(what, async () => {
      try {
        const { data, etag } = await this.#request(this.#reader, `GET ${path}`, { ...query, headers })
        if (etag !== undefined) this.#known.set(key, { etag, data })
        return data
      } catch (error) {
        if (known !== undefined && statusOf(error) === 304) return known.data
        throw error
      }
    })
  }

  async #request(octokit: Octokit, call: string, parameters: Parameters): Promise<{ data: Json; etag?: string }> {
    const route = call.replace(' ', ' /repos/{owner}/{repo}')
    const { data, headers } = await octokit.request(route, { owner: this.owner, repo: this.repo, ...parameters })
    return { data: data as Json, ...(headers.etag === undefined ? {} : { etag: headers.etag }) }
  }

  async #told(what: string, call: () => Promise<Json>): Promise<Json> {
    try {
      return await call()
    } catch (error) {
      throw githubError(error, what)
    }
  }
}

/** A member of an answer that must be there. */
export const required = <T extends Json>(value: T | undefined, what: string): T => {
  if (value !== undefined) return value
  throw new GateError('E_GITHUB_ANSWER', `GitHub's answer lacks ${what}.`, 'Run the job again; if it stays, report it.')
}
