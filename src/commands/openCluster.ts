import type { PlanInputs } from '../config/PlanInputs.ts'
import { helmEnvironment } from '../helm/helmEnvironment.ts'
import { isRemote, pullChart } from '../helm/pullChart.ts'
import type { PulledChart } from '../helm/pullChart.ts'
import { startProxy } from '../kubectl/startProxy.ts'
import type { ProxySettings } from '../kubectl/startProxy.ts'
import { prepareOperation } from './prepareOperation.ts'
import type { Prepared } from './rehearseTarget.ts'
import type { Setting } from './Setting.ts'

/** Checks what is to be run and opens the way to the cluster, side by side; closed when disposed of. */
export const openCluster = async (inputs: PlanInputs, setting: Setting): Promise<Prepared & AsyncDisposable> => {
  const chart = await fetchChart(inputs, setting)
  const [preparing, opening] = await Promise.allSettled([
    prepareOperation(inputs, setting, chart?.path),
    startProxy(proxySettings(inputs, setting)),
  ])
  const proxy = opening.status === 'fulfilled' ? opening.value : null
  const dispose = async (): Promise<void> => {
    await Promise.all([chart, proxy].map(async (opened) => await opened?.[Symbol.asyncDispose]()))
  }
  // What is wrong with the inputs is said first: it is what the reader can mend.
  const failed = [preparing, opening].find((result) => result.status === 'rejected')
  if (preparing.status === 'rejected' || proxy === null || failed !== undefined) {
    await dispose()
    throw failed?.reason
  }
  return { inputs, setting, operation: preparing.value, socketPath: proxy.socketPath, [Symbol.asyncDispose]: dispose }
}

/** A chart that is not in the checkout, fetched once for all that this run does with it; null where it is. */
const fetchChart = async (
  inputs: PlanInputs,
  { environment, checkout, progress, stop }: Setting,
): Promise<PulledChart | null> => {
  const { helm, timeoutSeconds, chart, chartVersion: version, chartRepository: repository } = inputs
  if (inputs.operation !== 'upgrade' || !isRemote({ chart, version, repository })) return null
  progress(`fetching the chart ${chart} ${version}`)
  const program = { helm, env: helmEnvironment(environment), cwd: checkout, timeoutSeconds }
  return await pullChart(program, { chart, version, repository }, stop)
}

/** How kubectl reaches the cluster: with the user's whole environment, where its credentials are, less the inputs of this action. */
const proxySettings = ({ kubectl, kubeContext }: PlanInputs, { environment, checkout }: Setting): ProxySettings => ({
  kubectl,
  context: kubeContext,
  cwd: checkout,
  env: Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || name.startsWith('INPUT_') ? [] : [[name, value]],
    ),
  ),
})
