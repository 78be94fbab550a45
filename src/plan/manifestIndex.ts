import { GateError } from '../errors/GateError.ts'
import type { Exchange } from '../exchange/Exchange.ts'
import { textAt } from '../json/at.ts'
import type { JsonObject } from '../json/Json.ts'
import type { Hook, ReleaseRecord } from '../release/ReleaseRecord.ts'
import { parseManifest } from '../yaml/parseManifest.ts'
import { groupVersion } from './groupVersion.ts'
import { splitManifest } from '../yaml/splitManifest.ts'
import type { ManifestPart } from '../yaml/splitManifest.ts'

/** One object of a release as its template renders it. */
export type ManifestDocument = {
  readonly object: JsonObject
  readonly source: string | null
  /** How often the release renders the object. */
  readonly times: number
  /** Whether a key stands twice in its text: Kubernetes takes the last one. */
  readonly repeatsKey: boolean
}

/** The documents of a release, found by the object that a request names. */
export type ManifestIndex = {
  readonly find: (exchange: Exchange) => ManifestDocument | null
  readonly hook: (exchange: Exchange) => Hook | null
  /** Objects by `group|kind|namespace|name`; those of hooks by `hook|…`. */
  readonly documents: ReadonlyMap<string, ManifestDocument>
}

/** Group, kind, namespace and name of a document; a namespace that is not written is the release's. */
export const documentKey = (document: JsonObject, namespace: string): string => {
  const { group } = groupVersion(document)
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
  const documents = indexDocuments(manifest, namespace)
  const hooks = all.map((hook) => ({ hook, documents: indexDocuments(hook.manifest, namespace, hook.path) }))
  const hookOf = new Map(hooks.flatMap(({ hook, documents: own }) => [...own.keys()].map((key) => [key, hook])))
  // Helm drops a namespace that is written on an object of the whole cluster.
  const named = new Map([...documents].map(([key, document]) => [withoutNamespace(key), document]))
  const ofHooks = hooks.flatMap(({ documents: own }) => [...own].map(([key, found]) => [`hook|${key}`, found] as const))
  return {
    find: (exchange) => {
      const key = exchangeKey(exchange, namespace)
      const found = documents.get(key) ?? (exchange.namespace === null ? named.get(withoutNamespace(key)) : null)
      return found ?? null
    },
    hook: (exchange) => hookOf.get(exchangeKey(exchange, namespace)) ?? null,
    documents: new Map([...documents, ...ofHooks]),
  }
}

const indexDocuments = (text: string, namespace: string, path?: string): Map<string, ManifestDocument> => {
  const found = new Map<string, ManifestDocument>()
  for (const part of splitManifest(text)) {
    const { objects, repeatsKey } = readObjects(part)
    for (const object of objects) {
      const key = documentKey(object, namespace)
      const times = (found.get(key)?.times ?? 0) + 1
      found.set(key, { object, source: path ?? part.source, times, repeatsKey })
    }
  }
  return found
}

const readObjects = ({
  text,
  source,
}: ManifestPart): { readonly objects: readonly JsonObject[]; readonly repeatsKey: boolean } => {
  try {
    return { objects: parseManifest(text, 'refuse'), repeatsKey: false }
  } catch {
    // Most often a key that stands twice; what is no YAML at all throws once more.
    return { objects: readLeniently(text, source), repeatsKey: true }
  }
}

const readLeniently = (text: string, source: string | null): readonly JsonObject[] => {
  try {
    return parseManifest(text)
  } catch (error) {
    if (!(error instanceof GateError) || source === null) throw error
    throw new GateError(error.code, `In what ${source} renders: ${error.sentence}`, error.next, { cause: error })
  }
}

const withoutNamespace = (key: string): string => {
  const [group, kind, , name] = key.split('|')
  return [group, kind, name].join('|')
}
