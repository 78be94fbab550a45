// What a program under enforcement reads: an object is asked for once a moment, and anew after each write to it.
import { describe, expect, it } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { Generated } from '../../src/plan/Generated.ts'
import type { Grant } from '../../src/wire/Charter.ts'
import { Enforcement } from '../../src/wire/Enforcement.ts'
import { openWire } from '../../src/wire/openWire.ts'
import { Upstream } from '../../src/wire/Upstream.ts'
import { startRecorder } from './Recorder.ts'
import type { Recorder } from './Recorder.ts'
import { scope } from './scope.ts'
import { doorOf, statusOf, visit } from './visit.ts'

const OBJECT = '/api/v1/namespaces/prod/configmaps/web'
const PATCH = 'application/merge-patch+json'

const grant: Grant = {
  request: {
    method: 'PATCH',
    path: OBJECT,
    target: { group: '', version: 'v1', resource: 'configmaps', namespace: 'prod', name: 'web', subresource: null },
    query: [],
    contentType: PATCH,
    body: { data: { key: 'new' } },
  },
  queries: ['sha256:a'],
  optional: new Set(),
  generated: [],
  objectPath: OBJECT,
  unchanged: null,
  effect: null,
}

/** A wire whose release is stored already, so that the granted write may come at once. */
const openEnforced = async (recorder: Recorder, grants: Grant[] = [grant]) => {
  const upstream = new Upstream(recorder.socketPath, 'approved-writes')
  const record = { revision: 1, manifest: '', hooks: [] }
  const charter = { scope, record, removes: true, generated: new Generated(new Map()), grants }
  const wire = await openWire(upstream, new Enforcement(upstream, charter), 'prod')
  const { port, prefix } = await doorOf(wire)
  const read = async (target: string, accept = 'application/json') =>
    await visit(port, { method: 'GET', target: `${prefix}${target}`, headers: [['accept', accept]] })
  const patch = async (key: string) =>
    await visit(port, {
      method: 'PATCH',
      target: `${prefix}${OBJECT}`,
      headers: [['content-type', PATCH]],
      body: Buffer.from(JSON.stringify({ data: { key } })),
    })
  return { wire, read, patch }
}

const asked = ({ seen }: Recorder, method = 'GET') =>
  seen.filter((request) => request.method === method && request.url.split('?')[0] === OBJECT).length

/** Gives the object a version of its own each time that it is asked for. */
const counting = (recorder: Recorder): void => {
  let version = 0
  recorder.answer(({ method, url }) => {
    if (method !== 'GET' || url !== OBJECT) return null
    version += 1
    return { status: 200, body: { kind: 'ConfigMap', metadata: { name: 'web', resourceVersion: `${version}` } } }
  })
}

describe('a read under enforcement', () => {
  it('of one object is answered from a read of the same moment', async () => {
    await using recorder = await startRecorder()
    counting(recorder)
    const { wire, read } = await openEnforced(recorder)
    await using _ = wire
    for (let times = 0; times < 3; times += 1) expect(await read(OBJECT)).toContain('"resourceVersion":"1"')
    expect(asked(recorder)).toBe(1)
  })

  it('is asked anew after a moment: no two polls of Helm share an answer', async () => {
    await using recorder = await startRecorder()
    counting(recorder)
    const { wire, read } = await openEnforced(recorder)
    await using _ = wire
    await read(OBJECT)
    await sleep(2000)
    expect(await read(OBJECT)).toContain('"resourceVersion":"2"')
  })

  it('is asked anew after a write to its object', async () => {
    await using recorder = await startRecorder()
    counting(recorder)
    const { wire, read, patch } = await openEnforced(recorder)
    await using _ = wire
    await read(OBJECT)
    expect(statusOf(await patch('new'))).toBe(200)
    expect(await read(OBJECT)).toContain('"resourceVersion":"2"')
    expect(asked(recorder, 'PATCH')).toBe(1)
  })

  it.each([
    ['a list', '/api/v1/namespaces/prod/configmaps', 'application/json'],
    ['a search', '/api/v1/namespaces/prod/configmaps?labelSelector=a%3Db', 'application/json'],
    ['what is served', '/apis', 'application/json'],
    ['an object in another form', OBJECT, 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'],
    ['a log', '/api/v1/namespaces/prod/pods/web/log', 'application/json'],
  ])('of %s goes out each time', async (_what, target, accept) => {
    await using recorder = await startRecorder()
    const { wire, read } = await openEnforced(recorder)
    await using _ = wire
    await read(target, accept)
    await read(target, accept)
    expect(recorder.seen.filter(({ url }) => url === target)).toHaveLength(2)
  })

  it('says nothing of an object that a write needs to be as it was: that is read anew', async () => {
    await using recorder = await startRecorder()
    counting(recorder)
    const unchanged = { ...grant, queries: [], unchanged: { resourceVersion: '1' } }
    const { wire, read, patch } = await openEnforced(recorder, [unchanged])
    await using _ = wire
    expect(await read(OBJECT)).toContain('"resourceVersion":"1"')
    // Somebody has written since: the version is 2 now, and the dry run says that it would change something.
    expect(await patch('new')).toContain('it changed nothing when it was rehearsed and would change something now')
    const real = recorder.seen.filter(({ method, url }) => method === 'PATCH' && !url.includes('dryRun=All'))
    expect(real).toEqual([])
  })
})
