// What clients say and take besides plain JSON: watches old and new, protobuf, CBOR, gzip, lists in pieces.
import { describe, expect, it } from '@jest/globals'
import http from 'node:http'
import { gunzipSync } from 'node:zlib'
import { startProxy } from '../../src/kubectl/startProxy.ts'
import { openWire } from '../../src/wire/openWire.ts'
import type { Wire } from '../../src/wire/openWire.ts'
import { Rehearsal } from '../../src/wire/Rehearsal.ts'
import { Upstream } from '../../src/wire/Upstream.ts'
import { envelope } from '../exchange/envelope.ts'
import { cluster } from '../real/cluster.ts'
import { recordJson } from './encode.ts'
import { startRecorder } from './Recorder.ts'
import { scope } from './scope.ts'
import { doorOf, statusOf, visit } from './visit.ts'
import type { RawRequest } from './visit.ts'

const JOBS = '/apis/batch/v1/namespaces/prod/jobs'
const SECRETS = '/api/v1/namespaces/prod/secrets'
const RECORDS = `${SECRETS}?labelSelector=name%3Dweb%2Cowner%3Dhelm`

/** A rehearsing wire in front of a recorder; nothing in the cluster has the name of what is posted. */
const open = async () => {
  const recorder = await startRecorder()
  const upstream = new Upstream(recorder.socketPath, 'dry-runs-only')
  const rehearsal = new Rehearsal(upstream, scope)
  const wire = await openWire(upstream, rehearsal, 'prod')
  return {
    recorder,
    wire,
    rehearsal,
    [Symbol.asyncDispose]: async () => {
      await wire[Symbol.asyncDispose]()
      await recorder[Symbol.asyncDispose]()
    },
  }
}

const send = async (wire: Wire, method: string, path: string, rest: Partial<RawRequest> = {}): Promise<string> => {
  const { port, prefix } = await doorOf(wire)
  return await visit(port, { method, target: `${prefix}${path}`, ...rest })
}

const json = [['content-type', 'application/json']] as const
const job = (name: string): Buffer =>
  Buffer.from(JSON.stringify({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name }, spec: {} }))
const make = async (wire: Wire, name: string): Promise<number> =>
  statusOf(await send(wire, 'POST', JOBS, { headers: json, body: job(name) }))

const bodyOf = (answer: string): string => answer.slice(answer.indexOf('\r\n\r\n') + 4)
const objectOf = (answer: string): { metadata: { continue?: string }; items: { metadata: { name: string } }[] } =>
  JSON.parse(bodyOf(answer))
const namesOf = (answer: string): string[] => objectOf(answer).items.map(({ metadata }) => metadata.name)

