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
export const documentKey = (document: JsonObject, namespace: string): string => {
  const apiVersion = textAt(document, 'apiVersion') ?? ''
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''
  const parts = [group, textAt(document, 'kind') ?? '', textAt(document, 'metadata', 'namespace') ?? namespace]
  return [...parts, textAt(document, 'metadata', 'name') ?? ''].join('|')
}

const exchangeKey = ({ request, kind, namespace, name }: Exchange, release: string): string =>
  [request.target.group, kind, namespace ?? release, name].join('|')

/** Indexes a release; an absent release has no documents. */
export const indexManifest = (record: ReleaseRecord | null): ManifestIndex => {
  const namespace = record?.namespace ?? ''
  const documents = new Map(
    parseManifest(record?.manifest ?? '').map((document) => [documentKey(document, namespace), document]),
  )
  const hooks = new Map<string, { hook: Hook; document: JsonObject }>()
  for (const hook of record?.hooks ?? []) {
    for (const document of parseManifest(hook.manifest)) hooks.set(documentKey(document, namespace), { hook, document })
  }
  return {
    find: (exchange) => documents.get(exchangeKey(exchange, namespace)) ?? null,
    hook: (exchange) => hooks.get(exchangeKey(exchange, namespace))?.hook ?? null,
    documents: new Map([...documents, ...[...hooks].map(([key, { document }]) => [`hook|${key}`, document] as const)]),
  }
}
