import type { IncomingHttpHeaders } from 'node:http'
import type { ApiRequest, ApiTarget, WriteMethod } from '../exchange/ApiRequest.ts'
import { deleteParameters } from '../exchange/deleteOptions.ts'
import { isPlainPath, parsePath } from '../exchange/parsePath.ts'
import { unwrapProtobuf } from '../exchange/unwrapProtobuf.ts'
import type { Json } from '../json/Json.ts'
import { parseJson } from '../json/parseJson.ts'
import type { Call, CallRefusal, ForwardedHeaders, ReadCall } from './Call.ts'

/** A request as it came in, its secret path prefix already gone. */
export type RawCall = {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

const FORWARDED = ['accept', 'content-type', 'user-agent', 'accept-encoding']
const READ_ROOTS = new Set(['api', 'apis', 'version', 'openapi', 'healthz', 'livez', 'readyz'])
const READ_SUBRESOURCES = new Set([null, 'status', 'scale', 'log'])
const CONNECTS = new Set(['exec', 'attach', 'portforward', 'proxy'])
const WRITE_PARAMETERS = new Set([
  'dryRun',
  'timeout',
  'fieldManager',
  'fieldValidation',
  'force',
  'gracePeriodSeconds',
  'orphanDependents',
  'propagationPolicy',
])
const WRITE_METHODS: readonly string[] = ['POST', 'PUT', 'PATCH', 'DELETE'] satisfies WriteMethod[]
const PATCH_TYPES = new Set([
  'application/strategic-merge-patch+json',
  'application/merge-patch+json',
  'application/json-patch+json',
  'application/apply-patch+yaml',
])

/**
 * What a request is, or why it goes nowhere. Only one spelling of each request is understood: no escapes, no
 * absolute URLs, no upgrades, no compressed bodies, no unknown methods, subresources, parameters or encodings.
 */
export const parseCall = (raw: RawCall): Call | CallRefusal => {
  const strange = strangeForm(raw)
  if (strange !== null) return refuse(strange, raw.headers.upgrade !== undefined)
  const [path = '', search = ''] = raw.url.split('?')
  const target = parsePath(path)
  if (target?.subresource !== null && target !== null && CONNECTS.has(target.subresource)) {
    return refuse(`${target.subresource} into ${target.resource} is never forwarded`, true)
  }
  const query = new URLSearchParams(search)
  if (raw.method === 'GET') return parseRead(raw, path, target, query)
  return parseWrite(raw, path, target, query)
}

const refuse = (reason: string, connect = false): CallRefusal => ({ kind: 'refused', reason, connect })

const strangeForm = ({ method, url, headers }: RawCall): string | null => {
  if (method !== 'GET' && !WRITE_METHODS.includes(method)) return `method ${method} is not understood`
  const [path = '', ...searches] = url.split('?')
  if (!isPlainPath(path) || searches.length > 1 || url.includes('#')) return 'the path is not in its plain spelling'
  if (headers.upgrade !== undefined) return 'connections are never upgraded'
  const encoding = headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') return `a body in encoding ${encoding} is not understood`
  if (Object.keys(headers).some((name) => name.startsWith('impersonate-'))) return 'impersonation is not passed on'
  return null
}

const parseRead = (raw: RawCall, path: string, target: ApiTarget | null, query: URLSearchParams) => {
  if (!READ_ROOTS.has(path.split('/')[1] ?? '')) return refuse(`reading ${path} is not understood`)
  if (target === null && !isDiscovery(path)) return refuse(`reading ${path} is not understood`)
  if (target !== null && !READ_SUBRESOURCES.has(target.subresource)) {
    return refuse(`reading ${target.resource}/${target.subresource} is not understood`)
  }
  if (raw.body.length > 0) return refuse('a read with a body is not understood')
  return { kind: 'read', path, target, query, headers: forwarded(raw.headers) } satisfies ReadCall
}

// `/api`, `/api/v1`, `/apis`, `/apis/apps`, `/apis/apps/v1` and what lies outside the two trees.
const isDiscovery = (path: string): boolean => {
  const [root, ...rest] = path.slice(1).split('/')
  if (root === 'api') return rest.length <= 1
  return root !== 'apis' || rest.length <= 2
}

const parseWrite = (
  raw: RawCall,
  path: string,
  target: ApiTarget | null,
  query: URLSearchParams,
): Call | CallRefusal => {
  const reason = strangeWrite(raw.method, path, target, query)
  if (reason !== null || target === null) return refuse(reason ?? `writing to ${path} is not understood`)
  const contentType = mediaType(raw.headers['content-type'])
  const method = raw.method as WriteMethod
  const content = method === 'DELETE' ? deletion(contentType, raw.body) : written(method, contentType, raw.body)
  if (typeof content === 'string') return refuse(content)
  const request: ApiRequest = {
    method,
    path,
    target,
    query: sortedQuery([...query, ...content.parameters]),
    contentType: method === 'DELETE' ? null : contentType,
    body: content.body,
  }
  return {
    kind: 'write',
    request,
    raw: method === 'DELETE' ? Buffer.alloc(0) : raw.body,
    // In the body of a DELETE no other option has this word for a value, in JSON or protobuf.
    isOwnDryRun: query.has('dryRun') || (method === 'DELETE' && raw.body.includes('All')),
    headers: forwarded(raw.headers),
  }
}

const strangeWrite = (method: string, path: string, target: ApiTarget | null, query: URLSearchParams) => {
  if (target === null) return `writing to ${path} is not understood`
  if (target.subresource !== null) return `writing ${target.resource}/${target.subresource} is not understood`
  if ((method === 'POST') !== (target.name === null)) return `${method} on ${path} is not understood`
  if (/^(authentication|authorization)\.k8s\.io$/.test(target.group)) return `${target.resource} are not forwarded`
  const names = [...query.keys()]
  const unknown = names.find((name) => !WRITE_PARAMETERS.has(name))
  if (unknown !== undefined) return 'a query parameter of the write is not understood'
  return new Set(names).size === names.length ? null : 'a query parameter stands twice'
}

type Content = { readonly body: Json; readonly parameters: readonly (readonly [string, string])[] }

const deletion = (contentType: string | null, body: Buffer): Content | string => {
  const parameters = attempt(() => deleteParameters(contentType, body))
  return parameters === null ? 'the options of the DELETE are not understood' : { body: null, parameters }
}

const written = (method: WriteMethod, contentType: string | null, body: Buffer): Content | string => {
  if (method === 'PATCH' && !PATCH_TYPES.has(contentType ?? '')) return `patch type ${contentType} is not understood`
  // Release records travel as protobuf; the wire reads them by name and content, everything else must be JSON.
  if (method !== 'PATCH' && contentType === 'application/vnd.kubernetes.protobuf') {
    return attempt(() => unwrapProtobuf(body)) === null
      ? 'the body is not what its type says'
      : { body: null, parameters: [] }
  }
  if (method !== 'PATCH' && contentType !== 'application/json') return `a body of type ${contentType} is not understood`
  const json = attempt(() => parseJson(body.toString('utf8')))
  return json === null ? 'the body is not JSON' : { body: json, parameters: [] }
}

/** The value, or null where a parser of untrusted bytes gave up; the caller turns null into a refusal. */
const attempt = <T>(parse: () => T): T | null => {
  try {
    return parse()
  } catch {
    return null
  }
}

const mediaType = (header: string | undefined): string | null =>
  header === undefined ? null : (header.split(';')[0]?.trim().toLowerCase() ?? null)

const sortedQuery = (parameters: readonly (readonly [string, string])[]): (readonly [string, string])[] =>
  [...new Map(parameters.filter(([name]) => name !== 'dryRun' && name !== 'timeout'))].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )

const forwarded = (headers: IncomingHttpHeaders): ForwardedHeaders =>
  Object.fromEntries(
    FORWARDED.flatMap((name) => {
      const value = headers[name]
      return typeof value === 'string' ? [[name, value] as const] : []
    }),
  )
