import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'
import { itemKeys } from './itemKeys.ts'
import type { Segment } from './Segment.ts'

/** The value under a path, or undefined where there is none. */
export const lookup = (value: Json | undefined, segments: readonly Segment[]): Json | undefined => {
  let current = value
  let field = ''
  for (const segment of segments) {
    current = step(current, field, segment)
    if (typeof segment === 'string') field = segment
  }
  return current
}

const step = (value: Json | undefined, field: string, segment: Segment): Json | undefined => {
  if (typeof segment === 'string') return isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined
  if (!Array.isArray(value)) return undefined
  const items: readonly Json[] = value
  if (typeof segment === 'number') return items[segment]
  const keys = itemKeys(field, items)
  const place = keys?.findIndex((key) => key.by === segment.by && key.value === segment.value) ?? -1
  return place < 0 ? undefined : items[place]
}
