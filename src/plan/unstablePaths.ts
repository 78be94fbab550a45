import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import { changesBetween } from './changesBetween.ts'
import { indexManifest } from './manifestIndex.ts'

/** Paths that differ between two renders of one chart, by the key of the document they stand in. */
export const unstablePaths = (first: ReleaseRecord, second: ReleaseRecord): ReadonlyMap<string, readonly string[]> => {
  const [one, two] = [indexManifest(first).documents, indexManifest(second).documents]
  const found = new Map<string, readonly string[]>()
  for (const key of new Set([...one.keys(), ...two.keys()])) {
    const changes = changesBetween(one.get(key), two.get(key))
    if (changes.length > 0)
      found.set(
        key,
        changes.map(({ path }) => (path === '' ? '(the whole object)' : path)),
      )
  }
  return found
}
