import { GateError } from '../errors/GateError.ts'
import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { decodeRecord } from '../release/decodeRecord.ts'
import { recordObjectFromJson } from '../release/recordObject.ts'
import type { RecordStore } from '../release/recordObject.ts'
import { recordRevision } from '../release/recordName.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import { answerObject } from '../wire/answerObject.ts'
import type { Upstream } from '../wire/Upstream.ts'

/** What the cluster knows of a release; both null where it was never installed. */
export type ReleaseHistory = {
  readonly newest: ReleaseRecord | null
  /** The newest revision that is deployed: what an upgrade starts from. */
  readonly deployed: ReleaseRecord | null
  /** The revision that was asked for; null where none was, or it is not stored. */
  readonly wanted: ReleaseRecord | null
}

/** Whose records are asked for, and which revision of them beside the newest and the deployed one. */
export type HistoryQuestion = {
  readonly release: string
  readonly namespace: string
  readonly store: RecordStore
  /** Counts back from the newest where it is not positive; null asks for no further one. */
  readonly revision: number | null
}

/**
 * Reads a release's records from the API server.
 *
 * @throws GateError E_RELEASE_READ where they may not be read or are damaged.
 */
export const readHistory = async (
  upstream: Upstream,
  { release, namespace, store, revision }: HistoryQuestion,
): Promise<ReleaseHistory> => {
  const query = new URLSearchParams({ labelSelector: `name=${release},owner=helm` })
  const answer = await upstream.readJson(`/api/v1/namespaces/${namespace}/${store}`, query)
  if (answer.status !== 200) {
    throw new GateError(
      'E_RELEASE_READ',
      `The API server answered ${answer.status} when the records of release ${release} in namespace ${namespace} were listed.`,
      `Give the identity of this job the right to list ${store} in that namespace.`,
    )
  }
  const items = at(answerObject(answer, 'items'), 'items')
  const records = (Array.isArray(items) ? items : [])
    .map((item: Json) => ({ item, revision: recordRevision(release, textAt(item, 'metadata', 'name') ?? '') ?? 0 }))
    .filter(({ revision }) => revision > 0)
    .sort((a, b) => b.revision - a.revision)
  const deployed = records.find(({ item }) => textAt(item, 'metadata', 'labels', 'status') === 'deployed')
  const newest = records[0] === undefined ? null : decode(records[0].item, release, store)
  const read = (record: (typeof records)[number] | undefined): ReleaseRecord | null =>
    record === undefined ? null : record === records[0] ? newest : decode(record.item, release, store)
  const number = revision === null || revision > 0 ? revision : (newest?.revision ?? 0) + revision
  return { newest, deployed: read(deployed), wanted: read(records.find((record) => record.revision === number)) }
}

const decode = (item: Json, release: string, store: RecordStore): ReleaseRecord => {
  try {
    return decodeRecord(recordObjectFromJson(store, item).data['release'] ?? '')
  } catch (cause) {
    throw new GateError(
      'E_RELEASE_READ',
      `A record of release ${release} cannot be decoded.`,
      `Look at the ${store} with label owner=helm in the namespace of the release.`,
      { cause },
    )
  }
}
