import { isObject } from './isObject.ts'
import type { Json } from './Json.ts'

/**
 * One text per value, in the manner of RFC 8785: keys sorted by UTF-16 code units, no white space,
 * numbers as ECMAScript writes them, bigints in full. Members that are undefined are left out.
 */
export const canonicalJson = (value: Json): string => {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key]
      return member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`]
    })
  return `{${members.join(',')}}`
}
