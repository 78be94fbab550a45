import type { JsonObject } from '../json/Json.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import { changesBetween } from './changesBetween.ts'
import { encodeSecretData } from './encodeSecretData.ts'
import { indexManifest } from './manifestIndex.ts'

/** Stands for a path where only one of two renders has the object. */
export const WHOLE_OBJECT = '(the whole object)'

/** Paths that differ between two renders of one chart, by the key of the document they stand in; Secrets as they are stored. */
export const unstablePaths = (first: ReleaseRecord, second: ReleaseRecord): ReadonlyMap<string, readonly string[]> => {
  if (textOf(first) === textOf(second)) return new Map()
  const [one, two] = [indexManifest(first).documents, indexManifest(second).documents]
  const found = new Map<string, readonly string[]>()
  for (const key of new Set([...one.keys(), ...two.keys()])) {
    const changes = changesBetween(stored(one.get(key)?.object), stored(two.get(key)?.object))
    if (changes.length > 0)
      found.set(
        key,
        changes.map(({ path }) => (path === '' ? WHOLE_OBJECT : path)),
      )
  }
  return found
}

const textOf = ({ manifest, hooks }: ReleaseRecord): string =>
  [manifest, ...hooks.map((hook) => `${hook.name} ${hook.manifest}`)].join('\n')

const stored = (document: JsonObject | undefined): JsonObject | undefined =>
  document?.['kind'] === 'Secret' ? encodeSecretData(document) : document
