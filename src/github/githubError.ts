import { GateError } from '../errors/GateError.ts'
import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'

/** What a failed call to GitHub means. `what` ends the sentence "GitHub … when …". */
export const githubError = (error: unknown, what: string): GateError => {
  const status = statusOf(error)
  const headers = headersOf(error)
  const limited =
    status === 429 ||
    (status === 403 && (headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined))
  if (limited)
    return make(
      'E_GITHUB_LIMIT',
      'refused for too many requests',
      what,
      'Run the job again later; nothing was decided.',
      error,
    )
  if (status === 401)
    return make('E_GITHUB_TOKEN', 'did not accept the token', what, 'Pass a valid github-token.', error)
  if (status === 403)
    return make('E_GITHUB_FORBIDDEN', 'refused', what, 'Give the job the permissions that the README lists.', error)
  if (status === 404)
    return make(
      'E_GITHUB_NOT_FOUND',
      'found nothing',
      what,
      'Check the repository, the pull request and the permissions of the token.',
      error,
    )
  if (status !== null && status >= 400 && status < 500)
    return make('E_GITHUB_REFUSED', `answered ${status}`, what, 'Report this as a bug, with the job log.', error)
  if (status !== null)
    return make('E_GITHUB_DOWN', `answered ${status}`, what, 'Run the job again; nothing was decided.', error)
  return make('E_GITHUB_DOWN', 'did not answer', what, 'Run the job again; nothing was decided.', error)
}

type GitHubCode =
  | 'E_GITHUB_LIMIT'
  | 'E_GITHUB_TOKEN'
  | 'E_GITHUB_FORBIDDEN'
  | 'E_GITHUB_NOT_FOUND'
  | 'E_GITHUB_REFUSED'
  | 'E_GITHUB_DOWN'

const make = (code: GitHubCode, fault: string, what: string, next: string, cause: unknown): GateError =>
  new GateError(code, `GitHub ${fault} when ${what}.`, next, { cause })

/** The HTTP status of an octokit error, or null where there was no answer. Octokit gives 500 to errors of the network. */
export const statusOf = (error: unknown): number | null => {
  const value = error as Json
  if (!(error instanceof Error) || !isObject(value) || value['response'] === undefined) return null
  return typeof value['status'] === 'number' ? value['status'] : null
}

const headersOf = (error: unknown): Readonly<Record<string, Json | undefined>> => {
  const response = isObject(error as Json) ? (error as { response?: Json }).response : undefined
  const headers = isObject(response) ? response['headers'] : undefined
  return isObject(headers) ? headers : {}
}
