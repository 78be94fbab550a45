import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Scene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { runProgram } from '../real/runProgram.ts'
import type { Ground } from './Ground.ts'
import type { Place } from './Pair.ts'

/** The kubectl of an admin for whom the scene's namespace is a default, not a limit, as `--namespace` would be. */
export const kubectlIn = async (ground: Ground, { folder, namespace }: Scene): Promise<Place['kubectl']> => {
  const kubeconfig = join(folder, 'kubeconfig')
  const text = await readFile(ground.kubeconfigFor('admin'), 'utf8')
  await writeFile(kubeconfig, text.replace('    context:\n', `    context:\n      namespace: ${namespace}\n`))
  return async (args, input = '') => {
    const all = [`--kubeconfig=${kubeconfig}`, ...args]
    const { code, stdout, stderr } = await runProgram(cluster.parts.kubectl, all, { input })
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')} ended with ${code}: ${stderr}`)
    return stdout
  }
}
