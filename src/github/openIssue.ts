import { at, textAt } from '../json/at.ts'
import { GateError } from '../errors/GateError.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'

export type OpenedIssue = { readonly number: number; readonly url: string }

type IssueText = { readonly title: string; readonly body: string }

/** A deleted issue is not found, or gone. */
const GONE = new Set<string>(['E_GITHUB_NOT_FOUND', 'E_GITHUB_REFUSED'])

/** Whether an issue is there, open or closed, and has exactly this text. */
export const isIssue = async (github: GitHub, number: number, { title, body }: IssueText): Promise<boolean> => {
  try {
    const issue = await github.rest('GET', `/issues/${number}`, `issue ${number} was read`)
    return textAt(issue, 'title') === title && textAt(issue, 'body') === body
  } catch (error) {
    if (error instanceof GateError && GONE.has(error.code)) return false
    throw error
  }
}

/** Opens an issue in the repository. */
export const openIssue = async (github: GitHub, { title, body }: IssueText): Promise<OpenedIssue> => {
  const answer = await github.rest('POST', '/issues', 'an issue was opened', { title, body })
  const number = at(answer, 'number')
  return {
    number: required(typeof number === 'number' ? number : undefined, 'the number of an issue'),
    url: textAt(answer, 'html_url') ?? '',
  }
}
