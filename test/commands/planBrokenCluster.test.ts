// An API server that dies in the middle: clusters of their own, since nobody could go on with them.
import { describe, expect, it } from '@jest/globals'
import { chmod, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, openScene } from '../helm/Scene.ts'
import type { Scene } from '../helm/Scene.ts'
import { helms } from '../real/helm.ts'
import { startCluster } from '../real/startCluster.mjs'

const HOOK = `apiVersion: batch/v1
kind: Job
metadata: {name: migrate, annotations: {"helm.sh/hook": "pre-install,pre-upgrade"}}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]}}}
`

/** A helm that says where it is (`before`) and waits there for a word before it goes on as the real one. */
const waiting = async (scene: Scene, version: string): Promise<string> => {
  const { folder, helm } = scene
  const text = `#!/bin/sh
if [ "$1" = version ]; then echo ${version}; exit 0; fi
touch ${folder}/before.$$
while [ ! -e ${folder}/go ]; do sleep 0.05; done
exec ${helm.bin} "$@"
`
  await scene.write({ 'bin/helm': text })
  await chmod(join(folder, 'bin/helm'), 0o755)
  return join(folder, 'bin/helm')
}

const untilBefore = async (scene: Scene): Promise<void> => {
  while (!(await readdir(scene.folder)).some((name) => name.startsWith('before.')))
    await new Promise((resolve) => setTimeout(resolve, 20))
}

/** Programs of this scene that are still at work. */
const atWork = async ({ folder }: Scene): Promise<string[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return lines.filter((line) => line.includes(folder))
}

describe.each(helms)('an API server that dies, on $name,', (helm) => {
  const version = helm.major === 3 ? 'v3.22.0' : 'v4.3.1'

  it('in the middle of a rehearsal ends it with its code, and nothing goes on', async () => {
    const own = await startCluster({ log: () => {} })
    try {
      await using scene = await openScene(
        helm,
        {},
        { namespace: 'default', kubeconfigFor: (user) => own.kubeconfigFor(user) },
      )
      const path = await waiting(scene, version)
      const code = codeOf(scene.rehearse({ inputs: { helm: path } }))
      await untilBefore(scene)
      await own.kill()
      await scene.write({ go: '' })
      expect(await code).toBe('E_CLUSTER_UNREACHABLE')
      expect(await atWork(scene)).toEqual([])
    } finally {
      await own.stop()
    }
  })

  it('in the middle of an apply is told, with what was sent until then', async () => {
    const own = await startCluster({ log: () => {} })
    try {
      await using scene = await openScene(
        helm,
        {},
        { namespace: 'default', kubeconfigFor: (user) => own.kubeconfigFor(user) },
      )
      const approved = await scene.rehearse()
      const path = await waiting(scene, version)
      const upgrading = scene.enforce(approved, { helm: path })
      await untilBefore(scene)
      await own.kill()
      await scene.write({ go: '' })
      const { result, trouble, enforced } = await upgrading
      expect(trouble ?? result?.exitCode).not.toBe(0)
      expect(trouble).toMatchObject({ code: 'E_CLUSTER_UNREACHABLE' })
      expect(enforced.recordStored).toBe(false)
      expect(enforced.sent.filter(({ status }) => status >= 200 && status < 300)).toEqual([])
      expect(await atWork(scene)).toEqual([])
    } finally {
      await own.stop()
    }
  })

  it('between two writes of an apply is told, with the writes that arrived and none after', async () => {
    // Without controllers the hook never ends: the apply stands between the hook and the objects of the chart.
    const own = await startCluster({ log: () => {} })
    try {
      await using scene = await openScene(
        helm,
        { 'chart/templates/migrate.yaml': HOOK },
        { namespace: 'default', kubeconfigFor: (user) => own.kubeconfigFor(user) },
      )
      const approved = await scene.rehearse({ inputs: { helmArgs: '--timeout 10s' } })
      const upgrading = scene.enforce(approved)
      const jobs = async () => await own.request('GET', '/apis/batch/v1/namespaces/default/jobs/migrate')
      while ((await jobs()).status !== 200) await new Promise((resolve) => setTimeout(resolve, 20))
      await own.kill()
      const { result, trouble, enforced } = await upgrading
      expect(trouble ?? result?.exitCode).not.toBe(0)
      expect(trouble).toMatchObject({ code: 'E_CLUSTER_UNREACHABLE' })
      expect(enforced.recordStored).toBe(true)
      const arrived = enforced.sent.filter(({ status }) => status >= 200 && status < 300)
      const resources = arrived.map(({ kind, path }) => `${kind} ${/\/(secrets|jobs)(?:\/|$)/.exec(path)?.[1]}`)
      // Helm stores the release, stores it once more before the hook, and makes the hook.
      expect(resources).toEqual(['record secrets', 'record secrets', 'query jobs'])
      expect(await atWork(scene)).toEqual([])
    } finally {
      await own.stop()
    }
  })
})
