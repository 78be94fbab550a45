// Hooks that really run and programs that really wait: a cluster of its own, with controllers and a fake node.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { openScene } from '../helm/Scene.ts'
import { helms } from '../real/helm.ts'
import { startCluster } from '../real/startCluster.mjs'
import type { RunningCluster } from '../real/startCluster.mjs'

let living: RunningCluster | undefined

beforeAll(async () => {
  living = await startCluster({ controllers: true, log: () => {} })
}, 300_000)
afterAll(async () => await living?.stop())

const onLiving = async () => {
  if (living === undefined) throw new Error('the cluster did not start')
  const { request } = living
  const kubeconfigFor = living.kubeconfigFor.bind(living)
  const namespace = `test-${randomUUID().slice(0, 13)}`
  await request('POST', '/api/v1/namespaces', { metadata: { name: namespace } })
  return { request, options: { namespace, kubeconfigFor } }
}

const job = (name: string, events: string, policy: string) => `apiVersion: batch/v1
kind: Job
metadata:
  name: ${name}
  annotations: {"helm.sh/hook": "${events}", "helm.sh/hook-delete-policy": "${policy}"}
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: main, image: busybox, command: ["true"]}]
`
const hooks = {
  'chart/templates/migrate.yaml': job('migrate', 'pre-install,pre-upgrade', 'before-hook-creation,hook-succeeded'),
  'chart/templates/warm.yaml': job('warm', 'post-install,post-upgrade', 'before-hook-creation'),
}

describe.each(helms)('on a living cluster, $name', (helm) => {
  it.concurrent('runs approved hooks for real and waits for everything, time and again', async () => {
    const { request, options } = await onLiving()
    await using scene = await openScene(helm, hooks, options)
    for (let replicas = 1; replicas <= 3; replicas += 1) {
      const helmArgs = `--wait --wait-for-jobs --timeout 60s --set replicas=${replicas}`
      const approved = await scene.rehearse({ inputs: { helmArgs } })
      expect(approved.plan.queries.filter(({ verb }) => verb === 'run')).toHaveLength(2)
      const { result, enforced, trouble } = await scene.enforce(approved)
      expect({ stderr: result?.stderr, code: result?.exitCode, refused: enforced.refused, trouble }).toMatchObject({
        code: 0,
        refused: [],
        trouble: null,
      })
    }
    const { body } = await request('GET', `/apis/batch/v1/namespaces/${scene.namespace}/jobs`)
    expect(JSON.stringify(body)).toContain('"name":"warm"')
    expect(JSON.stringify(body)).not.toContain('"name":"migrate"')
  }, 180_000)

  it.concurrent('is not stopped by what controllers write meanwhile', async () => {
    const { request, options } = await onLiving()
    await using scene = await openScene(helm, {}, options)
    expect((await scene.upgrade(['--wait', '--timeout', '60s'])).code).toBe(0)
    const approved = await scene.rehearse({ inputs: { helmArgs: '--set image.tag=1.28' } })
    const path = `/apis/apps/v1/namespaces/${scene.namespace}/deployments/web`
    await request(
      'PATCH',
      path,
      { metadata: { annotations: { seen: 'yes' } } },
      { contentType: 'application/merge-patch+json' },
    )
    const { result, enforced } = await scene.enforce(approved)
    expect({ refused: enforced.refused, code: result?.exitCode }).toEqual({ refused: [], code: 0 })
  }, 120_000)
})
