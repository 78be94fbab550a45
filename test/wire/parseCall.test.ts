import { describe, expect, it } from '@jest/globals'
import type { IncomingHttpHeaders } from 'node:http'
import { parseCall } from '../../src/wire/parseCall.ts'
import { deleteOptionsProtobuf } from './encode.ts'

const json = { 'content-type': 'application/json' }
const protobuf = { 'content-type': 'application/vnd.kubernetes.protobuf' }
const configMaps = '/api/v1/namespaces/prod/configmaps'

const parse = (method: string, url: string, headers: IncomingHttpHeaders = {}, body: string | Buffer = '') =>
  parseCall({ method, url, headers, body: Buffer.from(body) })

describe('reads that pass', () => {
  it.each([
    '/api',
    '/api/v1',
    '/apis',
    '/apis/apps',
    '/apis/apps/v1',
    '/version',
    '/openapi/v3',
    '/openapi/v3/apis/apps/v1',
    '/readyz',
    '/api/v1/namespaces',
    '/api/v1/namespaces/prod',
    '/api/v1/namespaces/prod/status',
    configMaps,
    `${configMaps}/web`,
    `${configMaps}?watch=true&fieldSelector=metadata.name%3Dweb`,
    '/api/v1/namespaces/prod/pods/web/log',
    '/apis/apps/v1/namespaces/prod/deployments/web/scale',
    '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node',
  ])('%s', (url) => {
    expect(parse('GET', url)).toMatchObject({ kind: 'read', path: url.split('?')[0] })
  })
})

describe('requests that go nowhere', () => {
  it.each([
    ['GET', '/'],
    ['GET', ''],
    ['GET', '//api/v1/namespaces'],
    ['GET', '/api/v1//namespaces'],
    ['GET', '/api/v1/'],
    ['GET', '/api/v1/namespaces/prod/secrets/../configmaps'],
    ['GET', '/api/v1/namespaces/%70rod/configmaps'],
    ['GET', '/api/v1/namespaces/prod/%2e%2e/other'],
    ['GET', `${configMaps}#x`],
    ['GET', `${configMaps}?a=1?b=2`],
    ['GET', 'http://kubernetes.default/api/v1/secrets'],
    ['GET', '/api/v1/watch/secrets'],
    ['GET', '/logs'],
    ['GET', '/metrics'],
    ['GET', '/debug/pprof'],
    ['GET', '/api/v1/proxy/nodes/one'],
    ['GET', '/apis/apps/v1/a/b/c/d'],
    ['GET', '/api/v1/namespaces/prod/pods/web/ephemeralcontainers'],
    ['GET', '/api/v1/namespaces/pröd/pods'],
    ['HEAD', configMaps],
    ['OPTIONS', configMaps],
    ['TRACE', configMaps],
    ['get', configMaps],
    ['PURGE', configMaps],
    ['DELETE', configMaps],
    ['PUT', configMaps],
    ['PATCH', configMaps],
    ['POST', `${configMaps}/web`],
    ['POST', '/api'],
    ['PUT', `${configMaps}/web/status`],
    ['PATCH', '/apis/apps/v1/namespaces/prod/deployments/web/scale'],
    ['POST', '/api/v1/namespaces/prod/pods/web/eviction'],
    ['POST', '/api/v1/namespaces/prod/pods/web/binding'],
    ['POST', '/api/v1/namespaces/prod/serviceaccounts/web/token'],
    ['PUT', '/api/v1/namespaces/prod/finalize'],
    ['POST', '/apis/authentication.k8s.io/v1/tokenreviews'],
    ['POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'],
  ])('%s %s', (method, url) => {
    expect(parse(method, url, json, method === 'GET' ? '' : '{}')).toMatchObject({ kind: 'refused', connect: false })
  })

  it.each([
    ['GET', '/api/v1/namespaces/prod/pods/web/exec?command=sh'],
    ['POST', '/api/v1/namespaces/prod/pods/web/attach'],
    ['POST', '/api/v1/namespaces/prod/pods/web/portforward'],
    ['GET', '/api/v1/nodes/one/proxy'],
    ['GET', '/api/v1/namespaces/prod/services/web:80/proxy'],
  ])('%s %s is a connection', (method, url) => {
    expect(parse(method, url)).toMatchObject({ kind: 'refused', connect: true })
  })

  it.each<[string, IncomingHttpHeaders, string]>([
    ['an upgrade', { upgrade: 'SPDY/3.1' }, ''],
    ['a compressed body', { ...json, 'content-encoding': 'gzip' }, '{}'],
    ['another identity', { 'impersonate-user': 'admin' }, ''],
    ['another identity, by extra fields', { 'impersonate-extra-scopes': 'all' }, ''],
    ['a read with a body', json, '{}'],
  ])('a read with %s', (_, headers, body) => {
    expect(parse('GET', configMaps, headers, body)).toMatchObject({ kind: 'refused' })
  })
})

