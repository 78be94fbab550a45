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
}

/**
 * Reads a release's records from the API server.
 *
 * @throws GateError E_RELEASE_READ where they may not be read or are damaged, E_RELEASE_PENDING where one is unfinished.
 */
export const readHistory = async (
  upstream: Upstream,
  { release, namespace, store }: { readonly release: string; readonly namespace: string; readonly store: RecordStore },
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
  if (newest?.status.startsWith('pending-') === true) throw pending(newest)
  if (deployed === undefined) return { newest, deployed: null }
  return { newest, deployed: deployed === records[0] ? newest : decode(deployed.item, release, store) }
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

const pending = ({ name, namespace, revision, status, deployedAt }: ReleaseRecord): GateError =>
  new GateError(
    'E_RELEASE_PENDING',
    `Release ${name} in namespace ${namespace} is locked by an unfinished operation (revision ${revision}, ${status}${deployedAt === null ? '' : ` since ${deployedAt}`}).`,
    'Finish it or roll it back with helm rollback, then plan again.',
  )
