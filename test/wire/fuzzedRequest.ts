// Random requests: most nearly right, so that they get past the first check, and wrong in one place or two.
import fc from 'fast-check'
import { deleteOptionsProtobuf, recordJson, recordProtobuf } from './encode.ts'
import type { RawRequest } from './visit.ts'

export const own = { release: 'web', namespace: 'prod' } as const

/** Records of the release that a wire of `own` at revision 2 serves; none may ever leave. */
export const records = [1, 2, 3].flatMap((revision) => [
  { revision, body: recordJson({ ...own, revision }) },
  { revision, body: recordProtobuf({ ...own, revision }) },
])

const method = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE') },
  fc.constantFrom('HEAD', 'OPTIONS', 'CONNECT', 'TRACE', 'PURGE', 'get', 'delete', 'PROPFIND', 'QUERY'),
)

const name = fc.constantFrom('web', 'other', 'a.b', 'default', '..', '.', '%2e%2e', '%2E', 'a%2Fb', 'a b', 'ä', '*', '')
const namespace = fc.constantFrom('prod', 'prod', 'prod', 'other', 'kube-system')
const subresource = fc.constantFrom(
  '',
  '',
  '',
  '',
  'status',
  'scale',
  'log',
  'exec',
  'attach',
  'portforward',
  'proxy',
  'proxy/secrets',
  'token',
  'eviction',
  'binding',
  'finalize',
  'ephemeralcontainers',
  'approval',
  'status/',
)
const resource = fc.constantFrom(
  'api/v1/namespaces/NS/configmaps',
  'api/v1/namespaces/NS/secrets',
  'api/v1/namespaces/NS/pods',

  'api/v1/namespaces/NS/serviceaccounts',
  'api/v1/namespaces',
  'api/v1/nodes',
  'api/v1/secrets',
  'api/v1/watch/secrets',
  'apis/apps/v1/namespaces/NS/deployments',
  'apis/batch/v1/namespaces/NS/jobs',
  'apis/metrics.k8s.io/v1/nodes',
  'apis/authorization.k8s.io/v1/subjectaccessreviews',
  'apis/authentication.k8s.io/v1/tokenreviews',

  'apis/apiextensions.k8s.io/v1/customresourcedefinitions',
  'version',
  'openapi/v3',
  'logs',
  'metrics',
  'debug/pprof',
)

const path = fc
  .tuple(resource, namespace, fc.option(name, { nil: null, freq: 2 }), subresource)
  .map(([base, inside, object, sub]) => {
    const segments = [base.replace('NS', inside), ...(object === null ? [] : [object]), ...(sub === '' ? [] : [sub])]
    return `/${segments.join('/')}`
  })

const recordPath = fc
  .constantFrom('', '/sh.helm.release.v1.web.v1', '/sh.helm.release.v1.web.v3', '/sh.helm.release.v1.web.v99', '/web')
  .map((tail) => `/api/v1/namespaces/prod/secrets${tail}`)

