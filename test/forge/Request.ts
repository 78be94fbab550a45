import type { IncomingMessage } from 'node:http'
import { validated } from './description/validated.ts'

/** A request with its body read. */
export interface Request {
  readonly method: string
  readonly url: URL
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

export async function readRequest(message: IncomingMessage, base: string): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(validated<Buffer>(chunk))
  const url = new URL(message.url ?? '/', base)
  const text = Buffer.concat(chunks).toString()
  return { method: message.method ?? 'GET', url, path: url.pathname, headers: message.headers, text }
}
