import { textAt } from '../json/at.ts'
import { decodeRecord } from '../release/decodeRecord.ts'
import { recordObjectFromJson } from '../release/recordObject.ts'
import { recordName } from '../release/recordName.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import { answerObject } from '../wire/answerObject.ts'
import type { Grant } from '../wire/Charter.ts'
import type { ReleaseScope } from '../wire/ReleaseScope.ts'
import { Upstream } from '../wire/Upstream.ts'

/** What the cluster holds after a run, read on a way of its own. */
export type ClusterState = {
  /** The record of the revision that the run should have made; null where it is not there or could not be read. */
  readonly record: ReleaseRecord | null
  /** By object path: whether it is as it should be, there after a write and gone after a delete; null where that could not be read. */
  readonly objects: ReadonlyMap<string, boolean | null>
}

/** Reads back what a run wrote. Never throws: what cannot be read is said to be unknown. */
export const readBack = async (
  socketPath: string,
  scope: ReleaseScope,
  grants: readonly Grant[],
): Promise<ClusterState> => {
  const upstream = new Upstream(socketPath, 'dry-runs-only')
  // The last request on an object says whether it should be there.
  const last = new Map(
    grants.filter(({ queries }) => queries.length > 0).map((grant) => [grant.objectPath, grant.request.method]),
  )
  const objects = await Promise.all(
    [...last].map(
      async ([path, method]) => [path, await isAsItShould(upstream, path, method).catch(() => null)] as const,
    ),
  )
  const record = await readRecord(upstream, scope)
  upstream.close()
  return { record, objects: new Map(objects) }
}

const isAsItShould = async (upstream: Upstream, path: string, method: string): Promise<boolean | null> => {
  const answer = await upstream.readJson(path)
  if (answer.status !== 200 && answer.status !== 404) return null
  if (answer.status === 404) return method === 'DELETE'
  const leaving = textAt(answerObject(answer), 'metadata', 'deletionTimestamp') !== undefined
  return method === 'DELETE' ? leaving : !leaving
}

const readRecord = async (
  upstream: Upstream,
  { release, namespace, store, newestRevision }: ReleaseScope,
): Promise<ReleaseRecord | null> => {
  try {
    const answer = await upstream.readJson(
      `/api/v1/namespaces/${namespace}/${store}/${recordName(release, newestRevision + 1)}`,
    )
    if (answer.status !== 200) return null
    return decodeRecord(recordObjectFromJson(store, answerObject(answer)).data['release'] ?? '')
  } catch {
    // The receipt says that the state is unknown.
    return null
  }
}
