import type { ReadCall } from './Call.ts'
import type { ReleaseScope } from './ReleaseScope.ts'

/** Whether a read of a collection asks for the records of this release alone, as Helm does. */
export const listsOwnRecords = ({ target, query }: ReadCall, { release, namespace }: ReleaseScope): boolean => {
  const labels = new Set((query.get('labelSelector') ?? '').split(','))
  return target?.namespace === namespace && labels.has('owner=helm') && labels.has(`name=${release}`)
}
