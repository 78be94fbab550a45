import type { PlanInputs } from '../config/PlanInputs.ts'
import { startProxy } from '../kubectl/startProxy.ts'
import type { ProxySettings } from '../kubectl/startProxy.ts'
import { prepareOperation } from './prepareOperation.ts'
import type { Prepared } from './rehearseTarget.ts'
import type { Setting } from './Setting.ts'

/** Checks what is to be run and opens the way to its cluster, side by side; closed when disposed of. */
export const openCluster = async (inputs: PlanInputs, setting: Setting): Promise<Prepared & AsyncDisposable> => {
  const opening = startProxy(proxySettings(inputs, setting))
  // What is wrong with the inputs is said first: it is what the reader can mend.
  const operation = await orClose(prepareOperation(inputs, setting), opening)
  const proxy = await opening
  return {
    inputs,
    setting,
    operation,
    socketPath: proxy.socketPath,
    [Symbol.asyncDispose]: async () => await proxy[Symbol.asyncDispose](),
  }
}

const orClose = async <T>(work: Promise<T>, opening: Promise<AsyncDisposable>): Promise<T> => {
  const [done, opened] = await Promise.allSettled([work, opening])
  if (done.status === 'fulfilled') return done.value
  if (opened.status === 'fulfilled') await opened.value[Symbol.asyncDispose]()
  throw done.reason
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
