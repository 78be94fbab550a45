import type { Segment } from '../exchange/Segment.ts'
import { canonicalJson } from '../json/canonicalJson.ts'
import { isObject } from '../json/isObject.ts'
import type { Json, JsonObject } from '../json/Json.ts'

/** Whether a list of variables or ports somewhere in a value, or the value under this field, holds one twice: a merge may lose both. */
export const repeatsItem = (field: Segment | undefined, value: Json | undefined): boolean => {
  if (Array.isArray(value)) return hasTwins(field, value) || value.some((item: Json) => repeatsItem(undefined, item))
  return isObject(value) && Object.entries(value).some(([name, member]) => repeatsItem(name, member))
}

const hasTwins = (field: Segment | undefined, items: readonly Json[]): boolean => {
  const keyOf = field === 'env' ? variableKey : field === 'ports' ? portKey : null
  if (keyOf === null) return false
  const keys = items.flatMap((item) => (isObject(item) ? [keyOf(item)] : [])).filter((key) => key !== null)
  return new Set(keys).size < keys.length
}

const variableKey = ({ name }: JsonObject): string | null => (typeof name === 'string' ? name : null)

const portKey = ({ containerPort, port, protocol }: JsonObject): string | null => {
  const number = containerPort ?? port
  return number === undefined ? null : canonicalJson([number, protocol ?? 'TCP'])
}
