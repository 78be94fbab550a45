import { isObject } from '../json/isObject.ts'
import type { Json, JsonObject } from '../json/Json.ts'
import type { ItemKey } from './Segment.ts'

// Members by which Kubernetes merges the items of its lists, beside `name`.
const KEYS: Readonly<Record<string, readonly string[]>> = {
  ports: ['containerPort', 'port'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
  conditions: ['type'],
  ownerReferences: ['uid'],
}

/**
 * The key of each item of a list, by the field that the list stands in, or null where its items have no keys of
 * their own: then they are known by their place.
 */
export const itemKeys = (field: string, items: readonly Json[]): readonly ItemKey[] | null => {
  if (items.length === 0) return null
  for (const by of [...(Object.hasOwn(KEYS, field) ? (KEYS[field] ?? []) : []), 'name']) {
    const keys = items.map((item) => keyOf(item, by))
    const values = new Set(keys.map((key) => key?.value))
    if (values.size === items.length && !values.has(undefined)) return keys.filter((key) => key !== null)
  }
  return null
}

const keyOf = (item: Json, by: string): ItemKey | null => {
  if (!isObject(item)) return null
  const value = item[by]
  if (typeof value !== 'string' && typeof value !== 'number') return null
  return { by, value: `${value}${protocolOf(item, by)}` }
}

// One port number may be open for two protocols; TCP is what Kubernetes takes where none is said.
const protocolOf = (item: JsonObject, by: string): string => {
  const { protocol } = item
  const isPort = by === 'containerPort' || by === 'port'
  return isPort && typeof protocol === 'string' && protocol !== 'TCP' ? `/${protocol}` : ''
}
