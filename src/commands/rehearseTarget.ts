import { GateError } from '../errors/GateError.ts'
import type { PlanInputs } from '../config/PlanInputs.ts'
import { digestInputs } from '../helm/digestInputs.ts'
import { readClusterFacts } from '../helm/readClusterFacts.ts'
import type { Operation } from '../helm/Operation.ts'
import { readHistory } from '../helm/readHistory.ts'
import type { ReleaseHistory } from '../helm/readHistory.ts'
import { readWitness } from '../helm/readWitness.ts'
import { recordStore } from '../helm/recordStore.ts'
import { releaseScope } from '../helm/releaseScope.ts'
import { applyFlags } from '../helm/upgradeArgs.ts'
import { compareWitness } from '../plan/compareWitness.ts'
import { makePlan, planRedactor } from '../plan/makePlan.ts'
import type { MadePlan, PlanFacts } from '../plan/makePlan.ts'
import type { Plan, Reason } from '../plan/Plan.ts'
import { createRedactor, secretValues } from '../plan/redactor.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import type { ReleaseScope } from '../wire/ReleaseScope.ts'
import { Upstream } from '../wire/Upstream.ts'
import { parseManifest } from '../yaml/parseManifest.ts'
import { runPrograms } from './runPrograms.ts'
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

/** A checked operation and the way to its cluster. */
export type Prepared = {
  readonly inputs: PlanInputs
  readonly setting: Setting
  readonly operation: Operation
  readonly socketPath: string
}

/** Rehearses a target through a proxy to its cluster, renders it a second time, asks the witness, and makes the plan. */
export const rehearseTarget = async ({
  inputs,
  setting,
  operation,
  socketPath,
}: Prepared): Promise<RehearsedTarget> => {
  const upstream = new Upstream(socketPath, 'dry-runs-only', operation.timeoutSeconds)
  const store = recordStore(operation.env)
  const [cluster, history] = await Promise.all([
    readClusterFacts(upstream),
    readHistory(upstream, { ...inputs, store }),
  ])
  const scope = releaseScope({ ...inputs, store }, history)
  const mask = createRedactor([...secretsIn(history.deployed), ...valuesIn(operation)]).text
  setting.progress(
    `rehearsing the upgrade of release ${inputs.release} in namespace ${inputs.namespace} (helm ${operation.version})`,
  )
  const { rehearsed, dryRun, witness } = await runPrograms(
    { operation, scope, socketPath, mask },
    inputs.witness !== 'off',
    setting.stop,
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
