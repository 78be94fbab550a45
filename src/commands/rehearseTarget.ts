import { GateError } from '../errors/GateError.ts'
import type { PlanInputs } from '../config/PlanInputs.ts'
import { digestInputs } from '../helm/digestInputs.ts'
import { helmFailure } from '../helm/helmFailure.ts'
import { readClusterFacts } from '../helm/readClusterFacts.ts'
import type { Operation } from '../helm/Operation.ts'
import { readDryRun } from '../helm/readDryRun.ts'
import { readHistory } from '../helm/readHistory.ts'
import type { ReleaseHistory } from '../helm/readHistory.ts'
import { readWitness } from '../helm/readWitness.ts'
import { releaseScope } from '../helm/releaseScope.ts'
import { runOnWire } from '../helm/runOnWire.ts'
import { applyFlags } from '../helm/upgradeArgs.ts'
import type { Purpose } from '../helm/upgradeArgs.ts'
import { compareWitness } from '../plan/compareWitness.ts'
import { makePlan, planRedactor } from '../plan/makePlan.ts'
import type { MadePlan, PlanFacts } from '../plan/makePlan.ts'
import type { Plan, Reason } from '../plan/Plan.ts'
import { createRedactor, secretValues } from '../plan/redactor.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import { openWire } from '../wire/openWire.ts'
import { Rehearsal } from '../wire/Rehearsal.ts'
import type { Rehearsed } from '../wire/Rehearsal.ts'
import type { ReleaseScope } from '../wire/ReleaseScope.ts'
import { Upstream } from '../wire/Upstream.ts'
import { parseManifest } from '../yaml/parseManifest.ts'
import { prepareOperation } from './prepareOperation.ts'
import type { Setting } from './Setting.ts'

/** A plan and what it was made of; all but the plan and the masked witness is raw and stays on the machine. */
export type RehearsedTarget = {
  readonly plan: Plan
  readonly origins: MadePlan['origins']
  readonly facts: PlanFacts
  readonly operation: Operation
  readonly scope: ReleaseScope
  /** The text of helm-diff with secrets masked; null where there is no witness. */
  readonly witness: string | null
}

type Run = {
  readonly operation: Operation
  readonly scope: ReleaseScope
  readonly socketPath: string
  readonly mask: (text: string) => string
  readonly stop: AbortSignal
}

/** Rehearses a target through a proxy to its cluster, renders it a second time, asks the witness, and makes the plan. */
export const rehearseTarget = async (
  inputs: PlanInputs,
  setting: Setting,
  socketPath: string,
): Promise<RehearsedTarget> => {
  const operation = await prepareOperation(inputs, setting)
  const upstream = new Upstream(socketPath, 'dry-runs-only')
  const [cluster, history] = await Promise.all([
    readClusterFacts(upstream),
    readHistory(upstream, inputs.release, inputs.namespace),
  ])
  const scope = releaseScope(inputs, history)
  const mask = createRedactor([...secretsIn(history.deployed), ...valuesIn(operation)]).text
  setting.progress(
    `rehearsing the upgrade of release ${inputs.release} in namespace ${inputs.namespace} (helm ${operation.version})`,
  )
  const { rehearsed, dryRun, witness } = await runAll(
    { operation, scope, socketPath, mask },
    inputs.witness !== 'off',
    setting,
  )
  const record = rehearsed.record
  if (record === null) throw noRecord()
  const facts: PlanFacts = {
    target: {
      name: `${inputs.release}/${inputs.environment}`,
      environment: inputs.environment,
      repository: setting.repository,
      release: inputs.release,
      namespace: inputs.namespace,
      cluster: cluster.identity,
      operation: 'upgrade',
      baseline: 'cluster',
    },
    exchanges: rehearsed.exchanges,
    record,
    secondRender: dryRun,
    newest: history.newest,
    baseline: baselineOf(history),
    versions: { helm: operation.version, kubernetes: cluster.version },
    inputs: await digestInputs(operation),
    flags: applyFlags(operation),
    digestKey: inputs.digestKey,
    warnings: warningsOf(operation),
  }
  const bare = makePlan(facts)
  const differences = witness === null ? [] : compareWitness(readWitness(witness), bare.plan)
  if (inputs.witness === 'strict' && differences[0] !== undefined) {
    throw new GateError('E_WITNESS', differences[0].message, 'Look at both lists, or set `witness: on`.')
  }
  const made = differences.length === 0 ? bare : makePlan({ ...facts, warnings: [...facts.warnings, ...differences] })
  return { ...made, facts, operation, scope, witness: witness === null ? null : planRedactor(facts).text(witness) }
}

type Results = { readonly rehearsed: Rehearsed; readonly dryRun: ReleaseRecord; readonly witness: string | null }

