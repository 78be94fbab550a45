import type { PlanInputs } from '../config/PlanInputs.ts'
import type { ProxySettings } from '../kubectl/startProxy.ts'
import type { Setting } from './Setting.ts'

/** How kubectl reaches the cluster: with the user's whole environment, where its credentials are, less the inputs of this action. */
export const proxySettings = ({ kubectl, kubeContext }: PlanInputs, { environment }: Setting): ProxySettings => ({
  kubectl,
  context: kubeContext,
  env: Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || name.startsWith('INPUT_') ? [] : [[name, value]],
    ),
  ),
})
