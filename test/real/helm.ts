import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { cluster } from './cluster.ts'
import { type Finished, runProgram } from './runProgram.ts'

export interface Helm {
  name: string
  major: 3 | 4
  /** Absolute path of the program. */
  bin: string
  /** Holds plugins/helm-diff. */
  dataHome: string
  /** What the program's environment needs so that it finds the plugin and leaves the user's own files alone. */
  env: Record<string, string>
}

export interface HelmOptions {
  /** Default: the admin's. */
  kubeconfig?: string
  env?: Record<string, string>
  cwd?: string
  input?: string
}

/** For `describe.each(helms)('$name', (helm) => …)`. */
export const helms: Helm[] = [
  toHelm(3, cluster.parts.helm3, cluster.parts.helmDiffData3),
  toHelm(4, cluster.parts.helm4, cluster.parts.helmDiffData4),
]

function toHelm(major: 3 | 4, bin: string, dataHome: string): Helm {
  const own = mkdtempSync(join(cluster.folder, `helm${major}-`))
  const homes = { HELM_DATA_HOME: dataHome, HELM_CACHE_HOME: join(own, 'cache'), HELM_CONFIG_HOME: join(own, 'config') }
  // helm diff 3.9 asks for `--validate`, which helm 4 refuses beside its own dry run.
  const env = major === 4 ? { ...homes, HELM_DIFF_USE_UPGRADE_DRY_RUN: 'true' } : homes
  return { name: `helm ${major}`, major, bin, dataHome, env }
}

/** Any exit code is an answer; nothing of this process's environment but PATH and HOME goes along. */
export function runHelm(helm: Helm, args: string[], options: HelmOptions = {}): Promise<Finished> {
  const { kubeconfig = cluster.kubeconfig, env = {}, ...rest } = options
  return runProgram(helm.bin, args, { ...rest, env: { ...helm.env, KUBECONFIG: kubeconfig, ...env } })
}
