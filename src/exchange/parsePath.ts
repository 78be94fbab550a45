import type { ApiTarget } from './ApiRequest.ts'

// Kubernetes names, groups and verbs need no escapes; anything that does is somebody's trick.
const PLAIN = /^(?:\/[A-Za-z0-9][A-Za-z0-9._:~-]*)+$/

/** Whether a path has exactly one spelling: no escape, no empty segment, no dot segment. */
export const isPlainPath = (path: string): boolean => PLAIN.test(path)

/**
 * What an API path names, or null where it names no resource (discovery, `/version`) or uses a form
 * that nobody needs (`/watch/`, `/proxy/`).
 */
export const parsePath = (path: string): ApiTarget | null => {
  if (!isPlainPath(path)) return null
  const [root, ...rest] = path.slice(1).split('/')
  if (root === 'api') return fromSegments('', rest)
  if (root === 'apis') return fromSegments(rest[0] ?? '', rest.slice(1))
  return null
}

const fromSegments = (group: string, [version, ...rest]: readonly string[]): ApiTarget | null => {
  if (version === undefined || rest.length === 0 || rest[0] === 'watch' || rest[0] === 'proxy') return null
  const [first, second, ...deeper] = rest
  // `/namespaces/x` and `/namespaces/x/status` are the namespace itself; anything longer lies inside it.
  const inside = first === 'namespaces' && second !== undefined && deeper.length > 0 && !isNamespacePart(deeper)
  const [resource, name, subresource, ...more] = inside ? deeper : rest
  if (resource === undefined || more.length > 0) return null
  return {
    group,
    version,
    resource,
    namespace: inside ? second : null,
    name: name ?? null,
    subresource: subresource ?? null,
  }
}

const isNamespacePart = (segments: readonly string[]): boolean =>
  segments.length === 1 && (segments[0] === 'status' || segments[0] === 'finalize')

/** The path of a named object in the collection that a target lies in. */
export const objectPath = (target: ApiTarget, name: string): string => `${collectionPath(target)}/${name}`

/** The path of the collection that a target lies in. */
export const collectionPath = ({ group, version, resource, namespace }: ApiTarget): string => {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  return namespace === null ? `${root}/${resource}` : `${root}/namespaces/${namespace}/${resource}`
}
