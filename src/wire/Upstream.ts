import http from 'node:http'
import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiRequest } from '../exchange/ApiRequest.ts'
import { GateError } from '../errors/GateError.ts'
import type { Answer } from './kubernetesStatus.ts'
import type { ForwardedHeaders, ReadCall, WriteCall } from './Call.ts'

const MAX_ANSWER_BYTES = 64 * 1024 * 1024
const QUIET_SECONDS = 60
const BUSY_TRIES = 4
const BUSY_SECONDS = 5

/** Whether this wire may ever send a write that is no dry run. */
export type Authority = 'dry-runs-only' | 'approved-writes'

type Departure = {
  readonly method: string
  readonly url: string
  readonly headers: ForwardedHeaders
  readonly body: Buffer
}

/**
 * The way to the real API server, through the socket of `kubectl proxy`. Every byte that leaves the wire goes
 * through `#depart`, which lets a write out only as a dry run unless the wire was opened for approved writes.
 */
export class Upstream {
  readonly #authority: Authority
  readonly #socketPath: string
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 64 })
  readonly #quietSeconds: number
  #open = true

  /** `quietSeconds` is how long an answer may take to begin. */
  constructor(socketPath: string, authority: Authority, quietSeconds = QUIET_SECONDS) {
    this.#socketPath = socketPath
    this.#authority = authority
    this.#quietSeconds = Math.min(quietSeconds, QUIET_SECONDS)
  }

  /** Passes a read on; the answer is a stream, as watches are. */
  async read(call: Pick<ReadCall, 'path' | 'query' | 'headers'>): Promise<IncomingMessage> {
    const search = call.query.toString()
    const url = search === '' ? call.path : `${call.path}?${search}`
    return await this.#depart({ method: 'GET', url, headers: call.headers, body: Buffer.alloc(0) })
  }

  /** Passes a read on and takes the answer to its end; it is not compressed. */
  async readWhole({ headers, ...call }: Pick<ReadCall, 'path' | 'query' | 'headers'>): Promise<Answer> {
    const { 'accept-encoding': _, ...plain } = headers
    return await collect(await this.read({ ...call, headers: plain }))
  }

  /** Reads one JSON document of the API server for the wire's own use; asks again where the server is busy. */
  async readJson(path: string, query = new URLSearchParams()): Promise<Answer> {
    for (let triesLeft = BUSY_TRIES; ; triesLeft -= 1) {
      const answer = await this.readWhole({ path, query, headers: { accept: 'application/json' } })
      if ((answer.status !== 429 && answer.status !== 503) || triesLeft === 0) return answer
      await sleep(Math.min(Number(answer.retryAfter ?? 1) || 1, BUSY_SECONDS) * 1000)
    }
  }

  /** Sends a write as a dry run and returns the server's answer as JSON. */
  async dryRun(call: WriteCall): Promise<Answer> {
    return await this.#write(call, [...call.request.query, ['dryRun', 'All']])
  }

  /** Sends a write for real. Only a wire opened for approved writes gets it past the door. */
  async write(call: WriteCall): Promise<Answer> {
    return await this.#write(call, call.request.query)
  }

  /** Nothing leaves any more; connections under way are cut. */
  close(): void {
    this.#open = false
    this.#agent.destroy()
  }

  async #write({ request, raw, headers }: WriteCall, query: ApiRequest['query']): Promise<Answer> {
    const search = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString()
    const { accept: _, 'accept-encoding': __, 'content-type': contentType, ...rest } = headers
    const typed: ForwardedHeaders =
      raw.length === 0 || contentType === undefined
        ? {}
        : { 'content-type': contentType, 'content-length': String(raw.length) }
    const accept = contentType?.includes('protobuf') === true ? contentType : 'application/json'
    const url = search === '' ? request.path : `${request.path}?${search}`
    return await collect(
      await this.#depart({ method: request.method, url, headers: { ...rest, ...typed, accept }, body: raw }),
    )
  }

  async #depart({ method, url, headers, body }: Departure): Promise<IncomingMessage> {
    if (!this.#open) throw closed()
    if (method !== 'GET' && !isDryRun(method, url, body) && this.#authority !== 'approved-writes') {
      throw new GateError(
        'E_WIRE_UNSAFE',
        `A ${method} was about to leave the wire without being a dry run.`,
        'Report this as a bug; nothing was sent.',
      )
    }
    return await new Promise((resolve, reject) => {
      const request = http.request(
        {
          socketPath: this.#socketPath,
          agent: this.#agent,
          method,
          path: url,
          headers: { ...headers, host: 'localhost' },
        },
        (message) => {
          if (!isProxyFailure(message)) return resolve(message)
          message.resume()
          reject(unreachable(new Error('kubectl proxy could not reach the API server')))
        },
      )
      const seconds = this.#quietSeconds
      request.setTimeout(seconds * 1000, () => request.destroy(new Error(`no answer for ${seconds} s`)))
      request.on('error', (cause) => reject(unreachable(cause)))
      request.end(body.length > 0 ? body : undefined)
    })
  }
}

/** The whole proof that a request changes nothing: `dryRun=All` once in its query, and no body that could say otherwise. */
const isDryRun = (method: string, url: string, body: Buffer): boolean => {
  const values = new URLSearchParams(url.split('?')[1] ?? '').getAll('dryRun')
  return values.length === 1 && values[0] === 'All' && (method !== 'DELETE' || body.length === 0)
}

/** kubectl proxy tells in plain text that it got no answer; the API server itself speaks in objects. */
const isProxyFailure = ({ statusCode, headers }: IncomingMessage): boolean =>
  statusCode === 500 && headers['content-type']?.startsWith('text/plain') === true

/** Reads an answer to its end. */
const collect = async (message: IncomingMessage): Promise<Answer> => {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of message) {
      size += (chunk as Buffer).length
      if (size > MAX_ANSWER_BYTES) throw new Error(`an answer of more than ${MAX_ANSWER_BYTES} bytes`)
      chunks.push(chunk as Buffer)
    }
  } catch (cause) {
    throw unreachable(cause)
  }
  const body = chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks)
  const { 'content-type': contentType = '', 'retry-after': retryAfter } = message.headers
  const again = retryAfter === undefined ? {} : { retryAfter }
  return { status: message.statusCode ?? 502, contentType, body, ...again }
}

const unreachable = (cause: unknown): GateError =>
  new GateError(
    'E_CLUSTER_UNREACHABLE',
    'The API server did not answer.',
    'Check the kubeconfig, the network and the API server, then run again.',
    { cause },
  )

const closed = (): GateError =>
  new GateError(
    'E_WIRE_CLOSED',
    'The wire is closed.',
    'The program was still running when its time was over; nothing it sent then was passed on.',
  )
