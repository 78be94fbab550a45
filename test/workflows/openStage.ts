import { fileURLToPath } from 'node:url'
import { cluster } from '../real/cluster.ts'
import { runHelm } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'
import { Stage } from './Stage.ts'
import type { StageOptions } from './Stage.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))

/** A stage whose release is installed at revision 1, by the helm that the workflow uses. */
export const openStage = async (helm: Helm, workflows: StageOptions['workflows']): Promise<Stage> => {
  const namespace = await cluster.createNamespace()
  const { kubectl, act } = cluster.parts
  const stage = await Stage.open({
    project,
    workflows,
    helm,
    kubectl,
    act,
    kubeconfig: cluster.kubeconfig,
    planKubeconfig: cluster.planKubeconfig,
    namespace,
  })
  const args = ['install', 'web', 'charts/web', '-n', namespace, '-f', 'values/production.yaml']
  const installed = await runHelm(helm, args, { cwd: stage.checkout })
  if (installed.code !== 0) throw new Error(`helm install failed: ${installed.stderr}`)
  return stage
}

/** The replicas that the Deployment of a stage asks for. */
export const replicasIn = async (namespace: string): Promise<string> =>
  (await cluster.kubectl(['-n', namespace, 'get', 'deployment', 'web', '-o', 'jsonpath={.spec.replicas}'])).trim()
