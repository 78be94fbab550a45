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

  constructor({ token, apiUrl, owner, repo, timeoutSeconds }: GitHubSettings) {
    this.owner = owner
    this.repo = repo
    this.#timeoutSeconds = timeoutSeconds
    this.#octokit = getOctokit(token, { baseUrl: apiUrl, log: SILENT })
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

  /** One GraphQL query or mutation, with `owner` and `repo` among its variables; only queries are tried again. */
  async graphql(query: string, what: string, variables: Readonly<Record<string, Json>>): Promise<Json> {
    return await this.#try(
      query.trimStart().startsWith('query'),
      what,
      async (signal) =>
        await this.#octokit.graphql<Json>(query, {
          owner: this.owner,
          repo: this.repo,
          ...variables,
          request: { signal },
        }),
    )
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
