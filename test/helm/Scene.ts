// One release on the real cluster: a checkout with a chart, a namespace, the real helm, and what the gate does with them.
import { deepEqual } from 'node:assert/strict'
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openCluster } from '../../src/commands/openCluster.ts'
import { rehearseTarget } from '../../src/commands/rehearseTarget.ts'
import type { RehearsedTarget } from '../../src/commands/rehearseTarget.ts'
import type { PlanInputs } from '../../src/config/PlanInputs.ts'
import type { Environment } from '../../src/helm/helmEnvironment.ts'
import type { Operation } from '../../src/helm/Operation.ts'
import { runUnderCharter } from '../../src/helm/runUnderCharter.ts'
import type { Operated } from '../../src/helm/runUnderCharter.ts'
import { startProxy } from '../../src/kubectl/startProxy.ts'
import { makeGrants } from '../../src/plan/makeGrants.ts'
import type { Query } from '../../src/plan/Plan.ts'
import type { Charter } from '../../src/wire/Charter.ts'
import type { AuditMark, AuditedWrite } from '../real/audit.ts'
import { cluster } from '../real/cluster.ts'
import { runHelm } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'
import type { Finished } from '../real/runProgram.ts'

const webChart = fileURLToPath(new URL('../charts/web', import.meta.url))

/** Files by their path in the checkout. */
export type Files = Readonly<Record<string, string>>

export interface RehearsalOptions {
  inputs?: Partial<PlanInputs>
  environment?: Environment
  /** Default: planner, who may do everything. */
  user?: string
  stop?: AbortSignal
}

/** What somebody changed since the plan was approved. */
export interface EnforcementOptions extends Partial<Operation> {
  charter?: Charter
  stop?: AbortSignal
}

export interface Scene extends AsyncDisposable {
  readonly helm: Helm
  readonly namespace: string
  /** The checkout; the chart is its folder `chart`. */
  readonly folder: string
  write(files: Files): Promise<void>
  remove(path: string): Promise<void>
  /** The real `helm upgrade --install`, around the gate, as admin. */
  upgrade(args?: string[]): Promise<Finished>
  inputs(given?: Partial<PlanInputs>): PlanInputs
  /** Rehearses and proves by audit log and resource versions that nothing was written. */
  rehearse(options?: RehearsalOptions): Promise<RehearsedTarget>
  /** The real run as admin, under enforcement of what was rehearsed. */
  enforce(approved: RehearsedTarget, changed?: EnforcementOptions): Promise<Operated>
  mark(): Promise<AuditMark>
  writesSince(mark: AuditMark): Promise<AuditedWrite[]>
}

export interface SceneOptions {
  /** Without the templates of the chart `web`. */
  bare?: boolean
  /** Default: a new one. */
  namespace?: string
  /** Of another cluster than the one that all tests share: there the caller looks at what was written. */
  kubeconfigFor?: (user: string) => string
}

/** A scene with the chart `web`, or with a bare one where `templates` alone make the chart. */
export async function openScene(helm: Helm, files: Files = {}, options: SceneOptions = {}): Promise<Scene> {
  const { bare = false, namespace = '', kubeconfigFor = cluster.kubeconfigFor } = options
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'helm-query-gate-scene-')))
  const place = { helm, namespace: namespace || (await cluster.createNamespace()), folder, kubeconfigFor }
  if (!bare) await cp(webChart, join(folder, 'chart'), { recursive: true })
  const write = (more: Files): Promise<void> => writeFiles(folder, more)
  await write({ ...(bare ? { 'chart/Chart.yaml': bareChart, 'chart/values.yaml': '{}\n' } : {}), ...files })
  const inputs = (given: Partial<PlanInputs> = {}): PlanInputs => ({ ...defaults(place), ...given })
  return {
    ...place,
    write,
    remove: (path) => rm(join(folder, path), { recursive: true }),
    upgrade: (args = []) => upgradeForReal(place, args),
    inputs,
    rehearse: ({ inputs: given, ...options } = {}) =>
      kubeconfigFor === cluster.kubeconfigFor
        ? unwritten(place.namespace, () => rehearseAs(place, inputs(given), options))
        : rehearseAs(place, inputs(given), options),
    enforce: (approved, changed = {}) => enforceAsAdmin(place, approved, changed),
    mark: () => cluster.auditMark(),
    writesSince: (mark) => cluster.writesSince(mark, { namespace: place.namespace }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

const bareChart = 'apiVersion: v2\nname: bare\nversion: 1.0.0\n'

type Place = Pick<Scene, 'helm' | 'namespace' | 'folder'> & Required<Pick<SceneOptions, 'kubeconfigFor'>>

const writeFiles = async (folder: string, files: Files): Promise<void> => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

const defaults = ({ helm, namespace }: Pick<Place, 'helm' | 'namespace'>): PlanInputs => ({
  operation: 'upgrade',
  revision: null,
  release: 'web',
  namespace,
  chart: 'chart',
  chartVersion: '',
  chartRepository: '',
  values: [],
  helmArgs: '',
  environment: 'production',
  baseline: 'cluster',
  gitBase: '',
  helm: helm.bin,
  kubectl: cluster.parts.kubectl,
  kubeContext: null,
  digestKey: '0123456789abcdef0123456789abcdef',
  lookupSecrets: [],
  unstable: new Map(),
  witness: 'off',
  helmDiffSource: 'https://helm-diff.invalid',
  timeoutSeconds: 60,
})

const upgradeForReal = ({ helm, namespace, folder, kubeconfigFor }: Place, args: string[]): Promise<Finished> =>
  runHelm(helm, ['upgrade', 'web', './chart', '--install', '-n', namespace, ...args], {
    cwd: folder,
    kubeconfig: kubeconfigFor('admin'),
  })

/** Runs a command's work as a user, through a proxy of its own. */
export const environmentOf = (helm: Helm, kubeconfig: string): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  ...helm.env,
  KUBECONFIG: kubeconfig,
})

