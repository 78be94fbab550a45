import { isObject } from '../json/isObject.ts'
import { sameJson } from '../json/sameJson.ts'
import type { Json, JsonObject } from '../json/Json.ts'

const SERVER_FIELDS = new Set([
  'managedFields',
  'resourceVersion',
  'generation',
  'uid',
  'creationTimestamp',
  'selfLink',
])

/** An object without what the API server alone writes; `status` goes where the server ignores it in a body. */
export const cleanObject = (object: JsonObject | null, hasStatus: boolean): JsonObject | undefined => {
  if (object === null) return undefined
  const { metadata, status, ...rest } = object
  const kept = isObject(metadata)
    ? Object.fromEntries(Object.entries(metadata).filter(([key]) => !SERVER_FIELDS.has(key)))
    : {}
  return { ...rest, metadata: kept, ...(hasStatus || status === undefined ? {} : { status }) }
}

/** Whether two versions of an object name the same owners of the same fields; when they wrote does not matter. */
export const sameOwners = (before: JsonObject | null, after: JsonObject | null): boolean =>
  sameJson(owners(before), owners(after))

const owners = (object: JsonObject | null): Json => {
  const metadata = object?.['metadata']
  const entries = isObject(metadata) ? metadata['managedFields'] : undefined
  if (!Array.isArray(entries)) return []
  return entries
    .filter((entry: Json) => isObject(entry) && entry['subresource'] === undefined)
    .map((entry: Json) => (isObject(entry) ? { ...entry, time: null } : entry))
}
