import { textAt } from '../json/at.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'

/** What a look at a pull request says: its head, and whether anything differs from the look before. */
export type Look = { readonly head: string; readonly changed: boolean }

/**
 * Looks at a pull request by conditional requests, which are free while nothing changed. The first look always says
 * that something changed, since there is none before it.
 */
export const watchPullRequest = (github: GitHub, number: number): (() => Promise<Look>) => {
  // The pull request counts its comments, so that one beyond the first hundred shows there.
  const paths = [`/pulls/${number}`, `/issues/${number}/comments?per_page=100`, `/pulls/${number}/reviews?per_page=100`]
  let seen: readonly unknown[] = []
  return async () => {
    const what = `pull request ${number} was looked at again`
    const now = await Promise.all(paths.map(async (path) => await github.rest('GET', path, what)))
    // What did not change comes as the very same value.
    const changed = now.some((answer, index) => answer !== seen[index])
    seen = now
    return { head: required(textAt(now[0], 'head', 'sha'), 'the head of the pull request'), changed }
  }
}
