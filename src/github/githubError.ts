import { GateError } from '../errors/GateError.ts'
import { at, textAt } from '../json/at.ts'
import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'

type Meaning = { readonly code: GitHubCode; readonly fault: string; readonly next: string }

type GitHubCode =
  | 'E_GITHUB_ANSWER'
  | 'E_GITHUB_ARCHIVED'
  | 'E_GITHUB_DOWN'
  | 'E_GITHUB_FORBIDDEN'
  | 'E_GITHUB_LIMIT'
  | 'E_GITHUB_LOCKED'
  | 'E_GITHUB_NOT_FOUND'
  | 'E_GITHUB_REFUSED'
  | 'E_GITHUB_TOKEN'

/** What a failed call to GitHub means. `what` ends the sentence "GitHub … when …". */
export const githubError = (error: unknown, what: string): GateError => {
  const { code, fault, next } = meaningOf(error)
  return new GateError(code, `GitHub ${fault} when ${what}.`, next, { cause: error })
}

const meaningOf = (error: unknown): Meaning => {
  const types = graphqlErrors(error)
  if (types !== null) return graphqlMeaning(types)
  const status = statusOf(error)
  if (status === null) return { ...DOWN, fault: 'did not answer' }
  if (isLimited(error, status)) return LIMIT
  if (status === 403) return refusalMeaning(error)
  return (
    MEANINGS[status] ??
    (status < 500 ? { ...REFUSED, fault: `answered ${status}` } : { ...DOWN, fault: `answered ${status}` })
  )
}

const DOWN: Meaning = {
  code: 'E_GITHUB_DOWN',
  fault: 'failed',
  next: 'Run the job again; nothing was decided.',
}
const LIMIT: Meaning = {
  code: 'E_GITHUB_LIMIT',
  fault: 'refused for too many requests',
  next: 'Run the job again later; nothing was decided.',
}
const FORBIDDEN: Meaning = {
  code: 'E_GITHUB_FORBIDDEN',
  fault: 'refused',
  next: 'Give the job the permissions that the README lists.',
}
const LOCKED: Meaning = {
  code: 'E_GITHUB_LOCKED',
  fault: 'refused, since the conversation is locked,',
  next: 'Unlock the conversation and run the job again.',
}
const ARCHIVED: Meaning = {
  code: 'E_GITHUB_ARCHIVED',
  fault: 'refused, since the repository is archived,',
  next: 'Nothing can be approved or applied from an archived repository.',
}
const NOT_FOUND: Meaning = {
  code: 'E_GITHUB_NOT_FOUND',
  fault: 'found nothing',
  next: 'Check the repository, the pull request and the permissions of the token.',
}
const REFUSED: Meaning = {
  code: 'E_GITHUB_REFUSED',
  fault: 'refused',
  next: 'Report this as a bug, with the job log.',
}
const PARTIAL: Meaning = {
  code: 'E_GITHUB_ANSWER',
  fault: 'answered only in part, with errors,',
  next: 'Run the job again; nothing was decided.',
}
const TOKEN: Meaning = {
  code: 'E_GITHUB_TOKEN',
  fault: 'did not accept the token',
  next: 'Pass a valid github-token.',
}
const MEANINGS: Readonly<Record<number, Meaning>> = { 401: TOKEN, 404: NOT_FOUND }

/** The types of the errors in a GraphQL answer, whatever data came with them; null where it is no such answer. */
const graphqlErrors = (error: unknown): readonly (string | undefined)[] | null => {
  const response = responseOf(error)
  const errors = at(response, 'errors') ?? at(response, 'data', 'errors')
  // REST has `errors` too, under a status of its own.
  if (!Array.isArray(errors) || statusOf(error) !== null) return null
  return (errors as Json[]).map((each) => textAt(each, 'type'))
}

const graphqlMeaning = (types: readonly (string | undefined)[]): Meaning => {
  if (types.includes('RATE_LIMITED')) return LIMIT
  if (types.includes('FORBIDDEN')) return FORBIDDEN
  return types.includes('NOT_FOUND') ? NOT_FOUND : PARTIAL
}

const isLimited = (error: unknown, status: number): boolean => {
  if (status === 429) return true
  const headers = at(responseOf(error), 'headers')
  const said = textAt(headers, 'x-ratelimit-remaining') === '0' || textAt(headers, 'retry-after') !== undefined
  // GitHub may leave both out where somebody is too quick.
  return status === 403 && (said || /\brate limit\b/i.test(wordsOf(error)))
}

const refusalMeaning = (error: unknown): Meaning => {
  if (/\bis locked\b/i.test(wordsOf(error))) return LOCKED
  return /\barchived\b/i.test(wordsOf(error)) ? ARCHIVED : FORBIDDEN
}

/** The HTTP status of an octokit error, or null where there was no answer. Octokit gives 500 to errors of the network. */
export const statusOf = (error: unknown): number | null => {
  if (responseOf(error) === undefined) return null
  const status = at(error as Json, 'status')
  return typeof status === 'number' ? status : null
}

const responseOf = (error: unknown): Json | undefined =>
  error instanceof Error && isObject(error as unknown as Json) ? at(error as unknown as Json, 'response') : undefined

const wordsOf = (error: unknown): string => textAt(responseOf(error), 'data', 'message') ?? ''
