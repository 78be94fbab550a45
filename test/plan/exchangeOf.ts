import type { WriteMethod } from '../../src/exchange/ApiRequest.ts'
import type { Exchange, Outcome } from '../../src/exchange/Exchange.ts'
import { collectionPath, objectPath } from '../../src/exchange/parsePath.ts'
import type { Json, JsonObject } from '../../src/json/Json.ts'

/** What was sent, as far as it is not a strategic patch of Deployment web in namespace shop. */
export type Sent = {
  readonly method?: WriteMethod
  readonly group?: string
  readonly resource?: string
  readonly kind?: string
  readonly namespace?: string | null
  readonly name?: string
  readonly query?: readonly (readonly [string, string])[]
  readonly contentType?: string | null
  readonly body?: Json
  readonly before?: JsonObject | null
  readonly after?: JsonObject | null
  readonly sequence?: number
  readonly hasStatus?: boolean
  readonly outcome?: Outcome
}

const TYPES: Readonly<Record<WriteMethod, string | null>> = {
  PATCH: 'application/strategic-merge-patch+json',
  POST: 'application/json',
  PUT: 'application/json',
  DELETE: null,
}

export const exchangeOf = (sent: Sent): Exchange => {
  const method = sent.method ?? 'PATCH'
  const name = sent.name ?? 'web'
  const target = {
    group: sent.group ?? 'apps',
    version: 'v1',
    resource: sent.resource ?? 'deployments',
    namespace: sent.namespace === undefined ? 'shop' : sent.namespace,
    name: method === 'POST' ? null : name,
    subresource: null,
  }
  return {
    sequence: sent.sequence ?? 1,
    request: {
      method,
      path: method === 'POST' ? collectionPath(target) : objectPath(target, name),
      target,
      query: sent.query ?? [['fieldManager', 'helm']],
      contentType: sent.contentType === undefined ? TYPES[method] : sent.contentType,
      body: sent.body ?? null,
    },
    kind: sent.kind ?? 'Deployment',
    name,
    namespace: target.namespace,
    hasStatus: sent.hasStatus ?? true,
    before: sent.before ?? null,
    after: sent.after ?? null,
    outcome: sent.outcome ?? { kind: 'accepted' },
  }
}

/** The members by which these tests send objects of the core group. */
export const core = (kind: string, name: string) =>
  ({ group: '', resource: `${kind.toLowerCase()}s`, kind, name }) as const
