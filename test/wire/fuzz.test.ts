import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Conduct } from '../../src/wire/Conduct.ts'
import { openWire } from '../../src/wire/openWire.ts'
import { Rehearsal } from '../../src/wire/Rehearsal.ts'
import type { ReleaseScope } from '../../src/wire/ReleaseScope.ts'
import { Upstream } from '../../src/wire/Upstream.ts'
import { fuzzedRequest, own, records } from './fuzzedRequest.ts'
import { startRecorder } from './Recorder.ts'
import type { Departure } from './Recorder.ts'
import { doorOf, statusOf, visit } from './visit.ts'

const earlier = [1, 2].map((revision) => ({ revision, manifest: '', hooks: [] }))
const scope: ReleaseScope = {
  ...own,
  store: 'secrets',
  newestRevision: 2,
  deployedRevision: null,
  earlier,
  readableSecrets: new Set(['prod/web']),
}
const RUNS = 6000

const CONNECTS = new Set(['exec', 'attach', 'portforward', 'proxy', 'token', 'eviction', 'binding', 'finalize'])

/** Read from the path by the API server's own rule: root, group, version, namespace, resource, name, subresource. */
const placeOf = (path: string): { resource: string; subresource: string } => {
  const [root, ...rest] = path.slice(1).split('/')
  if (root !== 'api' && root !== 'apis') return { resource: '', subresource: '' }
  const inVersion = rest.slice(root === 'api' ? 1 : 2)
  const inside =
    inVersion[0] === 'namespaces' && inVersion.length > 2 && !/^(status|finalize)$/.test(inVersion[2] ?? '')
  const [resource = '', , subresource = ''] = inside ? inVersion.slice(2) : inVersion
  return { resource, subresource }
}

const SECRETS = '/api/v1/namespaces/prod/secrets'

/** Whether a write would store a record: under its own name, not as the content of something else. */
const isRecord = (method: string, path: string, body: Buffer): boolean => {
  const [, revision] = /\/sh\.helm\.release\.v1\.web\.v([123])$/.exec(path) ?? []
  const stored = records.find((record) => body.includes(record.body))
  return method === 'POST'
    ? path === SECRETS && stored !== undefined
    : method === 'PUT' && stored?.revision === Number(revision)
}

/** Why a request that left the wire should not have; null where it may. */
const fault = ({ method, url, headers, body }: Departure): string | null => {
  const [path = '', ...searches] = url.split('?')
  if (!/^(?:\/[A-Za-z0-9][A-Za-z0-9._:~-]*)+$/.test(path) || searches.length > 1) return 'a path with two spellings'
  if (headers.upgrade !== undefined || headers['content-encoding'] !== undefined) return 'an upgrade or an encoding'
  if (Object.keys(headers).some((name) => /^impersonate|^authorization|^x-/.test(name))) return 'a header of rights'
  if (CONNECTS.has(placeOf(path).subresource)) return 'a connection or a token'
  if (isRecord(method, path, body)) return 'a release record'
  if (method === 'GET') return body.length > 0 ? 'a read with a body' : null
  if (!['POST', 'PUT', 'PATCH', 'DELETE'].includes(method)) return `method ${method}`
  const dryRun = new URLSearchParams(searches[0] ?? '').getAll('dryRun')
  if (dryRun.length !== 1 || dryRun[0] !== 'All') return 'no dry run'
  return method === 'DELETE' && body.length > 0 ? 'a DELETE with a body, which wins over its query' : null
}

/** Whether a read shows the content of a Secret outside the release. */
const showsForeignSecret = ({ method, url, headers }: Departure): boolean => {
  const [path = '', search = ''] = url.split('?')
  if (method !== 'GET' || placeOf(path).resource !== 'secrets') return false
  if (/^\/api\/v1\/namespaces\/prod\/secrets\/(web|sh\.helm\.release\.v1\.web\.v\d+)(\/|$)/.test(path)) return false
  const labels = new URLSearchParams(search).get('labelSelector') ?? ''
  const lists = path === SECRETS && labels === 'owner=helm,name=web'
  return !lists && !String(headers.accept).includes('PartialObjectMetadata')
}

it('threat 38: whatever a program sends, nothing leaves a rehearsing wire but reads and provable dry runs', async () => {
  await using recorder = await startRecorder()
  const upstream = new Upstream(recorder.socketPath, 'dry-runs-only')
  // A rehearsal remembers what it deleted: a new one now and then keeps the way out open.
  let rehearsal = new Rehearsal(upstream, scope)
  const conduct: Conduct = {
    handle: (call) => rehearsal.handle(call),
    refused: (refusal) => rehearsal.refused(refusal),
  }
  await using wire = await openWire(upstream, conduct, own.namespace)
  const { port, prefix } = await doorOf(wire)
  const left = { GET: 0, POST: 0, PUT: 0, PATCH: 0, DELETE: 0 }
  await fc.assert(
    fc.asyncProperty(fuzzedRequest(prefix), async (request) => {
      if (wire.requests() % 25 === 0) rehearsal = new Rehearsal(upstream, scope)
      recorder.seen.length = 0
      const status = statusOf(await visit(port, request))
      expect(recorder.seen.map((departure) => fault(departure)).filter((reason) => reason !== null)).toEqual([])
      if (!request.target.startsWith(prefix)) expect({ status, left: recorder.seen }).not.toMatchObject({ status: 200 })
      if (request.method === 'GET')
        expect(recorder.seen.filter((departure) => showsForeignSecret(departure))).toEqual([])
      for (const { method } of recorder.seen) if (method in left) left[method as keyof typeof left] += 1
    }),
    { numRuns: RUNS },
  )
  // The property would hold for a wire that lets nothing out.
  for (const [method, count] of Object.entries(left))
    expect({ method, enough: count >= 20 }).toEqual({ method, enough: true })
  expect(wire.trouble()?.cause ?? wire.trouble()).toBeNull()
}, 120_000)
