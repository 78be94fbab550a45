import { checkChart, insideCheckout } from '../helm/checkChart.ts'
import { checkContents } from '../helm/checkContents.ts'
import { helmEnvironment } from '../helm/helmEnvironment.ts'
import { helmFlags } from '../helm/helmFlags.ts'
import { helmVersion } from '../helm/helmVersion.ts'
import type { Operation } from '../helm/Operation.ts'
import { parseHelmArgs } from '../helm/parseHelmArgs.ts'
import type { HelmArg } from '../helm/parseHelmArgs.ts'
import type { PlanInputs } from '../config/PlanInputs.ts'
import { GateError } from '../errors/GateError.ts'
import type { Setting } from './Setting.ts'

/**
 * Checks everything that can be checked before a program meets the cluster, and says what will be run. `pulled` is the
 * archive of a chart that was fetched.
 */
export const prepareOperation = async (
  inputs: PlanInputs,
  { checkout, environment }: Setting,
  pulled: string | null = null,
): Promise<Operation> => {
  const env = helmEnvironment(environment)
  const kind = inputs.operation
  checkName(inputs.release, 'release')
  checkName(inputs.namespace, 'namespace')
  const { helm, timeoutSeconds } = inputs
  const program = { helm, env, cwd: checkout, timeoutSeconds }
  const [{ major, version }, chart] = await Promise.all([
    helmVersion(program),
    inputs.operation === 'upgrade' ? (pulled ?? checkChart(inputs.chart, checkout)) : null,
  ])
  const files = inputs.values.map((path): HelmArg => ({ name: 'values', value: path, flag: valuesFlag() }))
  const args = await Promise.all(
    [...files, ...parseHelmArgs(inputs.helmArgs, { kind, major })].map((arg) => resolveFiles(arg, checkout)),
  )
  const skipsSchemas = args.some(({ name, value }) => name === 'skip-schema-validation' && value !== 'false')
  if (chart !== null) await checkContents(chart, { schemas: !skipsSchemas })
  const { release, namespace, revision } = inputs
  const chartName = pulled === null ? inputs.chart : nameOf(inputs)
  return {
    ...program,
    kind,
    release,
    namespace,
    chart,
    chartName,
    revision,
    args,
    major,
    version,
    witnessPlugins: null,
    hasNoValues: false,
  }
}

const nameOf = ({ chart, chartVersion, chartRepository }: PlanInputs): string =>
  [...(chartRepository === '' ? [] : [chartRepository]), `${chart} ${chartVersion}`.trim()].join(' ')

const checkName = (name: string, what: 'release' | 'namespace'): void => {
  if (/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name) && name.length <= 63) return
  throw new GateError(
    'E_INPUT',
    `The input ${what} is not a name that Kubernetes takes.`,
    'Use lower-case letters, digits and hyphens.',
  )
}

const valuesFlag = () => {
  const flag = helmFlags['values']
  if (flag === undefined) throw new Error('the table of flags has no values')
  return flag
}

/** Names of files in a flag's value, made absolute after a check that they lie in the checkout. */
const resolveFiles = async (arg: HelmArg, checkout: string): Promise<HelmArg> => {
  if (!arg.flag.file || arg.value === null) return arg
  const parts = await Promise.all(
    arg.value.split(',').map(async (part) => {
      const [key, path] = arg.name === 'set-file' ? splitOnce(part) : ['', part]
      return `${key}${await insideCheckout(path, checkout, 'values')}`
    }),
  )
  return { ...arg, value: parts.join(',') }
}

const splitOnce = (part: string): readonly [string, string] => {
  const place = part.indexOf('=')
  return [part.slice(0, place + 1), part.slice(place + 1)]
}
