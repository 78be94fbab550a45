import { describe, expect, it } from '@jest/globals'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openWire } from '../../src/wire/openWire.ts'
import { Rehearsal } from '../../src/wire/Rehearsal.ts'
import { Upstream } from '../../src/wire/Upstream.ts'
import { startRecorder } from './Recorder.ts'
import type { Recorder } from './Recorder.ts'
import { scope } from './scope.ts'
import { doorOf, statusOf, visit } from './visit.ts'

const openOn = async (recorder: Recorder) => {
  const upstream = new Upstream(recorder.socketPath, 'dry-runs-only')
  return await openWire(upstream, new Rehearsal(upstream, scope), 'prod')
}

describe('threat 37: another process of the runner', () => {
  it.each([
    ['without the path', () => '/api/v1/namespaces'],
    ['with a guessed path', () => `/${'0'.repeat(32)}/api/v1/namespaces`],
    ['with all but the last digit', (prefix: string) => `${prefix.slice(0, -1)}/api/v1/namespaces`],
    ['with the path in capitals', (prefix: string) => `${prefix.toUpperCase()}x/api`],
    ['with the path as an absolute URL', (prefix: string) => `http://127.0.0.1${prefix}/api/v1/namespaces`],
    ['with the path and no slash', (prefix: string) => `${prefix}api`],
    ['with the path behind another', (prefix: string) => `/a${prefix}/api/v1/namespaces`],
    ['with the path doubled in slashes', (prefix: string) => `/${prefix}/api/v1/namespaces`],
  ])('threat 37: %s finds nothing, is counted, and reaches no cluster', async (_, target) => {
    await using recorder = await startRecorder()
    await using wire = await openOn(recorder)
    const { port, prefix } = await doorOf(wire)
    expect(statusOf(await visit(port, { method: 'GET', target: target(prefix) }))).toBe(404)
    expect([wire.strangers(), wire.requests(), recorder.seen.length]).toEqual([1, 0, 0])
  })

  it('threat 37: cannot read the kubeconfig, nor guess the path from run to run', async () => {
    await using recorder = await startRecorder()
    await using one = await openOn(recorder)
    await using two = await openOn(recorder)
    expect((await stat(one.kubeconfig)).mode & 0o777).toBe(0o600)
    expect((await stat(dirname(one.kubeconfig))).mode & 0o777).toBe(0o700)
    const [first, second] = [await doorOf(one), await doorOf(two)]
    expect(first.prefix).toMatch(/^\/[0-9a-f]{32}$/)
    expect(first.prefix).not.toBe(second.prefix)
  })

  it('threat 37: listens on loopback alone', async () => {
    await using recorder = await startRecorder()
    await using wire = await openOn(recorder)
    const { port } = await doorOf(wire)
    const refused = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.2', () => resolve(false))
      socket.on('error', () => resolve(true))
    })
    expect(refused).toBe(true)
  })

  it('threat 37: finds the wire gone once its program has ended, with its kubeconfig', async () => {
    await using recorder = await startRecorder()
    const wire = await openOn(recorder)
    const { port, prefix } = await doorOf(wire)
    await visit(port, { method: 'GET', target: `${prefix}/api/v1/namespaces` })
    await wire[Symbol.asyncDispose]()
    expect(existsSync(dirname(wire.kubeconfig))).toBe(false)
    const seen = recorder.seen.length
    expect(await visit(port, { method: 'GET', target: `${prefix}/api/v1/namespaces` })).toBe('')
    expect(recorder.seen).toHaveLength(seen)
  })
})