/** The events of a watch, whatever the chunks they came in. */
const eventsOf = (answer: string): string[] =>
  [...bodyOf(answer).matchAll(/\{"type":"(\w+)","object":.*?"name":"([\w-]+)"|"type":"(BOOKMARK)"/g)].map(
    ([, type, name, bookmark]) => bookmark ?? `${type} ${name}`,
  )

describe('a watch over what the run has made', () => {
  it('that asks for initial events is told where they end, then sees the Job done', async () => {
    await using opened = await open()
    expect(await make(opened.wire, 'migrate')).toBe(201)
    const query = 'watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'
    const answer = await send(opened.wire, 'GET', `${JOBS}?${query}&fieldSelector=metadata.name%3Dmigrate`)
    expect(eventsOf(answer)).toEqual(['ADDED migrate', 'BOOKMARK', 'MODIFIED migrate'])
    expect(answer).toContain('"k8s.io/initial-events-end":"true"')
    expect(answer).toContain('"type":"Complete"')
  })

  it('of the older kind sees the Job appear and be done', async () => {
    await using opened = await open()
    await make(opened.wire, 'migrate')
    await make(opened.wire, 'other')
    const old = await send(opened.wire, 'GET', `${JOBS}?watch=1&resourceVersion=1&fieldSelector=metadata.name%3Dother`)
    expect(eventsOf(old)).toEqual(['ADDED other', 'MODIFIED other'])
  })

  it('of another collection passes to the cluster', async () => {
    await using opened = await open()
    await make(opened.wire, 'migrate')
    await send(opened.wire, 'GET', '/api/v1/namespaces/prod/pods?watch=true')
    expect(opened.recorder.seen.map(({ url }) => url)).toContain('/api/v1/namespaces/prod/pods?watch=true')
  })
})

describe('a body', () => {
  it('in protobuf that is no release record is refused whole', async () => {
    await using opened = await open()
    const body = envelope('v1', 'Secret', new Uint8Array([10, 0]))
    const headers = [['content-type', 'application/vnd.kubernetes.protobuf']] as const
    expect(statusOf(await send(opened.wire, 'POST', SECRETS, { headers, body }))).toBe(403)
    expect(opened.rehearsal.seen.callsRefused).toEqual([
      'a body of type application/vnd.kubernetes.protobuf is not understood',
    ])
    expect(opened.recorder.seen).toEqual([])
  })

  it.each([
    ['POST', SECRETS, 'application/cbor'],
    ['PUT', `${SECRETS}/web`, 'application/cbor'],
    ['PATCH', `${SECRETS}/web`, 'application/apply-patch+cbor'],
    ['DELETE', `${SECRETS}/web`, 'application/cbor'],
  ])('in CBOR is refused whole: %s', async (method, path, type) => {
    await using opened = await open()
    // The map {"kind": "x"} behind the tag that says it is CBOR.
    const body = Buffer.from([0xd9, 0xd9, 0xf7, 0xa1, 0x64, 0x6b, 0x69, 0x6e, 0x64, 0x61, 0x78])
    expect(statusOf(await send(opened.wire, method, path, { headers: [['content-type', type]], body }))).toBe(403)
    expect(opened.rehearsal.seen.callsRefused).toHaveLength(1)
    expect(opened.recorder.seen).toEqual([])
  })

  it('that is compressed is refused whole', async () => {
    await using opened = await open()
    const headers = [...json, ['content-encoding', 'gzip']] as const
    expect(statusOf(await send(opened.wire, 'POST', JOBS, { headers, body: job('migrate') }))).toBe(403)
    expect(opened.recorder.seen).toEqual([])
  })

  it.each([['all bodies and answers together', 16, 8 * 1024 * 1024]])(
    'counts: %s are bounded',
    async (_, count, size) => {
      await using opened = await open()
      const text = 'x'.repeat(size)
      for (let n = 0; n < count && opened.wire.trouble() === null; n += 1) {
        const body = Buffer.from(
          JSON.stringify({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: `j${n}` }, text }),
        )
        await send(opened.wire, 'POST', JOBS, { headers: json, body, silence: 30_000 })
      }
      expect(opened.wire.trouble()).toMatchObject({ code: 'E_WIRE_LIMIT' })
      expect(opened.wire.broken.aborted).toBe(true)
    },
  )
})

describe('an answer', () => {
  it.each(['application/cbor, application/json;q=0.9', 'application/vnd.kubernetes.protobuf,application/json'])(
    'about what the run has made is JSON, which says so, to a client that would rather have %s',
    async (accept) => {
      await using opened = await open()
      await make(opened.wire, 'migrate')
      const headers = [['accept', accept]] as const
      for (const path of [`${JOBS}/migrate`, JOBS]) {
        const answer = await send(opened.wire, 'GET', path, { headers })
        expect(answer).toMatch(/content-type: application\/json/i)
        expect(answer).toContain('"migrate"')
      }
    },
  )

  it('about anything else is asked for as the client likes it', async () => {
    await using opened = await open()
    const headers = [
      ['accept', 'application/cbor'],
      ['accept-encoding', 'gzip'],
    ] as const
    await send(opened.wire, 'GET', '/api/v1/namespaces/prod/pods', { headers })
    expect(opened.recorder.seen.at(-1)?.headers).toMatchObject({
      accept: 'application/cbor',
      'accept-encoding': 'gzip',
    })
  })
})

