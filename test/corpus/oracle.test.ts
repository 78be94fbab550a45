// A harness that cannot fail proves nothing.
import { expect, test } from '@jest/globals'
import type { AuditedWrite } from '../real/audit.ts'
import { compareLists } from './compareLists.ts'
import { happened, inOneLine } from './writesOf.ts'

const audited = (method: string, name: string, more: Partial<AuditedWrite> = {}): AuditedWrite => ({
  verb: method.toLowerCase(),
  method,
  uri: '',
  user: 'admin',
  resource: 'configmaps',
  namespace: 'shop',
  name,
  code: 200,
  changed: true,
  body: {},
  after: { metadata: { name, resourceVersion: '7', uid: name } },
  ...more,
})

test('what was foreseen and what happened are told apart, each as often as it stands there', () => {
  expect(compareLists(['a', 'b', 'a'], ['a', 'c'])).toEqual({ missed: ['c'], phantom: ['a', 'b'] })
  expect(compareLists(['a', 'b'], ['b', 'a'])).toEqual({ missed: [], phantom: [] })
})

test('a write counts unless it left everything but the version as it was', () => {
  const writes = [
    audited('PATCH', 'web'),
    audited('PATCH', 'unchanged', { changed: false }),
    audited('PATCH', 'stored-anew'),
    audited('DELETE', 'gone'),
    audited('POST', 'sh.helm.release.v1.web.v2', { resource: 'secrets' }),
  ]
  const before = ['web', 'stored-anew', 'gone'].map((name) => ({
    metadata: { name, resourceVersion: '3', uid: name, ...(name === 'web' ? { labels: { a: 'b' } } : {}) },
  }))
  const lines = happened(writes, before).map((write) => inOneLine(write))
  expect(lines).toEqual(['PATCH configmaps shop/web', 'DELETE configmaps shop/gone'])
})
