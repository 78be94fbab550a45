import { textAt } from '../json/at.ts'
import type { JsonObject } from '../json/Json.ts'

/** The group and the version of an object by its `apiVersion`; the core group is the empty text. */
export const groupVersion = (object: JsonObject): { readonly group: string; readonly version: string } => {
  const parts = (textAt(object, 'apiVersion') ?? '').split('/')
  return { group: parts.length > 1 ? (parts[0] ?? '') : '', version: parts.at(-1) ?? '' }
}
