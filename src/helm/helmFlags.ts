import type { OperationKind } from '../plan/Plan.ts'

/**
 * How a flag of an operation is treated. `waits`: only the real run waits. `undoes`: left out everywhere, because
 * going back is an operation with a plan of its own. `ours`: the gate sets it itself. `refused`: never started.
 */
export type Treatment = 'pass' | 'waits' | 'undoes' | 'ours' | 'refused'

export type HelmFlag = {
  readonly treatment: Treatment
  /** Whether a value follows: always, never, or only after `=`. */
  readonly value: 'always' | 'never' | 'optional'
  /** The major versions of Helm that know the flag, by operation. */
  readonly operations: Operations
  /** Whether `helm diff upgrade` takes it, so that the witness sees the same chart. */
  readonly witness: boolean
  /** Whether the value is a file that must lie inside the checkout. */
  readonly file: boolean
  /** Why it is refused, as the end of a sentence that starts with the flag. */
  readonly reason: string | null
}

type Operations = Readonly<Partial<Record<OperationKind, readonly (3 | 4)[]>>>

type Options = Partial<Omit<HelmFlag, 'treatment' | 'reason'>>

const flag = (treatment: Treatment, options: Options = {}, reason: string | null = null): HelmFlag => ({
  treatment,
  value: 'never',
  operations: { upgrade: [3, 4] },
  witness: false,
  file: false,
  reason,
  ...options,
})
const pass = (options: Options = {}) => flag('pass', options)
const refused = (reason: string, options: Options = {}) => flag('refused', options, reason)

const UPGRADE_4: Operations = { upgrade: [4] }
const UPDATES: Operations = { upgrade: [3, 4], rollback: [3, 4] }
const UPDATES_4: Operations = { upgrade: [4], rollback: [4] }
const ALL: Operations = { ...UPDATES, uninstall: [3, 4] }
const ALL_4: Operations = { ...UPDATES_4, uninstall: [4] }
const UNINSTALL: Operations = { uninstall: [3, 4] }

const VALUE: Options = { value: 'always', witness: true }
const offTheWire = (options: Options = { value: 'always' }) =>
  refused('would lead Helm off the wire', { operations: ALL, ...options })
const remote = (options: Options = { value: 'always' }) =>
  refused('is for charts that are fetched: pull the chart in an earlier step', options)

/** Every flag of `helm upgrade`, `rollback` and `uninstall`, of Helm 3 and 4, global ones included, by its long name. */
export const helmFlags: Readonly<Record<string, HelmFlag>> = {
  values: pass({ ...VALUE, file: true }),
  set: pass(VALUE),
  'set-string': pass(VALUE),
  'set-json': pass(VALUE),
  'set-literal': pass(VALUE),
  'set-file': pass({ ...VALUE, file: true }),
  'reset-values': pass({ witness: true }),
  'reuse-values': pass({ witness: true }),
  'reset-then-reuse-values': pass(),
  'no-hooks': pass({ witness: true, operations: ALL }),
  'skip-crds': pass(),
  'create-namespace': pass(),
  'disable-openapi-validation': pass({ witness: true }),
  'skip-schema-validation': pass(),
  'render-subchart-notes': pass(),
  'hide-notes': pass(),
  'enable-dns': pass({ witness: true }),
  'take-ownership': pass(),
  force: pass({ operations: { upgrade: [3], rollback: [3] } }),
  'force-replace': pass({ operations: UPDATES_4 }),
  'force-conflicts': pass({ operations: UPDATES_4 }),
  'server-side': pass({ value: 'always', operations: UPDATES_4 }),
  description: pass({ value: 'always', operations: { upgrade: [3, 4], rollback: [4], uninstall: [3, 4] } }),
  labels: pass({ value: 'always' }),
  'history-max': pass({ value: 'always', operations: UPDATES }),
  timeout: pass({ value: 'always', operations: ALL }),
  qps: pass({ value: 'always', operations: ALL }),
  'burst-limit': pass({ value: 'always', operations: ALL }),
  cascade: pass({ value: 'always', operations: UNINSTALL }),
  'keep-history': pass({ operations: UNINSTALL }),
  wait: flag('waits', { value: 'optional', operations: ALL }),
  'wait-for-jobs': flag('waits', { operations: UPDATES }),
  atomic: flag('undoes', { operations: { upgrade: [3] } }),
  'rollback-on-failure': flag('undoes', { operations: UPGRADE_4 }),
  'cleanup-on-fail': flag('undoes', { operations: UPDATES }),
  install: flag('ours'),
  namespace: refused('is set by the input namespace', { value: 'always', operations: ALL }),
  'dry-run': refused('is what a plan does by itself', { value: 'optional', operations: ALL }),
  output: refused('is set by the gate', { value: 'always' }),
  'hide-secret': refused('belongs to dry runs, whose output never leaves the gate'),
  debug: refused('prints values that may be secret', { operations: ALL }),
  color: refused('is set by the gate', { value: 'always', operations: ALL_4 }),
  colour: refused('is set by the gate', { value: 'always', operations: ALL_4 }),
  help: refused('does nothing', { operations: ALL }),
  'ignore-not-found': refused('would hide that there is nothing to uninstall', { operations: UNINSTALL }),
  'recreate-pods': refused('deletes Pods that no manifest names: use kubectl rollout restart', {
    operations: { rollback: [3] },
  }),
  'post-renderer': refused('runs a program while planning', { value: 'always' }),
  'post-renderer-args': refused('runs a program while planning', { value: 'always' }),
  'dependency-update': refused('fetches charts while planning: run helm dependency build in an earlier step'),
  devel: remote({}),
  version: remote(),
  repo: remote(),
  username: remote(),
  password: remote(),
  'pass-credentials': remote({}),
  'ca-file': remote(),
  'cert-file': remote(),
  'key-file': remote(),
  keyring: remote(),
  verify: remote({}),
  'insecure-skip-tls-verify': remote({}),
  'plain-http': remote({}),
  'content-cache': remote({ value: 'always', operations: ALL_4 }),
  'registry-config': remote({ value: 'always', operations: ALL }),
  'repository-cache': remote({ value: 'always', operations: ALL }),
  'repository-config': remote({ value: 'always', operations: ALL }),
  kubeconfig: offTheWire(),
  'kube-context': offTheWire(),
  'kube-apiserver': offTheWire(),
  'kube-as-group': offTheWire(),
  'kube-as-user': offTheWire(),
  'kube-ca-file': offTheWire(),
  'kube-insecure-skip-tls-verify': offTheWire({}),
  'kube-tls-server-name': offTheWire(),
  'kube-token': offTheWire(),
}

/** Long names of the short flags. */
export const shortFlags: Readonly<Record<string, string>> = {
  f: 'values',
  i: 'install',
  n: 'namespace',
  l: 'labels',
  o: 'output',
  h: 'help',
}
