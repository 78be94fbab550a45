import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import type { Scene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'

/** A script in the place of helm; `$helm` and `$kubectl` are the real programs. The second render is the real one's. */
export const standIn = async (scene: Scene, text: string): Promise<string> => {
  const head = [
    '#!/bin/sh',
    `helm="${scene.helm.bin}"; kubectl="${cluster.parts.kubectl} -n ${scene.namespace}"`,
    'case "$*" in version*|*--dry-run=server*) exec "$helm" "$@";; esac',
  ]
  await scene.write({ 'bin/helm': [...head, text, ''].join('\n') })
  const path = join(scene.folder, 'bin/helm')
  await chmod(path, 0o755)
  return path
}
