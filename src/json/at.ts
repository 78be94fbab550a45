import { isObject } from './isObject.ts'
import type { Json } from './Json.ts'

/** The member of a value under a path of keys, or undefined where there is none. */
export const at = (value: Json | undefined, ...keys: readonly string[]): Json | undefined =>
  keys.reduce<Json | undefined>((member, key) => (isObject(member) ? member[key] : undefined), value)

/** The text under a path of keys, or undefined where there is none or it is no text. */
export const textAt = (value: Json | undefined, ...keys: readonly string[]): string | undefined => {
  const member = at(value, ...keys)
  return typeof member === 'string' ? member : undefined
}