describe('a compressed answer', () => {
  it('of the real API server reaches the client as it came', async () => {
    await using proxy = await startProxy({
      kubectl: cluster.parts.kubectl,
      context: null,
      cwd: cluster.folder,
      env: { PATH: process.env['PATH'] ?? '', KUBECONFIG: cluster.kubeconfigFor('planner') },
    })
    const upstream = new Upstream(proxy.socketPath, 'dry-runs-only')
    await using wire = await openWire(upstream, new Rehearsal(upstream, scope), 'prod')
    const { port, prefix } = await doorOf(wire)
    const headers = { 'accept-encoding': 'gzip', accept: 'application/json' }
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      http.get({ port, path: `${prefix}/openapi/v2`, headers }, resolve).on('error', reject)
    })
    const chunks: Buffer[] = []
    for await (const chunk of answer) chunks.push(Buffer.from(chunk))
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(JSON.parse(gunzipSync(Buffer.concat(chunks)).toString('utf8'))).toMatchObject({ swagger: '2.0' })
  })
})

describe('a list in pieces', () => {
  const page = (names: readonly string[], rest: string) => ({
    status: 200,
    body: {
      kind: 'JobList',
      apiVersion: 'batch/v1',
      metadata: { resourceVersion: '9', continue: rest },
      items: names.map((name) => ({ metadata: { name } })),
    },
  })

  it('has what the run made once, at its end, and nowhere what it deleted', async () => {
    await using opened = await open()
    opened.recorder.answer(({ method, url }) => {
      if (method !== 'GET' || !url.startsWith(`${JOBS}?`)) return null
      return url.includes('continue=second') ? page(['c', 'migrate'], '') : page(['a', 'gone'], 'second')
    })
    opened.recorder.answer(({ method, url }) =>
      method === 'GET' && url === `${JOBS}/gone`
        ? { status: 200, body: { kind: 'Job', metadata: { name: 'gone' } } }
        : null,
    )
    await make(opened.wire, 'migrate')
    await send(opened.wire, 'DELETE', `${JOBS}/gone`)
    const first = await send(opened.wire, 'GET', `${JOBS}?limit=2`)
    expect([namesOf(first), objectOf(first).metadata.continue]).toEqual([['a'], 'second'])
    const second = await send(opened.wire, 'GET', `${JOBS}?limit=2&continue=second`)
    expect([namesOf(second), objectOf(second).metadata.continue]).toEqual([['c', 'migrate'], ''])
  })

  it('of release records has the own one once, at its end', async () => {
    await using opened = await open()
    opened.recorder.answer(({ method, url }) => {
      if (method !== 'GET' || !url.startsWith(`${SECRETS}?`)) return null
      return url.includes('continue=second') ? page(['two'], '') : page(['one'], 'second')
    })
    const body = recordJson({ release: 'web', namespace: 'prod', revision: 1 })
    expect(statusOf(await send(opened.wire, 'POST', SECRETS, { headers: json, body }))).toBe(201)
    expect(namesOf(await send(opened.wire, 'GET', `${RECORDS}&limit=1`))).toEqual(['one'])
    const last = await send(opened.wire, 'GET', `${RECORDS}&limit=1&continue=second`)
    expect(namesOf(last)).toEqual(['two', 'sh.helm.release.v1.web.v1'])
  })

  it('that is too old to go on is said to be, as the cluster says it', async () => {
    await using opened = await open()
    const gone = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'Expired', code: 410 }
    opened.recorder.answer(({ url }) => (url.includes('continue=') ? { status: 410, body: gone } : null))
    await make(opened.wire, 'migrate')
    const answer = await send(opened.wire, 'GET', `${JOBS}?limit=2&continue=old`)
    expect(statusOf(answer)).toBe(410)
    expect(JSON.parse(bodyOf(answer))).toEqual(gone)
  })
})
