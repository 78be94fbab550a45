import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlanInputs } from '../config/PlanInputs.ts'
import { GateError } from '../errors/GateError.ts'
import { digestInputs } from '../helm/digestInputs.ts'
import type { Operation } from '../helm/Operation.ts'
import { renderChart } from '../helm/renderChart.ts'
import { textAt } from '../json/at.ts'
import { makePreview } from '../plan/makePreview.ts'
import type { Plan, Reason } from '../plan/Plan.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import { parseManifest } from '../yaml/parseManifest.ts'
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
    then === null ? null : render(then, setting.stop),
    render(now, setting.stop),
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
    before,
    after,
    helm: now.version,
    inputs: await digestInputs(now, inputs.digestKey),
    warnings: reasonsToDoubt(now),
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

const render = async (operation: Operation, stop: AbortSignal | undefined): Promise<ReleaseRecord> => {
  const rendered = await renderChart(operation, stop)
  return { ...rendered, chart: { ...rendered.chart, ...(await readChart(operation.chart ?? '')) } }
}

/** Name and version of a chart that is a folder; an archive keeps its own to itself. */
const readChart = async (chart: string): Promise<{ readonly name: string; readonly version: string }> => {
  const text = await readFile(join(chart, 'Chart.yaml'), 'utf8').catch(() => '')
  const [facts] = parseManifest(text)
  return { name: textAt(facts, 'name') ?? '', version: textAt(facts, 'version') ?? '' }
}

const reasonsToDoubt = ({ args }: Operation): Reason[] =>
  args
    .filter(({ name }) => name === 'reuse-values' || name === 'reset-then-reuse-values')
    .map(({ name }) => ({
      code: 'W_PREVIEW_VALUES',
      message: `--${name} takes values from the cluster, which a preview does not know.`,
    }))
