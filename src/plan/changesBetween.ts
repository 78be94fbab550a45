import { itemKeys } from '../exchange/itemKeys.ts'
import { pathText } from '../exchange/Segment.ts'
import type { ItemKey, Segment } from '../exchange/Segment.ts'
import { isObject } from '../json/isObject.ts'
import type { Json, JsonObject } from '../json/Json.ts'
import { sameJson } from '../json/sameJson.ts'
import type { Change } from './Change.ts'

/**
 * The differences between two values, items of lists matched by their Kubernetes keys. What is wholly new or gone is
 * one change with the whole value. What is not kept in order, or not added at the end, is a change of `…[*]`.
 */
export const changesBetween = (before: Json | undefined, after: Json | undefined): Change[] => {
  const found: Change[] = []
  compare([], '', before, after, found)
  return found
}

const compare = (
  segments: readonly Segment[],
  field: string,
  before: Json | undefined,
  after: Json | undefined,
  found: Change[],
): void => {
  if (sameJson(before, after)) return
  if (isObject(before) && isObject(after)) return compareObjects(segments, before, after, found)
  if (Array.isArray(before) && Array.isArray(after) && compareLists(segments, field, before, after, found)) return
  const op = before === undefined ? 'add' : after === undefined ? 'remove' : 'replace'
  found.push({ path: pathText(segments), segments, op, before, after })
}

const compareObjects = (segments: readonly Segment[], before: JsonObject, after: JsonObject, found: Change[]): void => {
  for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    compare([...segments, key], key, own(before, key), own(after, key), found)
  }
}

const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined

/** Compares two lists item by item; false where their items cannot be matched and the lists are to be taken as wholes. */
const compareLists = (
  segments: readonly Segment[],
  field: string,
  before: readonly Json[],
  after: readonly Json[],
  found: Change[],
): boolean => {
  const [oldKeys, newKeys] = [itemKeys(field, before), itemKeys(field, after)]
  if (oldKeys !== null && newKeys !== null && oldKeys[0]?.by === newKeys[0]?.by) {
    compareKeyed({ segments, field, found }, keyed(before, oldKeys), keyed(after, newKeys))
    return true
  }
  if (
    before.length !== after.length ||
    !before.every((item) => isObject(item)) ||
    !after.every((item) => isObject(item))
  )
    return false
  before.forEach((item, place) => compare([...segments, place], field, item, after[place], found))
  return true
}

type Keyed = ReadonlyMap<string, { readonly key: ItemKey; readonly item: Json }>

const keyed = (items: readonly Json[], keys: readonly ItemKey[]): Keyed =>
  new Map(
    keys.flatMap((key, place) => {
      const item = items[place]
      return item === undefined ? [] : [[key.value, { key, item }] as const]
    }),
  )

type Place = { readonly segments: readonly Segment[]; readonly field: string; readonly found: Change[] }

const compareKeyed = ({ segments, field, found }: Place, before: Keyed, after: Keyed): void => {
  for (const value of new Set([...before.keys(), ...after.keys()])) {
    const key = (after.get(value) ?? before.get(value))?.key
    if (key !== undefined) compare([...segments, key], field, before.get(value)?.item, after.get(value)?.item, found)
  }
  const [oldOrder, newOrder] = [[...before.keys()], [...after.keys()]]
  const kept = oldOrder.filter((value) => after.has(value))
  const expected = [...kept, ...newOrder.filter((value) => !before.has(value))]
  if (sameJson(expected, newOrder)) return
  const order = [...segments, '[*]']
  found.push({ path: `${pathText(segments)}[*]`, segments: order, op: 'replace', before: oldOrder, after: newOrder })
}
