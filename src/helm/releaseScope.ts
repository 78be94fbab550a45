import { textAt } from '../json/at.ts'
import { secretDocuments } from '../plan/secretDocuments.ts'
import type { RecordStore } from '../release/recordObject.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import type { ReleaseScope } from '../wire/ReleaseScope.ts'
import type { ReleaseHistory } from './readHistory.ts'

export type ScopeSettings = {
  readonly release: string
  readonly namespace: string
  readonly store: RecordStore
  readonly lookupSecrets: readonly string[]
}

/** `namespace/name` of a Secret that is named with or without its namespace. */
export const secretPlace = (name: string, namespace: string): string =>
  name.includes('/') ? name : `${namespace}/${name}`

/** What the program of a release may see: its own records, the Secrets of its stored manifests, and those configured. */
export const releaseScope = (
  { release, namespace, store, lookupSecrets }: ScopeSettings,
  history: ReleaseHistory,
): ReleaseScope => {
  const configured = lookupSecrets.map((name) => secretPlace(name, namespace))
  const records = [history.deployed, history.newest, history.wanted].flatMap((record) =>
    record === null ? [] : secretsOf(record),
  )
  return {
    release,
    namespace,
    store,
    newestRevision: history.newest?.revision ?? 0,
    deployedRevision: history.deployed?.revision ?? null,
    earlier: [history.deployed, history.newest].filter((record) => record !== null),
    readableSecrets: new Set([...configured, ...records]),
  }
}

const secretsOf = (record: ReleaseRecord): string[] =>
  secretDocuments(record).map(
    (document) =>
      `${textAt(document, 'metadata', 'namespace') ?? record.namespace}/${textAt(document, 'metadata', 'name')}`,
  )
