import { at } from '../json/at.ts'
import { isObject } from '../json/isObject.ts'
import type { Json, JsonObject } from '../json/Json.ts'

/** A refused object without what it was refused for: the program may be unable to read it, and would stop there. */
export const bareObject = (body: Json): JsonObject => ({
  ...textsOf(body, ['apiVersion', 'kind']),
  metadata: {
    ...textsOf(at(body, 'metadata'), ['name', 'namespace']),
    annotations: textsOf(at(body, 'metadata', 'annotations'), null),
  },
})

/** The members of an object that are texts: all, or those with these names. */
const textsOf = (value: Json | undefined, names: readonly string[] | null): JsonObject =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter(
          ([name, member]) => typeof member === 'string' && (names === null || names.includes(name)),
        ),
      )
    : {}
