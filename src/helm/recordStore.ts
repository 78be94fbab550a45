import { GateError } from '../errors/GateError.ts'
import type { RecordStore } from '../release/recordObject.ts'
import type { Environment } from './helmEnvironment.ts'

/**
 * Where Helm keeps its release records, as the user's HELM_DRIVER says.
 *
 * @throws GateError E_ENVIRONMENT where that is not in the cluster.
 */
export const recordStore = ({ HELM_DRIVER: driver = '' }: Environment): RecordStore => {
  if (/^(?:secrets?)?$/.test(driver)) return 'secrets'
  if (/^configmaps?$/.test(driver)) return 'configmaps'
  throw new GateError(
    'E_ENVIRONMENT',
    FAULTS[driver] ?? 'HELM_DRIVER names no driver that Helm knows.',
    'Set HELM_DRIVER to secret or configmap for this step, or unset it.',
  )
}

const FAULTS: Readonly<Record<string, string>> = {
  sql: 'HELM_DRIVER=sql keeps releases in a database, where the gate cannot see what Helm writes.',
  memory: 'HELM_DRIVER=memory forgets each release when Helm ends, so that there is nothing to upgrade.',
}
