import type { Exchange } from '../exchange/Exchange.ts'
import { leaves } from '../exchange/leaves.ts'
import { lookup } from '../exchange/lookup.ts'
import type { Segment } from '../exchange/Segment.ts'
import { isObject } from '../json/isObject.ts'
import type { Json, JsonObject } from '../json/Json.ts'
import { sameJson } from '../json/sameJson.ts'
import type { Change } from './Change.ts'
import { changesBetween } from './changesBetween.ts'
import { cleanObject } from './cleanObject.ts'

/** What one accepted write does to its object, by who caused it. */
export type Effects = {
  /** The chart's own changes. */
  readonly chart: readonly Change[]
  /** Values that were changed in the cluster and are only put back. */
  readonly drift: readonly Change[]
  /** Paths that the cluster changes beside what was asked (defaulting of what is new is not counted). */
  readonly cluster: readonly string[]
}

/** The documents of one object in the release that an upgrade starts from and in the one that it makes. */
export type Documents = { readonly baseline: JsonObject | null; readonly next: JsonObject | null }

/** Tells the effects of a write on an object that is there. */
export const effectsOf = (exchange: Exchange, documents: Documents): Effects => {
  const effects: { chart: Change[]; drift: Change[]; cluster: string[] } = { chart: [], drift: [], cluster: [] }
  for (const change of rawChanges(exchange)) {
    const cause = causeOf(change, exchange, documents)
    if (cause === 'cluster') effects.cluster.push(change.path)
    else if (cause !== 'default') effects[cause].push(asSaid(change, exchange))
  }
  return effects
}

const rawChanges = (exchange: Exchange): Change[] => {
  const { before, after, hasStatus, outcome, request } = exchange
  if (outcome.kind === 'accepted') return changesBetween(cleanObject(before, hasStatus), cleanObject(after, hasStatus))
  // The cluster could not be asked: what the request itself says is the change.
  return leaves(request.body).flatMap(({ path, segments, value }) => {
    const was = lookup(before ?? undefined, segments)
    if (sameJson(was, value) || path.endsWith('[*]')) return []
    return [{ path, segments, op: was === undefined ? 'add' : 'replace', before: was, after: value } as const]
  })
}

const causeOf = (
  change: Change,
  { request, before }: Exchange,
  { baseline, next }: Documents,
): 'chart' | 'drift' | 'cluster' | 'default' => {
  const { path, segments, op } = change
  const list = path.endsWith('[*]') ? segments.slice(0, -1) : segments
  const [was, will] = [lookup(baseline ?? undefined, list), lookup(next ?? undefined, list)]
  if (was !== undefined && sameJson(was, will))
    return holds(lookup(before ?? undefined, list), was) ? 'cluster' : 'drift'
  if (saidBy(request.body, list)) return 'chart'
  if (op === 'remove' && was !== undefined) return 'chart'
  return op === 'add' ? 'default' : 'cluster'
}

/** Whether a live value is what the chart says, defaults aside: then there was nothing to put back. */
const holds = (live: Json | undefined, said: Json): boolean =>
  live !== undefined && sameJson(restrict(live, said), said)

/** Whether a body speaks of a path: it holds a value there, removes an ancestor, or directs the list. */
const saidBy = (body: Json, segments: readonly Segment[]): boolean => {
  if (Array.isArray(body)) return true
  for (let depth = 0; depth < segments.length; depth += 1) {
    const parent = lookup(body, segments.slice(0, depth))
    if (!isObject(parent) && !Array.isArray(parent)) return parent !== undefined
    const segment = segments[depth]
    const directs = (word: string): boolean =>
      isObject(parent) && typeof segment === 'string' && parent[`${word}/${segment}`] !== undefined
    if (directs('$setElementOrder') || directs('$deleteFromPrimitiveList')) return true
    if (isObject(parent) && parent['$patch'] !== undefined) return true
  }
  return lookup(body, segments) !== undefined
}

/** The change with what the API server fills in by default left out of new containers. */
const asSaid = (change: Change, { request }: Exchange): Change => {
  const said = lookup(request.body, change.segments)
  return change.after === undefined || said === undefined ? change : { ...change, after: restrict(change.after, said) }
}

const restrict = (value: Json, said: Json): Json => {
  if (isObject(value) && isObject(said)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, member]) => {
        const word = said[key]
        return member === undefined || word === undefined ? [] : [[key, restrict(member, word)] as const]
      }),
    )
  }
  if (Array.isArray(value) && Array.isArray(said) && value.length === said.length) {
    const words: readonly Json[] = said
    return value.map((item: Json, place) => {
      const word = words[place]
      return word === undefined ? item : restrict(item, word)
    })
  }
  return value
}
