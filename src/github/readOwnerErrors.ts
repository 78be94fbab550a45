import { at } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'

/** Lines of CODEOWNERS at a commit that GitHub cannot read, counted from 1. */
export const readOwnerErrors = async (github: GitHub, commit: string): Promise<ReadonlySet<number>> => {
  const answer = await github.rest('GET', `/codeowners/errors?ref=${commit}`, 'the errors of CODEOWNERS were read')
  const errors = at(answer, 'errors')
  const all = required(Array.isArray(errors) ? (errors as Json[]) : undefined, 'the errors of CODEOWNERS')
  return new Set(all.map((error) => Number(at(error, 'line'))))
}
