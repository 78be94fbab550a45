import { GateError } from '../errors/GateError.ts'
import { recordStore } from './recordStore.ts'

/** An environment as the operating system gives it. */
export type Environment = Readonly<Record<string, string | undefined>>

const PASSED = [
  'PATH',
  'HOME',
  'TMPDIR',
  'LANG',
  'HELM_CACHE_HOME',
  'HELM_CONFIG_HOME',
  'HELM_DATA_HOME',
  'HELM_BURST_LIMIT',
  'HELM_QPS',
  'HELM_MAX_HISTORY',
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
  'GOGC',
  'GOMEMLIMIT',
]

// Of a run of a second or two, Go's collector takes a tenth. A chart that is too much is still held to what it may take.
const PACE = { GOGC: '400', GOMEMLIMIT: '2GiB' }

// Each would lead Helm to another cluster, identity, store or plugin than the wire's.
const REFUSED = /^HELM_KUBE|^HELM_DRIVER_|^HELM_PLUGINS$|^KUBERNETES_MASTER$/

/**
 * The environment that Helm gets: an allow-list, and a pace for its garbage collector where the user sets none.
 *
 * @throws GateError E_ENVIRONMENT where a variable would lead Helm off the wire.
 */
export const helmEnvironment = (environment: Environment): Record<string, string> => {
  const bad = Object.keys(environment).find((name) => REFUSED.test(name) && (environment[name] ?? '') !== '')
  if (bad !== undefined) {
    throw new GateError('E_ENVIRONMENT', `The variable ${bad} would lead Helm off the wire.`, 'Unset it for this step.')
  }
  const passed = PASSED.flatMap((name) => {
    const value = environment[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const driver = recordStore(environment) === 'configmaps' ? { HELM_DRIVER: 'configmap' } : {}
  return { ...PACE, ...Object.fromEntries(passed), ...driver }
}