const proxyWith = (kubeconfig: string) =>
  startProxy({
    kubectl: cluster.parts.kubectl,
    context: null,
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'] ?? '', KUBECONFIG: kubeconfig },
  })

const rehearseAs = async (
  { helm, folder, kubeconfigFor }: Place,
  inputs: PlanInputs,
  { environment = {}, user = 'planner', stop }: Omit<RehearsalOptions, 'inputs'>,
): Promise<RehearsedTarget> => {
  const setting = {
    checkout: folder,
    environment: { ...environmentOf(helm, kubeconfigFor(user)), ...environment },
    repository: null,
    progress: () => {},
    ...(stop === undefined ? {} : { stop }),
  }
  await using opened = await openCluster(inputs, setting)
  return await rehearseTarget(opened)
}

/** What the enforcement of an approved plan lets pass. */
export const charterOf = ({ facts, stored, operation, origins, scope }: RehearsedTarget): Charter => ({
  scope,
  record: stored,
  removes: operation.kind === 'uninstall',
  generated: facts.generated,
  grants: makeGrants(facts, origins),
})

const enforceAsAdmin = async (
  { kubeconfigFor }: Place,
  approved: RehearsedTarget,
  { charter = charterOf(approved), stop, ...operation }: EnforcementOptions,
): Promise<Operated> => {
  await using proxy = await proxyWith(kubeconfigFor('admin'))
  return await runUnderCharter({ ...approved.operation, ...operation }, charter, proxy.socketPath, stop)
}

/** Does something and proves that the cluster keeps nothing of it, also when it throws. */
export const unwritten = async <T>(namespace: string, work: () => Promise<T>): Promise<T> => {
  const [mark, before] = [await cluster.auditMark(), await versionsIn(namespace)]
  try {
    return await work()
  } finally {
    const writes = await cluster.writesSince(mark)
    const own = writes.filter((write) => write.namespace === namespace || isClusterWide(write))
    deepEqual(own, [])
    deepEqual(await versionsIn(namespace), before)
  }
}

// Tests run side by side: of what has no namespace, only the planner's writes are known to be ours.
const isClusterWide = ({ namespace, user }: AuditedWrite): boolean => namespace === undefined && user === 'planner'

const versionsIn = async (namespace: string): Promise<Map<string, string> | null> => {
  const { status } = await cluster.request('GET', `/api/v1/namespaces/${namespace}`)
  return status === 404 ? null : await cluster.resourceVersions(namespace)
}

/** Queries in short: `update Deployment web`. */
export const inShort = (queries: readonly Pick<Query, 'verb' | 'object'>[]): string[] =>
  queries.map(({ verb, object }) => `${verb} ${object.kind} ${object.name}`)

/** The code of the GateError with which some work ends. */
export const codeOf = async (work: Promise<unknown>): Promise<unknown> => {
  const failure: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  )
  return failure instanceof Error && 'code' in failure ? failure.code : failure
}
