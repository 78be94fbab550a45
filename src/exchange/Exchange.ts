import type { JsonObject } from '../json/Json.ts'
import type { ApiRequest } from './ApiRequest.ts'

/** Why the API server refused a dry run, in its own words. */
export type Refusal = { readonly status: number; readonly reason: string; readonly message: string }

/** What is known of the cluster's answer to a dry run. */
export type Outcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unverified'; readonly reason: string }

/**
 * One write of a program and what the cluster says of it. Raw: it may hold secrets and never leaves the machine.
 * `before` is the live object (null: there was none), `after` the dry run's answer, else what was sent.
 */
export type Exchange = {
  readonly sequence: number
  readonly request: ApiRequest
  readonly kind: string
  readonly name: string
  readonly namespace: string | null
  /** Whether the kind has a status subresource, so that `status` in a body is ignored by the server. */
  readonly hasStatus: boolean
  readonly before: JsonObject | null
  readonly after: JsonObject | null
  readonly outcome: Outcome
}
