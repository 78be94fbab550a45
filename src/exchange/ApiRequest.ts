import type { Json } from '../json/Json.ts'

export type WriteMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What the API server is asked, by the path alone. `name` is null for a collection. */
export type ApiTarget = {
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly namespace: string | null
  readonly name: string | null
  readonly subresource: string | null
}

/**
 * One write in its only form: options of a DELETE stand in the query, `dryRun` and `timeout` nowhere,
 * the query is sorted. Two requests are the same request exactly when these members are equal.
 */
export type ApiRequest = {
  readonly method: WriteMethod
  readonly path: string
  readonly target: ApiTarget
  readonly query: readonly (readonly [name: string, value: string])[]
  readonly contentType: string | null
  readonly body: Json
}
