import type { ApiRequest } from '../exchange/ApiRequest.ts'
import { maskAt } from '../exchange/maskAt.ts'
import { leaves } from '../exchange/leaves.ts'
import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'
import { sameJson } from '../json/sameJson.ts'
import { GENERATED } from '../plan/Generated.ts'
import type { Grant } from './Charter.ts'

type Granted = Pick<Grant, 'request' | 'optional' | 'generated'>

/**
 * Whether a request is the granted one: method, path, every query parameter, content type and body. A body that is
 * an object or a full apply must be equal; of a patch, leaves that only put drift back may be missing. Where every
 * render makes a value anew, any value will do.
 */
export const sameRequest = ({ request, optional, generated }: Granted, sent: ApiRequest): boolean =>
  request.method === sent.method &&
  request.path === sent.path &&
  request.contentType === sent.contentType &&
  sameJson(pairs(request.query), pairs(sent.query)) &&
  (isDifference(request)
    ? samePatch(request.body, masked(sent.body, generated), optional)
    : sameJson(versionless(request.body), versionless(masked(sent.body, generated))))

const masked = (body: Json, generated: Grant['generated']): Json =>
  generated.reduce<Json>((value, segments) => maskAt(value, segments, GENERATED), body)

const pairs = (query: ApiRequest['query']): Json => query.map(([name, value]) => [name, value])

const isDifference = ({ method, contentType }: ApiRequest): boolean =>
  method === 'PATCH' && (contentType ?? '').endsWith('merge-patch+json')

const samePatch = (granted: Json, sent: Json, optional: ReadonlySet<string>): boolean => {
  const wanted = new Map(leaves(granted).map(({ path, value }) => [path, value]))
  for (const { path, value } of leaves(sent)) {
    if (!wanted.has(path)) return false
    const isOrder = path.endsWith('[*]') && optional.has(path)
    if (isOrder ? !keepsOrder(wanted.get(path), value) : !sameJson(wanted.get(path), value)) return false
    wanted.delete(path)
  }
  return [...wanted.keys()].every((path) => optional.has(path))
}

/** Whether an order of items is the granted one with some left out. */
const keepsOrder = (granted: Json | undefined, sent: Json): boolean => {
  if (!Array.isArray(granted) || !Array.isArray(sent)) return sameJson(granted, sent)
  const left: Json[] = [...granted]
  return sent.every((item: Json) => {
    const place = left.indexOf(item)
    left.splice(0, place + 1)
    return place >= 0
  })
}

const versionless = (body: Json): Json => {
  if (!isObject(body) || !isObject(body['metadata'])) return body
  const { resourceVersion: _, ...metadata } = body['metadata']
  return { ...body, metadata }
}
