/**
 * How a flag of `helm upgrade` is treated. `waits`: only the real run waits. `undoes`: left out everywhere, because
 * going back is an operation with a plan of its own. `ours`: the gate sets it itself. `refused`: never started.
 */
export type Treatment = 'pass' | 'waits' | 'undoes' | 'ours' | 'refused'

export type HelmFlag = {
  readonly treatment: Treatment
  /** Whether a value follows: always, never, or only after `=`. */
  readonly value: 'always' | 'never' | 'optional'
  /** Major versions of Helm that know the flag. */
  readonly majors: readonly (3 | 4)[]
  /** Whether `helm diff upgrade` takes it, so that the witness sees the same chart. */
  readonly witness: boolean
  /** Whether the value is a file that must lie inside the checkout. */
  readonly file: boolean
  /** Why it is refused, as the end of a sentence that starts with the flag. */
  readonly reason: string | null
}

type Options = Partial<Omit<HelmFlag, 'treatment' | 'reason'>>

const flag = (treatment: Treatment, options: Options = {}, reason: string | null = null): HelmFlag => ({
  treatment,
  value: 'never',
  majors: [3, 4],
  witness: false,
  file: false,
  reason,
  ...options,
})
const pass = (options: Options = {}) => flag('pass', options)
const refused = (reason: string, options: Options = {}) => flag('refused', options, reason)

const VALUE: Options = { value: 'always', witness: true }
const offTheWire = (options: Options = { value: 'always' }) => refused('would lead Helm off the wire', options)
const remote = (options: Options = { value: 'always' }) =>
  refused('is for charts that are fetched: pull the chart in an earlier step', options)

/** Every flag of `helm upgrade`, of Helm 3 and 4, global ones included, by its long name. */
export const helmFlags: Readonly<Record<string, HelmFlag>> = {
  values: pass({ ...VALUE, file: true }),
  set: pass(VALUE),
  'set-string': pass(VALUE),
  'set-json': pass(VALUE),
  'set-literal': pass(VALUE),
  'set-file': pass({ ...VALUE, file: true }),
  'reset-values': pass({ witness: true }),
  'reuse-values': pass({ witness: true }),
  'reset-then-reuse-values': pass({ witness: true }),
  'no-hooks': pass({ witness: true }),
  'skip-crds': pass(),
  'create-namespace': pass(),
  'disable-openapi-validation': pass({ witness: true }),
  'skip-schema-validation': pass(),
  'render-subchart-notes': pass(),
  'hide-notes': pass(),
  'enable-dns': pass({ witness: true }),
  'take-ownership': pass(),
  force: pass({ majors: [3] }),
  'force-replace': pass({ majors: [4] }),
  'force-conflicts': pass({ majors: [4] }),
  'server-side': pass({ value: 'always', majors: [4] }),
  description: pass({ value: 'always' }),
  labels: pass({ value: 'always' }),
  'history-max': pass({ value: 'always' }),
  timeout: pass({ value: 'always' }),
  qps: pass({ value: 'always' }),
  'burst-limit': pass({ value: 'always' }),
  wait: flag('waits', { value: 'optional' }),
  'wait-for-jobs': flag('waits'),
  atomic: flag('undoes', { majors: [3] }),
  'rollback-on-failure': flag('undoes', { majors: [4] }),
  'cleanup-on-fail': flag('undoes'),
  install: flag('ours'),
  namespace: refused('is set by the input namespace', { value: 'always' }),
  'dry-run': refused('is what a plan does by itself', { value: 'optional' }),
  output: refused('is set by the gate', { value: 'always' }),
  'hide-secret': refused('belongs to dry runs, whose output never leaves the gate'),
  debug: refused('prints values that may be secret'),
  color: refused('is set by the gate', { value: 'always', majors: [4] }),
  colour: refused('is set by the gate', { value: 'always', majors: [4] }),
  help: refused('does not upgrade anything'),
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
  'content-cache': remote({ value: 'always', majors: [4] }),
  'registry-config': remote(),
  'repository-cache': remote(),
  'repository-config': remote(),
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
