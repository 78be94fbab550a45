import type { ApiRequest, ApiTarget } from '../exchange/ApiRequest.ts'

/** A request of the program, parsed and in its only form; anything that does not parse is a `CallRefusal`. */
export type Call = ReadCall | WriteCall

export type ReadCall = {
  readonly kind: 'read'
  readonly path: string
  /** Null for discovery, `/version` and the like. */
  readonly target: ApiTarget | null
  readonly query: URLSearchParams
  readonly headers: ForwardedHeaders
}

export type WriteCall = {
  readonly kind: 'write'
  readonly request: ApiRequest
  /** The body as the program sent it; empty for a DELETE, whose options stand in the query. */
  readonly raw: Buffer
  /** Whether the program itself asked for a dry run. */
  readonly isOwnDryRun: boolean
  readonly headers: ForwardedHeaders
}

/** A request that never leaves the wire. `connect` marks exec, attach, port-forward and proxy. */
export type CallRefusal = { readonly kind: 'refused'; readonly reason: string; readonly connect: boolean }

/** The only headers of the program that travel on. */
export type ForwardedHeaders = Readonly<Record<string, string>>
