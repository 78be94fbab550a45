import { parseHelmArgs } from '../../src/helm/parseHelmArgs.ts'
import { readWitness } from '../../src/helm/readWitness.ts'
import { runHelm } from '../real/helm.ts'
import type { Place } from './Pair.ts'

export type DiffMode = 'helm diff' | 'helm diff --three-way-merge'

/** The objects that helm-diff says an operation changes, or null where it fails. */
export const askHelmDiff = async (
  { ground, scene: { helm, namespace, folder } }: Place,
  mode: DiffMode,
  operation: readonly string[],
  args: string,
): Promise<string[] | null> => {
  const flags = parseHelmArgs(args, { kind: operation[0] === 'rollback' ? 'rollback' : 'upgrade', major: helm.major })
    .filter(({ flag }) => flag.witness)
    .map(({ name, value }) => (value === null ? `--${name}` : `--${name}=${value}`))
  const more = mode === 'helm diff' ? [] : ['--three-way-merge']
  const command = ['diff', ...operation, '-n', namespace, '--no-color', ...more, ...flags]
  const options = { cwd: folder, kubeconfig: ground.kubeconfigFor('admin') }
  const { code, stdout } = await runHelm(helm, command, options)
  return code === 0 ? [...new Set(readWitness(stdout).map(({ key }) => key))] : null
}
