import { GateError } from '../errors/GateError.ts'
import type { PlanInputs } from '../config/PlanInputs.ts'
import { checkHistory } from '../helm/checkHistory.ts'
import { digestInputs } from '../helm/digestInputs.ts'
import { givenValues } from '../helm/givenValues.ts'
import { readClusterFacts } from '../helm/readClusterFacts.ts'
import { installHelmDiff } from '../helm/installHelmDiff.ts'
import type { InstalledPlugin } from '../helm/installHelmDiff.ts'
import type { Operation } from '../helm/Operation.ts'
import { readHistory } from '../helm/readHistory.ts'
import { readListedSecrets } from '../helm/readListedSecrets.ts'
import { readWitness } from '../helm/readWitness.ts'
import { recordStore } from '../helm/recordStore.ts'
import { releaseScope } from '../helm/releaseScope.ts'
import { withoutLengths } from '../helm/withoutLengths.ts'
import { applyFlags, goesOnWithValues } from '../helm/operationArgs.ts'
import { compareWitness, witnessWarnings } from '../plan/compareWitness.ts'
import { droppedHooks } from '../plan/droppedHooks.ts'
import { indexManifest } from '../plan/manifestIndex.ts'
import { Generated } from '../plan/Generated.ts'
import { makePlan, planRedactor } from '../plan/makePlan.ts'
import type { MadePlan, PlanFacts } from '../plan/makePlan.ts'
import type { Plan, Target } from '../plan/Plan.ts'
import { secretDocuments } from '../plan/secretDocuments.ts'
import { createRedactor, secretValues } from '../plan/redactor.ts'
import { withoutGenerated } from '../plan/withoutGenerated.ts'
import { witnessText } from '../plan/witnessText.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import type { ReleaseScope } from '../wire/ReleaseScope.ts'
import { Upstream } from '../wire/Upstream.ts'
import { planWarnings } from './planWarnings.ts'
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
  const hasNoValues = Object.keys((history.deployed ?? history.newest)?.values ?? {}).length === 0
  const operation = { ...prepared.operation, revision: history.wanted?.revision ?? null, hasNoValues }
  const scope = releaseScope({ ...inputs, store }, history)
  const records = [history.deployed, history.newest, history.wanted].filter((record) => record !== null)
  const mask = createRedactor([
    ...records.flatMap(secretsIn),
    ...listed.flatMap(secretValues),
    ...(await givenValues(operation)),
  ]).text
  const what = `${inputs.operation} of release ${inputs.release} in namespace ${inputs.namespace}`
  setting.progress(`rehearsing the ${what} (helm ${operation.version})`)
  const installWitness = async (): Promise<InstalledPlugin> => await installPlugin(inputs, setting)
  const run = { operation, scope, socketPath, mask, installWitness }
  const { rehearsed, dryRun, witness, secretsRead } = await runPrograms(run, inputs.witness !== 'off', setting.stop)
  const { stored, ...releases } = releasesOf(operation, history, { rehearsed, dryRun })
  const generated = new Generated(inputs.unstable)
  const facts: PlanFacts = {
    ...releases,
    target: targetOf(prepared, cluster.identity),
    exchanges: rehearsed.exchanges.map((exchange) => withoutGenerated(exchange, generated)),
    generated,
    newest: history.newest,
    versions: { helm: operation.version, kubernetes: cluster.version },
    inputs: await digestInputs(operation, inputs.digestKey),
    secretsRead: [...listed, ...secretsRead],
    flags: applyFlags(operation),
    digestKey: inputs.digestKey,
    warnings: [...planWarnings(inputs, operation, history), ...droppedHooks(rehearsed.hooksDropped, releases.record)],
  }
  const bare = makePlan(facts)
  const oldDefaults = operation.kind === 'upgrade' && !hasNoValues && goesOnWithValues(operation)
  const manifests = { baseline: indexManifest(facts.baseline), next: indexManifest(facts.record) }
  const differences =
    witness === null ? [] : compareWitness(readWitness(witness), bare.plan, { ...manifests, oldDefaults })
  const doubts = witnessWarnings(differences)
  if (inputs.witness === 'strict' && doubts[0] !== undefined) {
    throw new GateError('E_WITNESS', doubts[0].message, 'Look at both lists, or set `witness: on`.')
  }
  const made = doubts.length === 0 ? bare : makePlan({ ...facts, warnings: [...facts.warnings, ...doubts] })
  const masked = witness === null ? null : planRedactor(facts).text(witnessText(withoutLengths(witness), differences))
  return { ...made, facts, stored, operation, scope, witness: masked }
}

const installPlugin = async (
  { helmDiffSource }: PlanInputs,
  { environment, progress }: Setting,
): Promise<InstalledPlugin> => {
  progress('helm-diff is not installed: getting it for this run')
  const { platform, arch } = process
  return await installHelmDiff(helmDiffSource, { platform, arch, path: environment['PATH'] ?? '' })
}

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
  secretDocuments(record).flatMap((document) => secretValues(document))
