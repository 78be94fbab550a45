import type { Exchange } from '../exchange/Exchange.ts'
import { leaves } from '../exchange/leaves.ts'
import type { Leaf } from '../exchange/leaves.ts'
import { lookup } from '../exchange/lookup.ts'
import type { Json } from '../json/Json.ts'
import { sameJson } from '../json/sameJson.ts'
import type { Documents } from './effectsOf.ts'

const has = ({ segments }: Leaf, pattern: RegExp): boolean =>
  segments.some((segment) => typeof segment === 'string' && pattern.test(segment))

// What a strategic merge patch says about its own lists; other members that start with $ are a chart's values.
const isDirective = (leaf: Leaf): boolean =>
  leaf.path.endsWith('[*]') || has(leaf, /^\$(?:patch$|retainKeys$|setElementOrder\/|deleteFromPrimitiveList\/)/)

// Only these come and go with drift; what deletes or replaces is the chart's own.
const isCompanion = (leaf: Leaf): boolean =>
  leaf.path.endsWith('[*]') || has(leaf, /^\$(?:retainKeys$|setElementOrder\/)/)

const isKey = ({ segments }: Leaf): boolean => {
  const item = segments.at(-2)
  return typeof item === 'object' && item.by === segments.at(-1)
}

const isDrift = ({ segments }: Leaf, { baseline, next }: Documents): boolean => {
  const was = lookup(baseline ?? undefined, segments)
  return was !== undefined && sameJson(was, lookup(next ?? undefined, segments))
}

/** The chart's own part of a patch: what differs from the live object and from what the chart said before, with the value before. */
export const ownLeaves = ({ request, before }: Exchange, documents: Documents): Json[] =>
  leaves(request.body)
    .filter((leaf) => !isDirective(leaf) && !isDrift(leaf, documents))
    .flatMap(({ path, segments, value }) => {
      const was = lookup(before ?? undefined, segments)
      return sameJson(was, value) ? [] : [{ path, before: was ?? null, after: value }]
    })

/**
 * Paths of a patch that may be missing when it is sent for real: leaves that only put drift back (there may be no
 * drift any more), and the directives and keys that accompany them.
 */
export const optionalPaths = ({ request }: Exchange, documents: Documents): string[] =>
  leaves(request.body)
    .filter((leaf) => isCompanion(leaf) || isKey(leaf) || isDrift(leaf, documents))
    .map(({ path }) => path)
