import { isObject } from './isObject.ts'
import type { Json, JsonObject } from './Json.ts'

/**
 * One text per value, in the manner of RFC 8785: keys sorted by UTF-16 code units, no white space,
 * numbers as ECMAScript writes them, bigints in full. Members that are undefined are left out.
 */
export const canonicalJson = (value: Json): string => {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return listText(value)
  return isObject(value) ? objectText(value) : JSON.stringify(value)
}

// Texts are grown in place: lists of their parts would be most of the garbage of a large plan.
const listText = (list: readonly Json[]): string => {
  let text = ''
  for (const item of list) text += `${text === '' ? '' : ','}${canonicalJson(item)}`
  return `[${text}]`
}

const objectText = (object: JsonObject): string => {
  let text = ''
  for (const key of Object.keys(object).sort()) {
    const member = object[key]
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}