const spoilt = fc
  .tuple(path, fc.constantFrom('//', '/./', '/%2e/', '/%2E%2e/', '\\', '/;a=b/', '#', '%00'))
  .map(([plain, trick]) => plain.replace(/(?<=.)\//, trick))

const parameter = fc.oneof(
  fc.constantFrom('dryRun=All', 'dryRun=None', 'dryRun=', 'dryRun=all', 'dryRun=%41ll', 'dryrun=All', 'dryRun[]=All'),
  fc.constantFrom('force=true', 'propagationPolicy=Foreground', 'gracePeriodSeconds=0', 'timeout=30s', 'watch=true'),
  fc.constantFrom(
    'fieldManager=helm',
    'fieldValidation=Strict',
    'labelSelector=owner%3Dhelm%2Cname%3Dweb',
    'limit=500',
  ),
  fc.constantFrom(
    'labelSelector=owner%3Dhelm',
    'pretty=1',
    'a=1;dryRun=All',
    '%64ryRun=None',
    'dryRun=All&dryRun=None',
  ),
)
const query = fc
  .oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(parameter, { maxLength: 4 }))
  .map((all) => (all.length === 0 ? '' : `?${all.join('&')}`))

const object = fc
  .record({
    name,
    kind: fc.constantFrom('ConfigMap', 'Secret', 'DeleteOptions'),
    big: fc.constantFrom(1, 9007199254740993n),
  })
  .map(
    ({ name, kind, big }) => `{"kind":"${kind}","apiVersion":"v1","metadata":{"name":"${name}"},"data":{"n":"${big}"}}`,
  )

const deletion = fc
  .record(
    {
      dryRun: fc.constantFrom([], ['All'], ['None'], ['All', 'All']),
      gracePeriodSeconds: fc.constantFrom(0, 30),
      propagationPolicy: fc.constantFrom('Background', 'Orphan'),
      uid: fc.constant('11111111-1111-4111-8111-111111111111'),
    },
    { requiredKeys: [] },
  )
  .chain((options) => {
    const { uid, ...rest } = options
    const json = { kind: 'DeleteOptions', ...rest, ...(uid === undefined ? {} : { preconditions: { uid } }) }
    return fc.constantFrom(Buffer.from(JSON.stringify(json)), deleteOptionsProtobuf(options))
  })

const body = fc.oneof(
  object.map((text) => Buffer.from(text)),
  deletion,
  fc.constantFrom(...records.map((record) => record.body)),
  fc.constant(Buffer.alloc(0)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.concat([Buffer.from([0x6b, 0x38, 0x73, 0]), bytes])),
  fc
    .constantFrom('null', '[]', '[{"op":"remove","path":"/data"}]', '{', 'kind: ConfigMap\n')
    .map((text) => Buffer.from(text)),
)

const contentType = fc.constantFrom(
  'application/json',
  'application/json',
  'application/vnd.kubernetes.protobuf',
  'application/yaml',
  'text/plain',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/json-patch+json',

  'application/apply-patch+yaml',
  'application/apply-patch+cbor',
  'application/cbor',
  'APPLICATION/JSON; charset=utf-8',
)

const header = fc.constantFrom<readonly [string, string]>(
  ...([
    ['upgrade', 'websocket'],
    ['upgrade', 'SPDY/3.1'],
    ['connection', 'upgrade'],
    ['content-encoding', 'gzip'],
    ['content-encoding', 'identity'],
    ['impersonate-user', 'admin'],
    ['impersonate-group', 'system:masters'],
    ['x-http-method-override', 'DELETE'],
    ['expect', '100-continue'],
    ['authorization', 'Bearer stolen'],
    ['accept', 'application/json;as=Table;v=v1;g=meta.k8s.io'],
    ['x-forwarded-uri', '/api/v1/secrets'],
    ['transfer-encoding', 'gzip, chunked'],
  ] as const),
)

/** How a request names its target, given the secret prefix of the wire: mostly as it should. */
const spelling = fc.constantFrom<(prefix: string, rest: string) => string>(
  ...Array<(prefix: string, rest: string) => string>(12).fill((prefix, rest) => `${prefix}${rest}`),
  (_, rest) => rest,
  (prefix, rest) => `http://127.0.0.1${prefix}${rest}`,
  (prefix, rest) => `http://kubernetes.default${rest}?${prefix}`,
  (prefix, rest) => `/${prefix}${rest}`,
  (prefix, rest) => `${prefix}/..${rest}`,
  (prefix, rest) => `${prefix.slice(0, -1)}0${rest}`,
  (prefix, rest) => `/${'0'.repeat(prefix.length - 1)}${rest}`,
  (prefix, rest) => `${prefix.toUpperCase()}${rest}`,
)

/** Requests that are right, so that much gets through and is looked at on the other side. */
const rightRequest = (prefix: string): fc.Arbitrary<RawRequest> =>
  fc
    .record({ method: fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE'), object, deletion, query })
    .map(({ method, object, deletion, query }) => {
      const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
      const protobuf = deletion[0] === 0x6b ? 'application/vnd.kubernetes.protobuf' : type
      return {
        method,
        target: `${prefix}/api/v1/namespaces/prod/configmaps${method === 'POST' ? '' : '/web'}${query}`,
        headers: [['content-type', method === 'DELETE' ? protobuf : type] as const],
        body: method === 'DELETE' ? deletion : Buffer.from(object),
      }
    })

/** Release records as Helm writes them. */
const recordRequest = (prefix: string): fc.Arbitrary<RawRequest> =>
  fc
    .record({ method: fc.constantFrom('POST', 'PUT'), record: fc.constantFrom(...records) })
    .map(({ method, record }) => {
      const { revision, body } = record
      const type = body[0] === 0x6b ? 'application/vnd.kubernetes.protobuf' : 'application/json'
      const name = method === 'POST' ? '' : `/sh.helm.release.v1.web.v${revision}`
      const target = `${prefix}/api/v1/namespaces/prod/secrets${name}`
      return { method, target, headers: [['content-type', type] as const], body }
    })

/** A random request to the wire behind a prefix. */
export const fuzzedRequest = (prefix: string): fc.Arbitrary<RawRequest> =>
  fc.oneof(
    { weight: 30, arbitrary: strangeRequest(prefix) },
    { weight: 3, arbitrary: rightRequest(prefix) },
    recordRequest(prefix),
  )

const strangeRequest = (prefix: string): fc.Arbitrary<RawRequest> =>
  fc
    .record({
      method,
      rest: fc
        .tuple(fc.oneof({ weight: 6, arbitrary: path }, recordPath, spoilt), query)
        .map((parts) => parts.join('')),
      spelling,
      body: fc.oneof({ weight: 3, arbitrary: body }, fc.constant(Buffer.alloc(0))),
      type: fc.option(contentType, { nil: null, freq: 8 }),
      more: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(header, { maxLength: 3 })),
      chunked: fc.boolean(),
    })
    .map(({ method, rest, spelling, body, type, more, chunked }) => ({
      method,
      target: spelling(prefix, rest),
      headers: [...(type === null ? [] : [['content-type', type] as const]), ...more],
      body,
      chunked,
    }))
