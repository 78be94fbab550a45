import { textAt } from '../json/at.ts'
import { decodeRecord } from '../release/decodeRecord.ts'
import { recordObjectFromJson } from '../release/recordObject.ts'
import { recordName } from '../release/recordName.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import { answerObject } from '../wire/answerObject.ts'
import type { Charter } from '../wire/Charter.ts'
import type { ReleaseScope } from '../wire/ReleaseScope.ts'
import { Upstream } from '../wire/Upstream.ts'

/** What the cluster holds after a run, read on a way of its own. */
export type ClusterState = {
  /** The record of the revision that the run made, or was to remove; null where it is not there. */
  readonly record: ReleaseRecord | null
  /** Whether that record could be looked for at all. */
  readonly isRecordKnown: boolean
  /** By object path: whether it is as it should be, there after a write and gone after a delete; null where that could not be read. */
  readonly objects: ReadonlyMap<string, boolean | null>
}

/** Reads back what a run wrote. Never throws: what cannot be read is said to be unknown. */
export const readBack = async (
  socketPath: string,
  { scope, record, grants }: Pick<Charter, 'scope' | 'record' | 'grants'>,
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
  const found = await readRecord(upstream, scope, record.revision)
  upstream.close()
  return { record: found ?? null, isRecordKnown: found !== undefined, objects: new Map(objects) }
}

const isAsItShould = async (upstream: Upstream, path: string, method: string): Promise<boolean | null> => {
  const answer = await upstream.readJson(path)
  if (answer.status !== 200 && answer.status !== 404) return null
  if (answer.status === 404) return method === 'DELETE'
  const leaving = textAt(answerObject(answer), 'metadata', 'deletionTimestamp') !== undefined
  return method === 'DELETE' ? leaving : !leaving
}

/** The record of a revision, null where there is none, undefined where that cannot be told. */
const readRecord = async (
  upstream: Upstream,
  { release, namespace, store }: ReleaseScope,
  revision: number,
): Promise<ReleaseRecord | null | undefined> => {
  try {
    const answer = await upstream.readJson(`/api/v1/namespaces/${namespace}/${store}/${recordName(release, revision)}`)
    if (answer.status === 404) return null
    if (answer.status !== 200) return undefined
    return decodeRecord(recordObjectFromJson(store, answerObject(answer)).data['release'] ?? '')
  } catch {
    // The receipt says that the state is unknown.
    return undefined
  }
}
