import { textAt } from '../json/at.ts'
import type { JsonObject } from '../json/Json.ts'
import type { Target } from './Plan.ts'

/** Whose a live object is by Helm's own annotations, where it is not this release's; null where it is. */
export const ownerOf = (
  live: JsonObject,
  { release, namespace }: Pick<Target, 'release' | 'namespace'>,
): string | null => {
  const name = textAt(live, 'metadata', 'annotations', 'meta.helm.sh/release-name')
  const place = textAt(live, 'metadata', 'annotations', 'meta.helm.sh/release-namespace')
  if (name === undefined && place === undefined) return 'nobody'
  return name === release && place === namespace ? null : `release ${name ?? '?'} in namespace ${place ?? '?'}`
}
