import { at } from '../json/at.ts'
import type { Json } from '../json/Json.ts'

/** The data of a GraphQL failure whose errors all are at places that may fail (`team0.team`); else null. */
export const partialAnswer = (failure: unknown, mayFail: RegExp): Json | null => {
  const [data, errors] = [at(failure as Json, 'data'), at(failure as Json, 'errors')]
  if (data === undefined || data === null || !Array.isArray(errors) || errors.length === 0) return null
  const places = (errors as Json[]).map((each) => {
    const path = at(each, 'path')
    return Array.isArray(path) ? path.join('.') : ''
  })
  return places.every((place) => mayFail.test(place)) ? data : null
}
