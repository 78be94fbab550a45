import { isServerSideApply } from '../exchange/isServerSideApply.ts'
import { textAt } from '../json/at.ts'
import type { JsonObject } from '../json/Json.ts'
import { sameJson } from '../json/sameJson.ts'
import { changesBetween } from '../plan/changesBetween.ts'
import { cleanObject } from '../plan/cleanObject.ts'
import { answerObject } from './answerObject.ts'
import type { WriteCall } from './Call.ts'
import type { Effect, Grant } from './Charter.ts'
import type { Upstream } from './Upstream.ts'

/**
 * Why a granted write would now do something else than what was rehearsed, because its object is another one by now;
 * null where it would not. A patch says itself what it changes; a delete, a server-side apply and a write that
 * changes nothing do not.
 */
export const faultNow = async (
  upstream: Upstream,
  call: WriteCall,
  grant: Grant,
  live: () => Promise<JsonObject | null>,
): Promise<string | null> => {
  const { method } = call.request
  if (grant.unchanged !== null) {
    const changes = await changesSomething(upstream, call, grant.unchanged, await live())
    return changes ? 'it changed nothing when it was rehearsed and would change something now' : null
  }
  if (grant.effect === null) return null
  if (method === 'DELETE') return deleteFault(grant.effect, await live())
  return isServerSideApply(call.request) ? await applyFault(upstream, call, grant.effect, await live()) : null
}

const versionOf = (object: JsonObject | null): string | null => textAt(object, 'metadata', 'resourceVersion') ?? null

const changesSomething = async (
  upstream: Upstream,
  call: WriteCall,
  unchanged: { readonly resourceVersion: string | null },
  live: JsonObject | null,
): Promise<boolean> => {
  // Of a POST only "there already" changes nothing, of a DELETE only "not there".
  if (call.request.method === 'POST') return live === null
  if (call.request.method === 'DELETE') return live !== null
  if (versionOf(live) === unchanged.resourceVersion) return false
  if (live === null) return true
  const after = await dryRun(upstream, call)
  return versionOf(after) !== versionOf(live) || !sameJson(after ?? undefined, live)
}

const deleteFault = ({ before }: Effect, live: JsonObject | null): string | null => {
  if (live === null) return null
  if (before === null) return 'there was nothing to delete when it was rehearsed'
  const same = textAt(before, 'metadata', 'uid') === textAt(live, 'metadata', 'uid')
  return same ? null : 'the object is not the one that was to be deleted'
}

const applyFault = async (
  upstream: Upstream,
  call: WriteCall,
  { before, after, hasStatus }: Effect,
  live: JsonObject | null,
): Promise<string | null> => {
  if (before === null) return live === null ? null : 'the object was to be made and is there already'
  if (live === null) return 'the object was there when it was rehearsed'
  if (versionOf(live) === versionOf(before)) return null
  const now = await dryRun(upstream, call)
  // What the cluster refuses, it refuses for real as well.
  if (now === null) return null
  const paths = (from: JsonObject, to: JsonObject | null): string[] =>
    changesBetween(cleanObject(from, hasStatus), cleanObject(to, hasStatus)).map(({ path }) => path)
  const rehearsed = new Set(paths(before, after))
  const more = paths(live, now).find((path) => !rehearsed.has(path))
  return more === undefined ? null : `it would now change ${more}, too`
}

const dryRun = async (upstream: Upstream, call: WriteCall): Promise<JsonObject | null> => {
  const answer = await upstream.dryRun(call)
  return answer.status === 200 ? answerObject(answer) : null
}
