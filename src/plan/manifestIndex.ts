import type { Exchange } from '../exchange/Exchange.ts'
import { textAt } from '../json/at.ts'
import type { JsonObject } from '../json/Json.ts'
import type { Hook, ReleaseRecord } from '../release/ReleaseRecord.ts'
import { parseManifest } from '../yaml/parseManifest.ts'

/** The documents of a release, found by the object that a request names. */
export type ManifestIndex = {
  readonly find: (exchange: Exchange) => JsonObject | null
  readonly hook: (exchange: Exchange) => Hook | null
  readonly documents: ReadonlyMap<string, JsonObject>
}

/** Group, kind, namespace and name of a document; a namespace that is not written is the release's. */
const documentKey = (document: JsonObject, namespace: string): string => {
  const apiVersion = textAt(document, 'apiVersion') ?? ''
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''
  const parts = [group, textAt(document, 'kind') ?? '', textAt(document, 'metadata', 'namespace') ?? namespace]
  return [...parts, textAt(document, 'metadata', 'name') ?? ''].join('|')
}

/** The same of the object that a request names. */
export const exchangeKey = ({ request, kind, namespace, name }: Exchange, release: string): string =>
  [request.target.group, kind, namespace ?? release, name].join('|')

const EMPTY: ManifestIndex = { find: () => null, hook: () => null, documents: new Map() }

// A manifest of thousands of documents takes long to parse, and every step of a plan looks into it.
const known = new WeakMap<ReleaseRecord, ManifestIndex>()

/** Indexes a release; an absent release has no documents. */
export const indexManifest = (record: ReleaseRecord | null): ManifestIndex => {
  if (record === null) return EMPTY
  const index = known.get(record) ?? makeIndex(record)
  known.set(record, index)
  return index
}

const makeIndex = ({ namespace, manifest, hooks: all }: ReleaseRecord): ManifestIndex => {
  const documents = new Map(parseManifest(manifest).map((document) => [documentKey(document, namespace), document]))
  const hooks = new Map(
    all.flatMap((hook) =>
      parseManifest(hook.manifest).map((document) => [documentKey(document, namespace), { hook, document }] as const),
    ),
  )
  // Helm drops a namespace that is written on an object of the whole cluster.
  const named = new Map([...documents].map(([key, document]) => [withoutNamespace(key), document]))
  return {
    find: (exchange) => {
      const key = exchangeKey(exchange, namespace)
      const found = documents.get(key) ?? (exchange.namespace === null ? named.get(withoutNamespace(key)) : null)
      return found ?? null
    },
    hook: (exchange) => hooks.get(exchangeKey(exchange, namespace))?.hook ?? null,
    documents: new Map([...documents, ...[...hooks].map(([key, { document }]) => [`hook|${key}`, document] as const)]),
  }
}

const withoutNamespace = (key: string): string => {
  const [group, kind, , name] = key.split('|')
  return [group, kind, name].join('|')
}
