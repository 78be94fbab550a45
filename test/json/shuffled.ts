import { isObject } from '../../src/json/isObject.ts'
import type { Json } from '../../src/json/Json.ts'

/** The same value with the keys of every object in another order. */
export const shuffled = <T extends Json>(value: T, seed: number): T => other(value, seed) as T

const other = (value: Json, seed: number): Json => {
  if (Array.isArray(value)) return value.map((item: Json, place) => other(item, seed + place))
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(
    ([key, member], place) => [key, member === undefined ? undefined : other(member, seed * 7 + place)] as const,
  )
  const turn = entries.length === 0 ? 0 : seed % entries.length
  const turned = [...entries.slice(turn), ...entries.slice(0, turn)]
  return Object.fromEntries(seed % 2 === 0 ? turned : turned.toReversed())
}
