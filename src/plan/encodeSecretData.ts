import { isObject } from '../json/isObject.ts'
import type { Json, JsonObject } from '../json/Json.ts'

/** A Secret with `stringData` written as the API server stores it, in `data`; other values as they are. */
export const encodeSecretData = <T extends Json>(object: T): T | JsonObject => {
  const secret: Json = object
  if (!isObject(secret) || !isObject(secret['stringData'])) return object
  const { stringData, data, ...rest } = secret
  const encoded = Object.entries(stringData).map(([key, value]) => [
    key,
    typeof value === 'string' ? Buffer.from(value).toString('base64') : value,
  ])
  return { ...rest, data: { ...(isObject(data) ? data : {}), ...Object.fromEntries(encoded) } }
}
