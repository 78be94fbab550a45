import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'
import { itemKeys } from './itemKeys.ts'
import type { Segment } from './Segment.ts'

/** A value with this word in the place of whatever stands under a path; the value itself where nothing stands there. */
export const maskAt = (value: Json, segments: readonly Segment[], word: string): Json => mask(value, segments, word, '')

const mask = (value: Json, [segment, ...rest]: readonly Segment[], word: string, field: string): Json => {
  if (segment === undefined) return word
  if (typeof segment === 'string') {
    const member = isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined
    return isObject(value) && member !== undefined ? { ...value, [segment]: mask(member, rest, word, segment) } : value
  }
  if (!Array.isArray(value)) return value
  const items: readonly Json[] = value
  const place = placeOf(items, segment, field)
  return items.map((item, index) => (index === place ? mask(item, rest, word, field) : item))
}

const placeOf = (items: readonly Json[], segment: Exclude<Segment, string>, field: string): number => {
  if (typeof segment === 'number') return segment
  const keys = itemKeys(field, items)
  return keys?.findIndex((key) => key.by === segment.by && key.value === segment.value) ?? -1
}
