import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'
import { itemKeys } from './itemKeys.ts'
import { pathText } from './Segment.ts'
import type { Segment } from './Segment.ts'

/** One value of a body that is no container, or an empty one. `path` is unique within its body. */
export type Leaf = { readonly path: string; readonly segments: readonly Segment[]; readonly value: Json }

/**
 * The leaves of a request's body, `metadata.resourceVersion` left out. A list of plain values is one leaf; a list of
 * objects gives the leaves of its items and one more, `…[*]`, that holds their order.
 */
export const leaves = (body: Json): Leaf[] => {
  const found: Leaf[] = []
  walk([], '', body, found)
  return found.filter(({ path }) => path !== 'metadata.resourceVersion')
}

const walk = (segments: readonly Segment[], field: string, value: Json, found: Leaf[]): void => {
  const add = (leaf: Json): void => void found.push({ path: pathText(segments), segments, value: leaf })
  if (isObject(value)) {
    const entries = Object.entries(value)
    if (entries.length === 0) add({})
    for (const [key, member] of entries) if (member !== undefined) walk([...segments, key], key, member, found)
  } else if (Array.isArray(value) && value.some((item: Json) => typeof item === 'object' && item !== null)) {
    walkItems(segments, field, value, found)
  } else add(value)
}

const walkItems = (segments: readonly Segment[], field: string, items: readonly Json[], found: Leaf[]): void => {
  const keys = itemKeys(field, items)
  items.forEach((item, place) => walk([...segments, keys?.[place] ?? place], field, item, found))
  const order = keys?.map(({ value }) => value) ?? items.length
  found.push({ path: `${pathText(segments)}[*]`, segments: [...segments, '[*]'], value: order })
}
