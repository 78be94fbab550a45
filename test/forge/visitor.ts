import type { Forge } from './Forge.ts'

export interface Visit {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

export type Visitor = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Visit>

/** A bare client of the forge: what came back, nothing retried, nothing thrown for a status. */
export function visitor(forge: Forge, token?: string): Visitor {
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return async (method, path, body, headers = {}) => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    const answer = await fetch(forge.url + path, { method, headers: { ...authorization, ...headers }, ...sent })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.startsWith('application/json')
    const parsed: unknown = text !== '' && isJson ? JSON.parse(text) : text
    return { status: answer.status, headers: answer.headers, body: parsed }
  }
}
