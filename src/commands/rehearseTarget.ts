import { GateError } from '../errors/GateError.ts'
import type { PlanInputs } from '../config/PlanInputs.ts'
import { checkHistory } from '../helm/checkHistory.ts'
import { digestInputs } from '../helm/digestInputs.ts'
import { givenValues } from '../helm/givenValues.ts'
import { readClusterFacts } from '../helm/readClusterFacts.ts'
import type { Operation } from '../helm/Operation.ts'
import { readHistory } from '../helm/readHistory.ts'
import type { ReleaseHistory } from '../helm/readHistory.ts'
import { readListedSecrets } from '../helm/readListedSecrets.ts'
import { readWitness } from '../helm/readWitness.ts'
import { recordStore } from '../helm/recordStore.ts'
import { releaseScope } from '../helm/releaseScope.ts'
import { applyFlags } from '../helm/operationArgs.ts'
import { compareWitness, witnessWarnings } from '../plan/compareWitness.ts'
import type { Difference } from '../plan/compareWitness.ts'
import { indexManifest } from '../plan/manifestIndex.ts'
import { makePlan, planRedactor } from '../plan/makePlan.ts'
import type { MadePlan, PlanFacts } from '../plan/makePlan.ts'
import type { Plan, Reason, Target } from '../plan/Plan.ts'
import { createRedactor, secretValues } from '../plan/redactor.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import type { ReleaseScope } from '../wire/ReleaseScope.ts'
import { Upstream } from '../wire/Upstream.ts'
import { releasesOf } from './releasesOf.ts'
import { runPrograms } from './runPrograms.ts'
import type { Setting } from './Setting.ts'

/** A plan and what it was made of; all but the plan and the masked witness is raw and stays on the machine. */
export type RehearsedTarget = {
  readonly plan: Plan
  readonly origins: MadePlan['origins']
  readonly facts: PlanFacts
  /** What the run stores of the release, or of a removal what is stored until then. */
  readonly stored: ReleaseRecord
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
export const rehearseTarget = async (prepared: Prepared): Promise<RehearsedTarget> => {
  const { inputs, setting, socketPath } = prepared
  const upstream = new Upstream(socketPath, 'dry-runs-only', prepared.operation.timeoutSeconds)
  const store = recordStore(prepared.operation.env)
  const [cluster, history, listed] = await Promise.all([
    readClusterFacts(upstream),
    readHistory(upstream, { ...inputs, store }),
    readListedSecrets(upstream, inputs.lookupSecrets, inputs.namespace),
  ])
  checkHistory(history, inputs)
  const operation = { ...prepared.operation, revision: history.wanted?.revision ?? null }
  const scope = releaseScope({ ...inputs, store }, history)
  const records = [history.deployed, history.newest, history.wanted].filter((record) => record !== null)
  const mask = createRedactor([
    ...records.flatMap(secretsIn),
    ...listed.flatMap(secretValues),
    ...(await givenValues(operation)),
  ]).text
  const what = `${inputs.operation} of release ${inputs.release} in namespace ${inputs.namespace}`
  setting.progress(`rehearsing the ${what} (helm ${operation.version})`)
  const run = { operation, scope, socketPath, mask }
  const { rehearsed, dryRun, witness, secretsRead } = await runPrograms(run, inputs.witness !== 'off', setting.stop)
  const { stored, ...releases } = releasesOf(operation, history, { rehearsed, dryRun })
  const facts: PlanFacts = {
    ...releases,
    target: targetOf(prepared, cluster.identity),
    exchanges: rehearsed.exchanges,
    newest: history.newest,
    versions: { helm: operation.version, kubernetes: cluster.version },
    inputs: await digestInputs(operation, inputs.digestKey),
    secretsRead: [...listed, ...secretsRead],
    flags: applyFlags(operation),
    digestKey: inputs.digestKey,
    warnings: warningsOf(operation, history),
  }
  const bare = makePlan(facts)
  const manifests = { baseline: indexManifest(facts.baseline), next: indexManifest(facts.record) }
  const differences = witness === null ? [] : compareWitness(readWitness(witness), bare.plan, manifests)
  const doubts = witnessWarnings(differences)
  if (inputs.witness === 'strict' && doubts[0] !== undefined) {
    throw new GateError('E_WITNESS', doubts[0].message, 'Look at both lists, or set `witness: on`.')
  }
  const made = doubts.length === 0 ? bare : makePlan({ ...facts, warnings: [...facts.warnings, ...doubts] })
  const masked = witness === null ? null : planRedactor(facts).text(withDifferences(witness, differences))
  return { ...made, facts, stored, operation, scope, witness: masked }
}

/** The text of helm-diff after a list of what only one of the two names, and why. */
const withDifferences = (witness: string, differences: readonly Difference[]): string =>
  [
    ...differences.map(
      ({ object, seenBy, reason }) => `only ${seenBy}: ${object} (${reason ?? 'for no known reason'})`,
    ),
    ...(differences.length === 0 ? [] : ['']),
    // How long a Secret is helps to guess it.
    witness.replaceAll(/ *# \(\d+ bytes\)/g, ''),
  ].join('\n')

const targetOf = ({ inputs, setting }: Prepared, cluster: string): Target => ({
  name: `${inputs.release}/${inputs.environment}`,
  environment: inputs.environment,
  repository: setting.repository,
  release: inputs.release,
  namespace: inputs.namespace,
  cluster,
  operation: inputs.operation,
  baseline: 'cluster',
})

const secretsIn = (record: ReleaseRecord): string[] =>
  [...indexManifest(record).documents.values()].flatMap(({ object }) =>
    object['kind'] === 'Secret' ? secretValues(object) : [],
  )

const warningsOf = ({ args, kind }: Operation, { newest }: ReleaseHistory): Reason[] => [
  ...args
    .filter(({ flag }) => flag.treatment === 'undoes')
    .map(({ name }) => ({
      code: 'W_FLAG_LEFT_OUT',
      message: `--${name} is left out: going back is an operation of its own, with its own plan.`,
    })),
  ...(kind !== 'upgrade' && newest?.status.startsWith('pending-') === true
    ? [
        {
          code: 'W_RELEASE_PENDING',
          message: `Revision ${newest.revision} is unfinished (${newest.status}): make sure that no other run is still at work on it.`,
        },
      ]
    : []),
]
