import type { Json } from '../json/Json.ts'
import { numberAt } from './fields.ts'
import type { GitHub } from './GitHub.ts'

const PAGE = 100

/** Numbers of the open pull requests, of one base or of all (null), oldest first. */
export const readOpenPullRequests = async (github: GitHub, base: string | null): Promise<number[]> => {
  const numbers: number[] = []
  const into = base === null ? '' : `&base=${encodeURIComponent(base)}`
  for (let page = 1; ; page += 1) {
    const path = `/pulls?state=open&sort=created&direction=asc&per_page=${PAGE}&page=${page}${into}`
    const answer = await github.rest('GET', path, 'the open pull requests were read')
    const pulls = Array.isArray(answer) ? (answer as Json[]) : []
    numbers.push(...pulls.map((pull) => numberAt(pull, 'number', 'the number of a pull request')))
    if (pulls.length < PAGE) return numbers
  }
}
