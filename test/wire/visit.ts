// Speaks to a wire as any program could: bytes on a socket, nothing tidied up by a client library.
import { readFile } from 'node:fs/promises'
import net from 'node:net'
import type { Wire } from '../../src/wire/openWire.ts'

export interface Door {
  readonly port: number
  /** The secret path prefix, with its slash. */
  readonly prefix: string
}

export interface RawRequest {
  readonly method: string
  /** The request target as it stands on the request line. */
  readonly target: string
  readonly headers?: readonly (readonly [string, string])[]
  readonly body?: Buffer
  readonly chunked?: boolean
  /** Milliseconds without a byte after which the visitor hangs up; large bodies take their time on a busy machine. */
  readonly silence?: number
}

/** Where a wire listens, from the kubeconfig that its program gets. */
export async function doorOf(wire: Pick<Wire, 'kubeconfig'>): Promise<Door> {
  const config: { clusters: { cluster: { server: string } }[] } = JSON.parse(await readFile(wire.kubeconfig, 'utf8'))
  const { port, pathname } = new URL(config.clusters[0]?.cluster.server ?? '')
  return { port: Number(port), prefix: pathname }
}

// A watch never ends by itself; everything else is closed by the wire.
const SILENCE = 400

/** Sends the bytes of a request and resolves to the whole answer as text; empty where the connection was cut.
 * A client that ends its side before it has the answer has gone, for a server of Node. */
export const visit = (port: number, request: RawRequest): Promise<string> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = net.connect(port, '127.0.0.1', () => void socket.write(bytesOf(request)))
    socket.setTimeout(request.silence ?? SILENCE, () => socket.destroy())
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => {})
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')))
  })

/** The status of an answer, 0 where there is none. */
export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)

const bytesOf = ({ method, target, headers = [], body = Buffer.alloc(0), chunked = false }: RawRequest): Buffer => {
  const length = chunked ? 'transfer-encoding: chunked' : `content-length: ${body.length}`
  const lines = headers.map(([name, value]) => `${name}: ${value}`)
  const head = [`${method} ${target} HTTP/1.1`, 'host: wire', 'connection: close', ...lines, length].join('\r\n')
  const size = body.length.toString(16)
  const content = chunked ? Buffer.concat([Buffer.from(`${size}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]) : body
  return Buffer.concat([
    Buffer.from(`${head}\r\n\r\n`),
    chunked && body.length === 0 ? Buffer.from('0\r\n\r\n') : content,
  ])
}