describe('writes', () => {
  const body = '{"kind":"ConfigMap","metadata":{"name":"web"},"data":{"n":9007199254740993}}'

  it('are read in their only form, integers exact', () => {
    expect(parse('POST', `${configMaps}?timeout=30s&fieldManager=helm&dryRun=All`, json, body)).toMatchObject({
      kind: 'write',
      request: {
        method: 'POST',
        path: configMaps,
        query: [['fieldManager', 'helm']],
        contentType: 'application/json',
        body: { data: { n: 9007199254740993n } },
      },
    })
  })

  it.each([
    ['POST', 'text/plain', body],
    ['POST', 'application/yaml', 'kind: ConfigMap'],
    ['POST', 'application/cbor', body],
    ['POST', 'application/merge-patch+json', body],
    ['POST', 'application/json', '{'],
    ['POST', 'application/json', ''],
    ['POST', 'application/json', 'null'],
    ['POST', 'application/vnd.kubernetes.protobuf', body],
    ['POST', 'application/vnd.kubernetes.protobuf', 'k8s\0\xff\xff'],
  ])('%s of %s %j is not understood', (method, type, text) => {
    const call = parse(method, configMaps, { 'content-type': type }, Buffer.from(text, 'latin1'))
    expect(call).toMatchObject({ kind: 'refused' })
  })

  it.each(['application/json', 'application/apply-patch+cbor', 'application/yaml', undefined])(
    'a patch of type %s is not understood',
    (type) => {
      const headers = type === undefined ? {} : { 'content-type': type }
      expect(parse('PATCH', `${configMaps}/web`, headers, body)).toMatchObject({ kind: 'refused' })
    },
  )

  it.each([
    'dryRun=All&dryRun=None',
    'force=true&force=false',
    'pretty=1',
    'dryrun=All',
    'a=1;dryRun=All',
    'DryRun=All',
  ])('with the parameters %s are not understood', (search) => {
    expect(parse('POST', `${configMaps}?${search}`, json, body)).toMatchObject({ kind: 'refused' })
  })
})

describe('the options of a DELETE', () => {
  const remove = (headers: IncomingHttpHeaders, body: string | Buffer, search = '') =>
    parse('DELETE', `${configMaps}/web${search}`, headers, body)

  it.each<[string, IncomingHttpHeaders, string | Buffer]>([
    [
      'JSON',
      json,
      '{"kind":"DeleteOptions","propagationPolicy":"Foreground","gracePeriodSeconds":5,"dryRun":["None"]}',
    ],
    [
      'protobuf',
      protobuf,
      deleteOptionsProtobuf({ propagationPolicy: 'Foreground', gracePeriodSeconds: 5, dryRun: ['None'] }),
    ],
  ])('move from a body in %s into the query, and the body stays behind', (_, headers, body) => {
    const call = remove(headers, body)
    expect(call).toMatchObject({ kind: 'write', raw: Buffer.alloc(0) })
    expect(call).toMatchObject({ request: { contentType: null, body: null } })
    expect(call).toMatchObject({
      request: {
        query: [
          ['gracePeriodSeconds', '5'],
          ['propagationPolicy', 'Foreground'],
        ],
      },
    })
  })

  it.each<[string, IncomingHttpHeaders, string | Buffer]>([
    ['preconditions in JSON', json, '{"preconditions":{"uid":"1"}}'],
    ['preconditions in protobuf', protobuf, deleteOptionsProtobuf({ uid: '1' })],
    ['an unknown member', json, '{"ignoreStoreReadErrorWithClusterBreakingPotential":true}'],
    ['a policy that is no text', json, '{"propagationPolicy":{"a":1}}'],
    ['no object', json, '[]'],
    ['damaged protobuf', protobuf, Buffer.from('k8s\0\xff\xff', 'latin1')],
    ['protobuf said to be JSON', json, deleteOptionsProtobuf({})],
  ])('that cannot move refuse it: %s', (_, headers, body) => {
    expect(remove(headers, body)).toMatchObject({ kind: 'refused' })
  })

  it('are what the body says where the query says otherwise, as for the API server', () => {
    const call = remove(json, '{"propagationPolicy":"Orphan"}', '?propagationPolicy=Foreground')
    expect(call).toMatchObject({ request: { query: [['propagationPolicy', 'Orphan']] } })
  })
})
