import { sameJson } from '../json/sameJson.ts'
import { textAt } from '../json/at.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import type { Generated } from './Generated.ts'
import { indexManifest } from './manifestIndex.ts'

type Stored = Pick<ReleaseRecord, 'revision' | 'manifest'>

/** Whether two renders of a release are the same but for values that every render makes anew. */
export const sameManifest = (left: Stored, right: ReleaseRecord, generated: Generated): boolean => {
  if (left.manifest === right.manifest) return true
  if (generated.isEmpty) return false
  const [one, two] = [documentsOf({ ...right, ...left }), documentsOf(right)]
  if (one.size !== two.size) return false
  return [...one].every(([key, document]) => {
    const other = two.get(key)
    if (other === undefined || other.times !== document.times || document.times > 1) return false
    const [kind, name] = [textAt(document.object, 'kind') ?? '', textAt(document.object, 'metadata', 'name') ?? '']
    return sameJson(generated.mask(kind, name, document.object), generated.mask(kind, name, other.object))
  })
}

const documentsOf = (release: ReleaseRecord) => indexManifest({ ...release, hooks: [] }).documents
