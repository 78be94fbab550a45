import { describe, expect, it, test } from '@jest/globals'
import { collectionPath, isPlainPath, objectPath, parsePath } from '../../src/exchange/parsePath.ts'

const target = (parts: object) => ({
  group: '',
  version: 'v1',
  resource: 'pods',
  namespace: null,
  name: null,
  subresource: null,
  ...parts,
})

describe('what a path names', () => {
  test.each([
    ['/api/v1/pods', {}],
    ['/api/v1/namespaces/web/pods', { namespace: 'web' }],
    ['/api/v1/namespaces/web/pods/web-0', { namespace: 'web', name: 'web-0' }],
    ['/api/v1/namespaces/web/pods/web-0/status', { namespace: 'web', name: 'web-0', subresource: 'status' }],
    ['/api/v1/namespaces/watch/pods', { namespace: 'watch' }],
    ['/api/v1/namespaces', { resource: 'namespaces' }],
    ['/api/v1/namespaces/web', { resource: 'namespaces', name: 'web' }],
    ['/api/v1/namespaces/web/status', { resource: 'namespaces', name: 'web', subresource: 'status' }],
    ['/api/v1/namespaces/web/finalize', { resource: 'namespaces', name: 'web', subresource: 'finalize' }],
    ['/api/v1/nodes/n/proxy', { resource: 'nodes', name: 'n', subresource: 'proxy' }],
    [
      '/apis/apps/v1/namespaces/web/deployments/web/scale',
      { group: 'apps', resource: 'deployments', namespace: 'web', name: 'web', subresource: 'scale' },
    ],
    [
      '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node',
      { group: 'rbac.authorization.k8s.io', resource: 'clusterroles', name: 'system:node' },
    ],
  ])('%s', (path, parts) => {
    expect(parsePath(path)).toEqual(target(parts))
  })

  test.each([
    ['no path', ''],
    ['the root', '/'],
    ['discovery', '/api/v1'],
    ['discovery of a group', '/apis/apps/v1'],
    ['a group without a version', '/apis/apps'],
    ['the version of the server', '/version'],
    ['another tree', '/metrics/v1/pods'],
    ['no leading slash', 'api/v1/pods'],
    ['an empty segment', '/api/v1//pods'],
    ['an empty group', '/apis//v1/pods'],
    ['a trailing slash', '/api/v1/pods/'],
    ['a dot segment', '/api/v1/./pods'],
    ['a double dot segment', '/api/v1/namespaces/web/../kube-system/pods'],
    ['an escaped dot', '/api/v1/%2e%2e/pods'],
    ['an escaped letter', '/api/v1/p%6fds'],
    ['an escaped slash', '/api/v1/namespaces%2Fweb/pods'],
    ['a back slash', String.raw`/api/v1\pods`],
    ['a semicolon', '/api/v1/pods;x=1'],
    ['a query', '/api/v1/pods?watch=1'],
    ['a fragment', '/api/v1/pods#x'],
    ['a line end at the end', '/api/v1/pods\n'],
    ['a blank', '/api/v1/pods /x'],
    ['a letter that only looks like one', '/api/v1/p\u043eds'],
    ['an old watch', '/api/v1/watch/pods'],
    ['an old watch in a group', '/apis/apps/v1/watch/deployments'],
    ['an old proxy', '/api/v1/proxy/nodes/n'],
    ['something behind a subresource', '/api/v1/namespaces/web/pods/web-0/proxy/metrics'],
    ['something behind a namespace’s subresource', '/api/v1/namespaces/web/status/a/b/c'],
    ['an absolute URL', 'http://example.com/api/v1/pods'],
    ['a name that starts with a dot', '/api/v1/namespaces/web/pods/.hidden'],
  ])('is nothing for %s', (_what, path) => {
    expect(parsePath(path)).toBeNull()
  })
})

it('has one spelling: the path of what was parsed is the path that was given', () => {
  for (const path of [
    '/api/v1/namespaces/web/pods/web-0',
    '/apis/apps/v1/namespaces/web/deployments/web',
    '/apis/rbac.authorization.k8s.io/v1/clusterroles/web',
    '/api/v1/namespaces/web',
  ]) {
    const parsed = parsePath(path)
    expect(parsed === null ? null : objectPath(parsed, parsed.name ?? '')).toBe(path)
  }
  expect(collectionPath(target({ namespace: 'web' }))).toBe('/api/v1/namespaces/web/pods')
  expect(isPlainPath('/version')).toBe(true)
  expect(isPlainPath('/version/..')).toBe(false)
})
