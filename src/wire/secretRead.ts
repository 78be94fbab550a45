import { recordRevision } from '../release/recordName.ts'
import type { ReadCall } from './Call.ts'
import { listsOwnRecords } from './listsOwnRecords.ts'
import type { ReleaseScope } from './ReleaseScope.ts'

/**
 * Whether a read may pass as far as Secrets go: `yes` for other resources, this release's own records and the
 * Secrets that the scope names; `if-absent` where only the answer "not found" may be seen; else `no`.
 */
export const secretRead = (call: ReadCall, scope: ReleaseScope): 'yes' | 'if-absent' | 'no' => {
  const { target } = call
  if (target === null || target.group !== '' || target.resource !== 'secrets') return 'yes'
  if (target.name === null) return listsOwnRecords(call, scope) ? 'yes' : 'no'
  if (target.namespace === scope.namespace && recordRevision(scope.release, target.name) !== null) return 'yes'
  return namesReadable(call, scope) ? 'yes' : 'if-absent'
}

/** Whether a read is of one of the Secrets that the scope names; a record of the release is none. */
export const namesReadable = ({ target }: ReadCall, { readableSecrets }: ReleaseScope): boolean =>
  target?.group === '' &&
  target.resource === 'secrets' &&
  target.name !== null &&
  readableSecrets.has(`${target.namespace}/${target.name}`)
