import { at, textAt } from '../json/at.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'

export type Head = { readonly head: string; readonly base: string; readonly merged: boolean }

const HEAD = `query Head($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) { headRefOid baseRefOid merged } } }`

/** Where a pull request stands right now. */
export const readHead = async (github: GitHub, number: number): Promise<Head> => {
  const answer = await github.graphql(HEAD, `the head of pull request ${number} was read`, { number })
  const pull = at(answer, 'repository', 'pullRequest')
  return {
    head: required(textAt(pull, 'headRefOid'), 'the head of the pull request'),
    base: required(textAt(pull, 'baseRefOid'), 'the base of the pull request'),
    merged: at(pull, 'merged') === true,
  }
}
