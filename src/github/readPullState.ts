import type { Resolved } from '../config/outputsOf.ts'
import { at, textAt } from '../json/at.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'

/** How a pull request stands, and where its branch is. */
export const readPullState = async (github: GitHub, number: number): Promise<Resolved> => {
  const answer = await github.rest('GET', `/pulls/${number}`, `pull request ${number} was read`)
  const state = required(textAt(answer, 'state'), 'the state of the pull request')
  const own = at(answer, 'base', 'repo', 'id')
  return {
    number,
    state: at(answer, 'merged') === true ? 'merged' : state === 'open' ? 'open' : 'closed',
    head: required(textAt(answer, 'head', 'sha'), 'the head of the pull request'),
    // A fork that is gone has no repository any more.
    sameRepository: own !== undefined && at(answer, 'head', 'repo', 'id') === own,
  }
}
