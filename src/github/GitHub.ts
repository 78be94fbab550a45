import { setTimeout as sleep } from 'node:timers/promises'
import { getOctokit } from '@actions/github'
import { GateError } from '../errors/GateError.ts'
import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { githubError, statusOf } from './githubError.ts'

/** Where a pull request is, and how to get there. */
export type GitHubSettings = {
  readonly token: string
  readonly apiUrl: string
  readonly owner: string
  readonly repo: string
  readonly timeoutSeconds: number
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

const RETRIES = 2
const MAX_WAIT_SECONDS = 60

/** The only way to GitHub: each call has a time limit, reads are tried again, every failure becomes a GateError. */
export class GitHub {
  readonly owner: string
  readonly repo: string
  readonly #octokit: ReturnType<typeof getOctokit>
  readonly #timeoutSeconds: number
  #time: string | null = null

  constructor({ token, apiUrl, owner, repo, timeoutSeconds }: GitHubSettings) {
    this.owner = owner
    this.repo = repo
    this.#timeoutSeconds = timeoutSeconds
    this.#octokit = getOctokit(token, { baseUrl: apiUrl, log: SILENT })
    this.#octokit.hook.after('request', ({ headers }) => {
      const time = Date.parse(headers.date ?? '')
      if (!Number.isNaN(time)) this.#time = new Date(time).toISOString()
    })
  }

  /**
   * GitHub's own clock at its newest answer, ISO 8601: ages of remarks are never measured with the runner's.
   *
   * @throws GateError E_GITHUB_ANSWER where no answer has said it.
   */
  get time(): string {
    return required(this.#time ?? undefined, 'a date')
  }

  /** One REST call on the repository; `path` is relative to it. `what` ends the sentence "GitHub … when …". */
  async rest(method: Method, path: string, what: string, body: Readonly<Record<string, Json>> = {}): Promise<Json> {
    return await this.#try(method === 'GET', what, async (signal) => {
      const route = `${method} /repos/{owner}/{repo}${path}`
      const answer = await this.#octokit.request(route, {
        owner: this.owner,
        repo: this.repo,
        ...body,
        request: { signal },
      })
      return answer.data as Json
    })
  }

  /** One read of another repository, by its full name; `path` is relative to it. */
  async restOf(repository: string, path: string, what: string): Promise<Json> {
    return await this.#try(true, what, async (signal) => {
      const [owner = '', repo = ''] = repository.split('/')
      const answer = await this.#octokit.request(`GET /repos/{owner}/{repo}${path}`, {
        owner,
        repo,
        request: { signal },
      })
      return answer.data as Json
    })
  }

  /**
   * One GraphQL query or mutation, with `owner` and `repo` among its variables; only queries are tried again. An answer
   * with errors is a failure, unless all of them are at places that `mayFail` fits: there stands null then.
   */
  async graphql(
    query: string,
    what: string,
    variables: Readonly<Record<string, Json>>,
    mayFail: RegExp | null = null,
  ): Promise<Json> {
    return await this.#try(query.trimStart().startsWith('query'), what, async (signal) => {
      const call = { owner: this.owner, repo: this.repo, ...variables, request: { signal } }
      try {
        return await this.#octokit.graphql<Json>(query, call)
      } catch (error) {
        const partial = mayFail === null ? null : partialAnswer(error as Json, mayFail)
        if (partial === null) throw error
        return partial
      }
    })
  }

  async #try(mayRepeat: boolean, what: string, call: (signal: AbortSignal) => Promise<Json>): Promise<Json> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await call(AbortSignal.timeout(this.#timeoutSeconds * 1000))
      } catch (error) {
        if (!mayRepeat || attempt >= RETRIES || !isPassing(error)) throw githubError(error, what)
        await sleep(Math.min(retryAfter(error) ?? 2 ** attempt * 0.25, MAX_WAIT_SECONDS) * 1000)
      }
    }
  }
}

/** The data of an answer whose errors all are at places that may fail. */
const partialAnswer = (error: Json, mayFail: RegExp): Json | null => {
  const [data, errors] = [at(error, 'data'), at(error, 'errors')]
  if (data === undefined || data === null || !Array.isArray(errors)) return null
  const places = (errors as Json[]).map((each) => {
    const path = at(each, 'path')
    return Array.isArray(path) ? path.join('.') : ''
  })
  return places.every((place) => mayFail.test(place)) ? data : null
}

const nothing = (): void => undefined
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing }

/** Whether the same call may well succeed in a moment. */
const isPassing = (error: unknown): boolean => {
  const status = statusOf(error)
  return status === null || status >= 500 || status === 429
}

const retryAfter = (error: unknown): number | null => {
  const seconds = textAt(at(error as Json, 'response'), 'headers', 'retry-after')
  return seconds === undefined ? null : Number(seconds)
}

/** A member of an answer that must be there. */
export const required = <T extends Json>(value: T | undefined, what: string): T => {
  if (value !== undefined) return value
  throw new GateError('E_GITHUB_ANSWER', `GitHub's answer lacks ${what}.`, 'Run the job again; if it stays, report it.')
}
