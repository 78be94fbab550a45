import type { JsonObject } from '../json/Json.ts'
import { stringifyJson } from '../json/stringifyJson.ts'
import { named } from './named.ts'

/**
 * The events of a watch over objects that this run made, as lines: each ADDED, then (where the client asked for
 * initial events) the BOOKMARK that ends them, then each MODIFIED once more, so that every kind of watcher sees them done.
 */
export const watchEvents = (query: URLSearchParams, present: readonly JsonObject[]): string[] => {
  const objects = named(query, present)
  const initial = query.get('sendInitialEvents') === 'true' ? [bookmark(objects[0] ?? present[0] ?? {})] : []
  return [
    ...objects.map((object) => event('ADDED', object)),
    ...initial,
    ...objects.map((object) => event('MODIFIED', object)),
  ]
}

const event = (type: string, object: JsonObject): string => `${stringifyJson({ type, object })}\n`

const bookmark = (like: JsonObject): string =>
  event('BOOKMARK', {
    kind: like['kind'] ?? 'Status',
    apiVersion: like['apiVersion'] ?? 'v1',
    metadata: { resourceVersion: '2', annotations: { 'k8s.io/initial-events-end': 'true' } },
  })
