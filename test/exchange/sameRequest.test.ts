import { describe, expect, it, test } from '@jest/globals'
import type { ApiRequest } from '../../src/exchange/ApiRequest.ts'
import type { Json } from '../../src/json/Json.ts'
import { sameRequest } from '../../src/wire/sameRequest.ts'

const STRATEGIC = 'application/strategic-merge-patch+json'
const APPLY = 'application/apply-patch+yaml'

const request = (parts: Partial<ApiRequest>): ApiRequest => ({
  method: 'PATCH',
  path: '/apis/apps/v1/namespaces/web/deployments/web',
  target: {
    group: 'apps',
    version: 'v1',
    resource: 'deployments',
    namespace: 'web',
    name: 'web',
    subresource: null,
  },
  query: [['fieldManager', 'helm']],
  contentType: STRATEGIC,
  body: { spec: { replicas: 3, paused: false } },
  ...parts,
})

const same = (granted: Partial<ApiRequest>, sent: Partial<ApiRequest>, optional: readonly string[] = []): boolean =>
  sameRequest({ request: request(granted), optional: new Set(optional), generated: [] }, request(sent))

describe('a request is the granted one', () => {
  it('with any value where every render makes one anew, and nowhere else', () => {
    const granted = request({ body: { data: { token: '(generated)', user: 'a' } } })
    const grant = { request: granted, optional: new Set<string>(), generated: [['data', 'token']] }
    expect(sameRequest(grant, request({ body: { data: { token: 'x7', user: 'a' } } }))).toBe(true)
    expect(sameRequest(grant, request({ body: { data: { token: 'x7', user: 'b' } } }))).toBe(false)
    expect(sameRequest(grant, request({ body: { data: { user: 'a' } } }))).toBe(false)
    expect(sameRequest({ ...grant, generated: [] }, request({ body: { data: { token: 'x7', user: 'a' } } }))).toBe(
      false,
    )
  })

  it('when all is equal, whatever the order of keys', () => {
    expect(same({}, {})).toBe(true)
    expect(same({}, { body: { spec: { paused: false, replicas: 3 } } })).toBe(true)
  })

  it('whatever version of the object the body names', () => {
    const put = { method: 'PUT', contentType: 'application/json' } as const
    const body = (resourceVersion: string) => ({ metadata: { name: 'web', resourceVersion }, spec: {} })
    expect(same({ ...put, body: body('1') }, { ...put, body: body('2') })).toBe(true)
    expect(same({ body: body('1') }, { body: body('2') })).toBe(true)
  })

  test.each<[string, Partial<ApiRequest>]>([
    ['another method', { method: 'PUT' }],
    ['another path', { path: '/apis/apps/v1/namespaces/web/deployments/other' }],
    ['another content type', { contentType: 'application/merge-patch+json' }],
    ['no content type', { contentType: null }],
    [
      'a query parameter more',
      {
        query: [
          ['fieldManager', 'helm'],
          ['force', 'true'],
        ],
      },
    ],
    ['a query parameter less', { query: [] }],
    ['another value of one', { query: [['fieldManager', 'other']] }],
    ['another value in the body', { body: { spec: { replicas: 4, paused: false } } }],
    ['a value of another type', { body: { spec: { replicas: '3', paused: false } } }],
    ['a leaf more', { body: { spec: { replicas: 3, paused: false, x: 1 } } }],
    ['a leaf less', { body: { spec: { replicas: 3 } } }],
    ['nothing at all', { body: {} }],
    ['a null for a value', { body: { spec: { replicas: null, paused: false } } }],
  ])('not with %s', (_what, sent) => {
    expect(same({}, sent)).toBe(false)
  })
})

describe('leaves that only put drift back', () => {
  it('may be missing, but not be another value', () => {
    expect(same({}, { body: { spec: { paused: false } } }, ['spec.replicas'])).toBe(true)
    expect(same({}, { body: { spec: { replicas: 5, paused: false } } }, ['spec.replicas'])).toBe(false)
  })

  test.each([
    ['a full apply', { contentType: APPLY }],
    ['a create', { method: 'POST', contentType: 'application/json' }],
    ['a replacement', { method: 'PUT', contentType: 'application/json' }],
    ['a JSON patch', { contentType: 'application/json-patch+json' }],
  ] as const)('are never optional in %s', (_what, parts) => {
    expect(same(parts, { ...parts, body: { spec: { paused: false } } }, ['spec.replicas'])).toBe(false)
  })
})

describe('the order of items', () => {
  const list = (...names: string[]): Json => ({ env: names.map((name) => ({ name, value: 'x' })) })
  const optional = ['env[*]', 'env[name=b].name', 'env[name=b].value']
  it('may lack items that are optional', () => {
    expect(same({ body: list('a', 'b', 'c') }, { body: list('a', 'c') }, optional)).toBe(true)
  })
  it('may not change', () => {
    expect(same({ body: list('a', 'b', 'c') }, { body: list('c', 'a') }, optional)).toBe(false)
    expect(same({ body: list('a', 'c') }, { body: list('c', 'a') }, optional)).toBe(false)
  })
  it('may not lack what is not optional, nor gain', () => {
    expect(same({ body: list('a', 'b', 'c') }, { body: list('a', 'b') }, optional)).toBe(false)
    expect(same({ body: list('a', 'b', 'c') }, { body: list('a', 'b', 'c', 'd') }, optional)).toBe(false)
  })
  it('is exact where it is not said to be optional', () => {
    expect(same({ body: list('a', 'b') }, { body: list('a') }, optional.slice(1))).toBe(false)
  })
  it('counts for lists that have no keys', () => {
    const rules = (...verbs: string[]): Json => ({ rules: verbs.map((verb) => ({ verbs: [verb] })) })
    expect(same({ body: rules('get', 'list') }, { body: rules('get') }, ['rules[*]', 'rules[1].verbs'])).toBe(false)
  })
})
