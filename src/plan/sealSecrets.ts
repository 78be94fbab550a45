import { createHmac } from 'node:crypto'
import { canonicalJson } from '../json/canonicalJson.ts'
import { isObject } from '../json/isObject.ts'
import type { Json, JsonObject } from '../json/Json.ts'

const SECRET_MEMBERS = new Set(['data', 'stringData', 'kubectl.kubernetes.io/last-applied-configuration'])
const SECRET_PATH = /^(?:data|stringData)(?:$|[.[])|last-applied-configuration/

/**
 * The digest content of a query on a Secret with every secret value replaced by a keyed hash (HMAC-SHA-256 over its
 * path and canonical JSON), so that the digest gives nothing away and still moves with each value. Without a key it
 * covers no value at all, and what it stands for cannot be approved.
 */
export const sealSecrets = (content: Json, key: string | null): Json => {
  if (Array.isArray(content)) return content.map((item: Json) => sealSecrets(item, key))
  if (!isObject(content)) return content
  const { path } = content
  if (typeof path === 'string' && SECRET_PATH.test(path)) return sealChange(content, path, key)
  return mapMembers(content, (name, member) =>
    SECRET_MEMBERS.has(name) ? seal(name, member, key) : sealSecrets(member, key),
  )
}

const sealChange = (change: JsonObject, path: string, key: string | null): JsonObject =>
  mapMembers(change, (name, member) => (name === 'before' || name === 'after' ? seal(path, member, key) : member))

const seal = (path: string, value: Json, key: string | null): Json => {
  if (value === null) return null
  if (isObject(value)) return mapMembers(value, (name, member) => seal(`${path}.${name}`, member, key))
  // An unkeyed hash of a short value could be guessed.
  if (key === null) return 'no key'
  return `hmac-sha256:${createHmac('sha256', key)
    .update(`${path}\n${canonicalJson(value)}`)
    .digest('hex')}`
}

const mapMembers = (object: JsonObject, map: (name: string, member: Json) => Json): JsonObject =>
  Object.fromEntries(
    Object.entries(object).map(([name, member]) => [name, member === undefined ? undefined : map(name, member)]),
  )

/** One keyed hash over a whole content that holds secret values in places of its own choice. */
export const sealWhole = (content: Json, key: string | null): Json => seal('', canonicalJson(content), key)
