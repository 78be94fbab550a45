import { GateError } from '../errors/GateError.ts'
import type { OperationKind } from '../plan/Plan.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import type { ReleaseHistory } from './readHistory.ts'

type Asked = {
  readonly operation: OperationKind
  readonly release: string
  readonly namespace: string
  readonly revision: number | null
}

/**
 * Whether an operation can start from what the cluster knows of the release. Nothing unlocks an unfinished revision by
 * itself; rolling it back and removing it are the ways out.
 *
 * @throws GateError E_RELEASE_PENDING, E_RELEASE_MISSING or E_REVISION_MISSING.
 */
export const checkHistory = ({ newest, wanted }: ReleaseHistory, asked: Asked): void => {
  const { operation, release, namespace, revision } = asked
  if (operation === 'upgrade') {
    if (newest?.status.startsWith('pending-') === true) throw pending(newest)
    return
  }
  if (newest === null) {
    throw new GateError(
      'E_RELEASE_MISSING',
      `There is no release ${release} in namespace ${namespace} for a ${operation}.`,
      'Correct the inputs release and namespace.',
    )
  }
  if (operation === 'rollback' && wanted === null) {
    throw new GateError(
      'E_REVISION_MISSING',
      `Release ${release} in namespace ${namespace} has no revision ${revision === null || revision < 1 ? newest.revision - 1 : revision} to go back to.`,
      'Choose one that helm history lists.',
    )
  }
}

const pending = ({ name, namespace, revision, status, deployedAt }: ReleaseRecord): GateError =>
  new GateError(
    'E_RELEASE_PENDING',
    `Release ${name} in namespace ${namespace} is locked by an unfinished operation (revision ${revision}, ${status}${deployedAt === null ? '' : ` since ${deployedAt}`}).`,
    'Finish it or roll it back (operation: rollback), then plan again.',
  )
