// Stands in for the API server behind a wire, on a unix socket, and keeps every request that reached it.
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import http from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Departure {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Recorder extends AsyncDisposable {
  readonly socketPath: string
  readonly seen: Departure[]
  /** Puts an answer before all others; null lets the next in line answer. */
  answer(reply: (request: Departure) => { status: number; body: unknown } | null): void
}

/** Objects are there or not by a hash of their path, so that both happen and each path keeps its answer. */
const isThere = (path: string): boolean => (createHash('sha256').update(path).digest()[0] ?? 0) % 2 === 0

const resources = ['configmaps', 'secrets', 'pods', 'namespaces', 'deployments', 'jobs', 'customresourcedefinitions']

const usual = ({ method, url, body }: Departure): { status: number; body: unknown } => {
  const [path = ''] = url.split('?')
  if (method !== 'GET') return { status: 200, body: written(body) }
  if (/^\/api\/v1$|^\/apis\/[^/]+\/[^/]+$/.test(path)) {
    return {
      status: 200,
      body: { kind: 'APIResourceList', resources: resources.map((name) => ({ name, kind: name })) },
    }
  }
  const name = path.split('/').at(-1) ?? ''
  if (resources.includes(name)) return { status: 200, body: { kind: 'List', metadata: {}, items: [] } }
  if (!isThere(path)) return { status: 404, body: { kind: 'Status', reason: 'NotFound', message: 'not found' } }
  return { status: 200, body: { kind: 'Thing', metadata: { name, resourceVersion: '7' }, data: { key: 'live' } } }
}

/** What was sent, as far as it is an object; an API server always says its kind. */
const written = (body: Buffer): object => {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return { kind: 'Thing', ...(typeof value === 'object' && !Array.isArray(value) ? value : {}) }
  } catch {
    return { kind: 'Status' }
  }
}

export async function startRecorder(): Promise<Recorder> {
  const folder = await mkdtemp(join(tmpdir(), 'helm-query-gate-recorder-'))
  const socketPath = join(folder, 'api.sock')
  const seen: Departure[] = []
  const replies: ((request: Departure) => { status: number; body: unknown } | null)[] = []
  const server = http.createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(Buffer.from(chunk))
      const { method = '', url = '', headers } = request
      const departure = { method, url, headers, body: Buffer.concat(chunks) }
      seen.push(departure)
      const reply = replies.map((each) => each(departure)).find((each) => each !== null) ?? usual(departure)
      response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body))
    })()
  })
  // What asks to be upgraded or tunnelled has left the wire, too.
  const caught = ({ method = '', url = '', headers }: http.IncomingMessage): void =>
    void seen.push({ method, url, headers, body: Buffer.alloc(0) })
  server.on('upgrade', (request, socket) => {
    caught(request)
    socket.destroy()
  })
  server.on('connect', (request, socket) => {
    caught(request)
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(socketPath, resolve))
  return {
    socketPath,
    seen,
    answer: (reply) => void replies.unshift(reply),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
