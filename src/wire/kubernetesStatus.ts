import type { ApiTarget } from '../exchange/ApiRequest.ts'
import { stringifyJson } from '../json/stringifyJson.ts'
import type { Json, JsonObject } from '../json/Json.ts'

/** A complete answer of the wire to the program. */
export type Answer = {
  readonly status: number
  readonly contentType: string
  readonly body: Buffer
  /** When the server says so: how long to wait before another try. */
  readonly retryAfter?: string
}

/** An answer that holds a JSON value. */
export const jsonAnswer = (status: number, value: Json): Answer => ({
  status,
  contentType: 'application/json',
  body: Buffer.from(stringifyJson(value)),
})

/** A refusal in the API server's own form, so that every client shows the sentence. */
export const failure = (status: number, reason: string, message: string): Answer =>
  jsonAnswer(status, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code: status,
  })

/** What a DELETE answers when the object is gone at once. */
export const success = (): JsonObject => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Success',
  code: 200,
})

/** "Not found", as the API server says it. */
export const notFound = ({ resource }: ApiTarget, name: string): Answer =>
  failure(404, 'NotFound', `${resource} "${name}" not found`)
