import { randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GateError } from '../errors/GateError.ts'
import type { Conduct, Reply } from './Conduct.ts'
import { failure } from './kubernetesStatus.ts'
import type { Answer } from './kubernetesStatus.ts'
import { parseCall } from './parseCall.ts'
import type { Upstream } from './Upstream.ts'

const MAX_BODY_BYTES = 16 * 1024 * 1024
const MAX_EXCHANGES = 200_000

/** An endpoint that lives for one run of one program. */
export type Wire = AsyncDisposable & {
  /** Path of the only kubeconfig that the program gets; mode 0600 in a directory of mode 0700. */
  readonly kubeconfig: string
  /** Requests of the program that carried the wire's secret. */
  readonly requests: () => number
  /** Requests without it: some other process tried the door. */
  readonly strangers: () => number
  /** The first error that no answer could express, such as an API server that went away. */
  readonly trouble: () => GateError | null
  /** Aborted at the first trouble. */
  readonly broken: AbortSignal
}

type Counters = { requests: number; strangers: number; trouble: GateError | null; readonly broken: AbortController }

/**
 * Opens a wire on loopback, under a random path that only its kubeconfig holds: client-go sends no credentials to a
 * plain HTTP server. Closing it cuts the way to the API server first; a program still running can then do nothing.
 */
export const openWire = async (upstream: Upstream, conduct: Conduct, namespace: string): Promise<Wire> => {
  const secret = randomBytes(16).toString('hex')
  const counters: Counters = { requests: 0, strangers: 0, trouble: null, broken: new AbortController() }
  const server = http.createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
    void serve({ request, response, secret, conduct, counters })
  })
  server.on('upgrade', (_request, socket) => socket.destroy())
  server.on('connect', (_request, socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const folder = await mkdtemp(join(tmpdir(), 'helm-query-gate-'))
  const kubeconfig = join(folder, 'kubeconfig')
  const { port } = server.address() as AddressInfo
  await writeFile(kubeconfig, kubeconfigText(`http://127.0.0.1:${port}/${secret}`, namespace), { mode: 0o600 })
  return {
    kubeconfig,
    requests: () => counters.requests,
    strangers: () => counters.strangers,
    trouble: () => counters.trouble,
    broken: counters.broken.signal,
    [Symbol.asyncDispose]: async () => {
      upstream.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const kubeconfigText = (server: string, namespace: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'wire',
    clusters: [{ name: 'wire', cluster: { server } }],
    contexts: [{ name: 'wire', context: { cluster: 'wire', user: 'wire', namespace } }],
    users: [{ name: 'wire', user: {} }],
  })

type Visit = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly secret: string
  readonly conduct: Conduct
  readonly counters: Counters
}

const serve = async ({ request, response, secret, conduct, counters }: Visit): Promise<void> => {
  const url = ownPath(request.url ?? '', secret)
  if (url === null) {
    counters.strangers += 1
    response.writeHead(404).end()
    return
  }
  counters.requests += 1
  try {
    if (counters.requests > MAX_EXCHANGES) throw tooMuch(`more than ${MAX_EXCHANGES} requests`)
    const body = await readBody(request)
    const call = parseCall({ method: request.method ?? '', url, headers: request.headers, body })
    const reply = call.kind === 'refused' ? conduct.refused(call) : await conduct.handle(call)
    await respond(response, reply)
  } catch (error) {
    // A program that was ended, or lost interest, hangs up in the middle of a request.
    if (!(error instanceof GateError) && request.destroyed && !request.complete) return
    counters.trouble ??= asTrouble(error)
    counters.broken.abort()
    if (!response.headersSent) answer(response, failure(502, 'InternalError', 'helm-query-gate: the wire failed'))
    else response.destroy()
  }
}

/** The path behind the secret, or null where the secret is not there. */
const ownPath = (url: string, secret: string): string | null => {
  const given = Buffer.from(url.slice(0, secret.length + 2))
  const wanted = Buffer.from(`/${secret}/`)
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? url.slice(secret.length + 1) : null
}

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > MAX_BODY_BYTES) throw tooMuch(`a body of more than ${MAX_BODY_BYTES} bytes`)
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

const respond = async (response: ServerResponse, reply: Reply): Promise<void> => {
  if (reply.kind === 'answer') return answer(response, reply.answer)
  if (reply.kind === 'watch') {
    response.writeHead(200, { 'content-type': 'application/json' })
    for (const line of reply.lines) response.write(line)
    if (reply.lines.length === 0) response.flushHeaders()
    return
  }
  const { message, through } = reply
  const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...headers } = message.headers
  response.writeHead(message.statusCode ?? 502, headers)
  response.flushHeaders()
  response.once('close', () => message.destroy())
  // A broken answer of the API server breaks off here too: the program sees it and says so.
  message.once('error', () => response.destroy())
  if (through === undefined) return void message.pipe(response)
  through.once('error', () => response.destroy())
  message.pipe(through).pipe(response)
}

const answer = (response: ServerResponse, { status, contentType, body, retryAfter }: Answer): void => {
  const again = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
  response.writeHead(status, { 'content-type': contentType, 'content-length': body.length, ...again }).end(body)
}

const tooMuch = (what: string): GateError =>
  new GateError('E_WIRE_LIMIT', `The program sent ${what}.`, 'Split the chart into smaller releases.')

const asTrouble = (error: unknown): GateError =>
  error instanceof GateError
    ? error
    : new GateError(
        'E_WIRE_FAILED',
        'The wire met an error it does not know.',
        'Report this as a bug; nothing was sent.',
        { cause: error },
      )
