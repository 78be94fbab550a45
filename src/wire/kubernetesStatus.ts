import { stringifyJson } from '../json/stringifyJson.ts'
import type { Json, JsonObject } from '../json/Json.ts'

/** A complete answer of the wire to the program. */
export type Answer = { readonly status: number; readonly contentType: string; readonly body: Buffer }

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