describe('the wire', () => {
  it('takes no body of more than 16 MiB', async () => {
    await using recorder = await startRecorder()
    await using wire = await openOn(recorder)
    const { port, prefix } = await doorOf(wire)
    const body = Buffer.alloc(17 * 1024 * 1024, 32)
    const headers = [['content-type', 'application/json']] as const
    await visit(port, { method: 'POST', target: `${prefix}/api/v1/namespaces`, headers, body })
    expect(wire.trouble()?.code).toBe('E_WIRE_LIMIT')
    expect(recorder.seen).toEqual([])
  })

  it('does not take it for trouble of its own when the program hangs up in the middle of a request', async () => {
    await using recorder = await startRecorder()
    await using wire = await openOn(recorder)
    const { port, prefix } = await doorOf(wire)
    const head = `POST ${prefix}/api/v1/namespaces HTTP/1.1\r\nhost: wire\r\ncontent-length: 100\r\n\r\n{`
    const socket = net.connect(
      port,
      '127.0.0.1',
      () => void socket.write(head, () => setTimeout(() => socket.destroy(), 20)),
    )
    await new Promise((resolve) => socket.once('close', resolve))
    for (let tries = 0; tries < 20 && wire.requests() === 0; tries += 1) await sleep(10)
    await sleep(50)
    expect(wire.requests()).toBe(1)
    expect(wire.trouble()).toBeNull()
    expect(recorder.seen).toEqual([])
  })

  it('says that the cluster is gone where nothing answers behind it', async () => {
    const recorder = await startRecorder()
    await using wire = await openOn(recorder)
    await recorder[Symbol.asyncDispose]()
    const { port, prefix } = await doorOf(wire)
    expect(statusOf(await visit(port, { method: 'GET', target: `${prefix}/api` }))).toBe(502)
    expect(wire.trouble()?.code).toBe('E_CLUSTER_UNREACHABLE')
  })

  it('says that it failed itself where the answer is none that it can pass on, and goes on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'helm-query-gate-odd-'))
    const socketPath = join(folder, 'api.sock')
    // No server of Node would send such a status, so it is written by hand.
    const odd = net.createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.end('HTTP/1.1 099 Odd\r\ncontent-length: 0\r\n\r\n'))
    })
    await new Promise<void>((resolve) => odd.listen(socketPath, resolve))
    try {
      const upstream = new Upstream(socketPath, 'dry-runs-only')
      await using wire = await openWire(upstream, new Rehearsal(upstream, scope), 'prod')
      const { port, prefix } = await doorOf(wire)
      expect(statusOf(await visit(port, { method: 'GET', target: `${prefix}/version` }))).toBe(502)
      expect(wire.trouble()).toMatchObject({ code: 'E_WIRE_FAILED', cause: { code: 'ERR_HTTP_INVALID_STATUS_CODE' } })
      expect(wire.broken.aborted).toBe(true)
    } finally {
      await new Promise((resolve) => odd.close(resolve))
      await rm(folder, { recursive: true })
    }
  })

  it('upgrades no connection and opens no tunnel', async () => {
    await using recorder = await startRecorder()
    await using wire = await openOn(recorder)
    const { port, prefix } = await doorOf(wire)
    const headers = [
      ['connection', 'upgrade'],
      ['upgrade', 'SPDY/3.1'],
    ] as const
    const target = `${prefix}/api/v1/namespaces/prod/pods/web/exec?command=sh`
    expect(await visit(port, { method: 'POST', target, headers })).toBe('')
    expect(await visit(port, { method: 'CONNECT', target: 'kubernetes.default:443' })).toBe('')
    expect(recorder.seen).toEqual([])
  })
})

describe('threat 38: the one door of the wire', () => {
  it('threat 38: lets no write out that is no dry run, whoever in the wire asks for it', async () => {
    await using recorder = await startRecorder()
    const upstream = new Upstream(recorder.socketPath, 'dry-runs-only')
    const target = {
      group: '',
      version: 'v1',
      resource: 'configmaps',
      namespace: 'prod',
      name: 'web',
      subresource: null,
    }
    const path = '/api/v1/namespaces/prod/configmaps/web'
    const request = { method: 'DELETE' as const, path, target, query: [], contentType: null, body: null }
    const call = { kind: 'write' as const, request, raw: Buffer.alloc(0), isOwnDryRun: false, headers: {} }
    await expect(upstream.write(call)).rejects.toMatchObject({ code: 'E_WIRE_UNSAFE' })
    const twice = { ...call, request: { ...request, query: [['dryRun', 'None']] as const } }
    await expect(upstream.dryRun(twice)).rejects.toMatchObject({ code: 'E_WIRE_UNSAFE' })
    await expect(upstream.dryRun({ ...call, raw: Buffer.from('{}') })).rejects.toMatchObject({ code: 'E_WIRE_UNSAFE' })
    expect(recorder.seen).toEqual([])
    await upstream.dryRun(call)
    expect(recorder.seen.map(({ url }) => url)).toEqual([`${path}?dryRun=All`])
    upstream.close()
    await expect(upstream.dryRun(call)).rejects.toMatchObject({ code: 'E_WIRE_CLOSED' })
  })
})