/** Runs the programs side by side; the first that fails ends the others. */
const runAll = async (run: Omit<Run, 'stop'>, asksWitness: boolean, setting: Setting): Promise<Results> => {
  const failure = new AbortController()
  const stop = setting.stop === undefined ? failure.signal : AbortSignal.any([failure.signal, setting.stop])
  const orStopAll = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      failure.abort()
      throw error
    }
  }
  const settled = await Promise.allSettled([
    orStopAll(rehearse({ ...run, stop })),
    orStopAll(ask({ ...run, stop }, 'dry-run').then(readDryRun)),
    asksWitness ? orStopAll(ask({ ...run, stop }, 'witness')) : null,
  ])
  const [rehearsed, dryRun, witness] = settled
  if (rehearsed.status === 'fulfilled' && dryRun.status === 'fulfilled' && witness.status === 'fulfilled') {
    return { rehearsed: rehearsed.value, dryRun: dryRun.value, witness: witness.value }
  }
  throw firstCause(settled)
}

// Programs that were ended because another failed say nothing of the cause.
const firstCause = (settled: readonly PromiseSettledResult<unknown>[]): unknown => {
  const reasons: unknown[] = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  return reasons.find((reason) => !(reason instanceof GateError && reason.code === 'E_HELM_KILLED')) ?? reasons[0]
}

const rehearse = async (run: Run): Promise<Rehearsed> => {
  const upstream = new Upstream(run.socketPath, 'dry-runs-only')
  const rehearsal = new Rehearsal(upstream, run.scope)
  await using wire = await openWire(upstream, rehearsal, run.scope.namespace)
  const result = await runOnWire(run.operation, 'rehearsal', wire, run.stop)
  const { seen } = rehearsal
  refuseWhatWasRefused(seen)
  if (result.exitCode === 0) return seen
  const seenSecrets = seen.exchanges.flatMap(({ kind, request, before }) =>
    kind === 'Secret' ? [...secretValues(request.body), ...secretValues(before)] : [],
  )
  const failed = helmFailure(result, 'The rehearsal of helm upgrade', (text) =>
    run.mask(createRedactor(seenSecrets).text(text)),
  )
  if (failed.code !== 'E_KIND_UNKNOWN' || !seen.madeDefinitions) throw failed
  throw new GateError(
    'E_CRD_NOT_COVERED',
    'The chart brings a custom resource definition and objects of that kind; this version cannot rehearse both at once.',
    'Install the definitions first, in a release or a step of their own.',
    { cause: failed },
  )
}

const refuseWhatWasRefused = ({ secretsRefused, callsRefused }: Rehearsed): void => {
  const [secret] = secretsRefused
  if (secret !== undefined) {
    throw new GateError(
      'E_SECRET_READ',
      `The chart reads the Secret ${secret}, which is not part of the release.`,
      'If it may, list it in the input lookup-secrets.',
    )
  }
  const [call] = callsRefused
  if (call !== undefined)
    throw new GateError(
      'E_WIRE_REQUEST',
      `Helm sent a request that the gate does not pass on: ${call}.`,
      'Report it with the version of Helm.',
    )
}

const ask = async (run: Run, purpose: Exclude<Purpose, 'run' | 'rehearsal'>): Promise<string> => {
  const upstream = new Upstream(run.socketPath, 'dry-runs-only')
  const rehearsal = new Rehearsal(upstream, run.scope)
  await using wire = await openWire(upstream, rehearsal, run.scope.namespace)
  const result = await runOnWire(run.operation, purpose, wire, run.stop)
  refuseWhatWasRefused(rehearsal.seen)
  if (result.exitCode !== 0)
    throw helmFailure(result, purpose === 'witness' ? 'helm diff' : 'helm upgrade --dry-run=server', run.mask)
  return result.stdout
}

// Helm starts from the last deployed revision, else from the newest that there is.
const baselineOf = ({ deployed, newest }: ReleaseHistory): ReleaseRecord | null => deployed ?? newest

const secretsIn = (record: ReleaseRecord | null): string[] =>
  parseManifest(record?.manifest ?? '').flatMap((document) =>
    document['kind'] === 'Secret' ? secretValues(document) : [],
  )

const valuesIn = ({ args }: Operation): string[] =>
  args.flatMap(({ name, value }) =>
    name.startsWith('set') && value !== null ? [value.slice(value.indexOf('=') + 1)] : [],
  )

const warningsOf = ({ args }: Operation): Reason[] =>
  args
    .filter(({ flag }) => flag.treatment === 'undoes')
    .map(({ name }) => ({
      code: 'W_FLAG_LEFT_OUT',
      message: `--${name} is left out: going back is an operation of its own, with its own plan.`,
    }))

const noRecord = (): GateError =>
  new GateError('E_HELM_OUTPUT', 'The rehearsal ended without a release record.', 'Report it with the version of Helm.')
