import { at, textAt } from '../json/at.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'

export type OpenedIssue = { readonly number: number; readonly url: string }

/** Opens an issue in the repository. */
export const openIssue = async (
  github: GitHub,
  { title, body }: { readonly title: string; readonly body: string },
): Promise<OpenedIssue> => {
  const answer = await github.rest('POST', '/issues', 'an issue was opened', { title, body })
  const number = at(answer, 'number')
  return {
    number: required(typeof number === 'number' ? number : undefined, 'the number of an issue'),
    url: textAt(answer, 'html_url') ?? '',
  }
}
