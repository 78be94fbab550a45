import { access, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { PlanInputs } from '../config/PlanInputs.ts'
import { GateError } from '../errors/GateError.ts'
import { digestInputs } from '../helm/digestInputs.ts'
import type { Operation } from '../helm/Operation.ts'
import { renderChart } from '../helm/renderChart.ts'
import type { Rendered } from '../helm/renderChart.ts'
import { droppedHooks } from '../plan/droppedHooks.ts'
import { makePreview } from '../plan/makePreview.ts'
import { missedLookups } from '../plan/missedLookups.ts'
import type { Plan, Reason } from '../plan/Plan.ts'
import { checkOutBase } from './checkOutBase.ts'
import { prepareOperation } from './prepareOperation.ts'
import type { Setting } from './Setting.ts'

/** Renders the chart at the merge base and as it is now, without a cluster, and shows what differs. */
export const previewTarget = async (inputs: PlanInputs, setting: Setting): Promise<Plan> => {
  const now = await prepareOperation(inputs, setting)
  await using base = await checkOutBase(baseOf(inputs, setting), setting)
  const then = await operationAt(base.folder, inputs, setting)
  setting.progress(`rendering ${inputs.chart} as it is and as it was at ${base.commit.slice(0, 12)}`)
  const [before, after] = await Promise.all([
    then === null ? null : renderChart(then, setting.stop),
    renderChart(now, setting.stop),
  ])
  return makePreview({
    target: {
      name: `${inputs.release}/${inputs.environment}`,
      environment: inputs.environment,
      repository: setting.repository,
      release: inputs.release,
      namespace: inputs.namespace,
      cluster: 'uid:none',
      operation: inputs.operation,
      baseline: 'git',
    },
    before: before?.record ?? null,
    after: after.record,
    helm: now.version,
    inputs: await digestInputs(now, inputs.digestKey),
    warnings: [
      ...valuesOfCluster(now),
      ...droppedHooks(after.hooksDropped, after.record),
      ...missedLookups(await textsOf(now, after)),
    ],
  })
}

const baseOf = ({ gitBase }: PlanInputs, { environment }: Setting): string => {
  if (gitBase !== '') return gitBase
  const branch = environment['GITHUB_BASE_REF'] ?? ''
  if (branch !== '') return `origin/${branch}`
  throw new GateError('E_INPUT', 'There is no branch to compare with.', 'Set the input git-base, such as origin/main.')
}

/** The operation as the base had it; null where it had no such chart. Values files that came later are left out. */
const operationAt = async (folder: string, inputs: PlanInputs, setting: Setting): Promise<Operation | null> => {
  const exists = async (path: string): Promise<boolean> =>
    await access(join(folder, path)).then(
      () => true,
      () => false,
    )
  if (!(await exists(inputs.chart))) return null
  const present = await Promise.all(inputs.values.map(exists))
  const values = inputs.values.filter((_, index) => present[index] === true)
  return await prepareOperation({ ...inputs, values }, { ...setting, checkout: folder })
}

/** What the chart renders from, and the values that were given: `tpl` renders values, too. */
const textsOf = async ({ args, cwd }: Operation, { texts, record }: Rendered): Promise<Map<string, string>> => {
  const files = args.filter(({ name }) => name === 'values').flatMap(({ value }) => value?.split(',') ?? [])
  const given = files.map(async (path) => [relative(cwd, path), await readFile(path, 'utf8')] as const)
  const own = [...texts].map(([path, text]) => [`${record.chart.name}/${path}`, text] as const)
  return new Map([...own, ...(await Promise.all(given))])
}

const valuesOfCluster = ({ args }: Operation): Reason[] =>
  args
    .filter(({ name }) => name === 'reuse-values' || name === 'reset-then-reuse-values')
    .map(({ name }) => ({
      code: 'W_PREVIEW_VALUES',
      message: `--${name} takes values from the cluster, which a preview does not know.`,
    }))
