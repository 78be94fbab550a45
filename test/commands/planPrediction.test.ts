// The measure of a plan: the API server's own audit log of the real upgrade.
import { describe, expect, it } from '@jest/globals'
import { happened, predicted } from '../helm/prediction.ts'
import { openScene } from '../helm/Scene.ts'
import type { Scene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'

interface Pair {
  name: string
  /** Flags of the real upgrade and of the plan. */
  args?: string
  /** Done before the plan: the chart of the second version, a hand in the cluster. */
  change?: (scene: Scene) => Promise<unknown>
  only?: 3 | 4
  /** Of writes: less than this would prove little. */
  least: number
}

const kubectl = (scene: Scene, ...args: string[]) => cluster.kubectl(['-n', scene.namespace, ...args])

const hook = `apiVersion: v1
kind: ConfigMap
metadata: {name: seed, annotations: {"helm.sh/hook": "pre-upgrade,pre-install"}}
data: {when: before}
`
const kept = `apiVersion: v1
kind: ConfigMap
metadata: {name: kept, annotations: {"helm.sh/resource-policy": keep}}
`
const scaler = (version: string, metric: string) => `apiVersion: autoscaling/${version}
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 9
  ${metric}
`

const pairs: Pair[] = [
  { name: 'nothing', least: 0 },
  {
    name: 'image, configuration and port',
    args: '--set image.tag=1.28 --set config.greeting=bye --set port=9',
    least: 2,
  },
  { name: 'a Secret', args: '--set secret.token=other', least: 1 },
  { name: 'a key that goes', args: '--set config.greeting=null', least: 1 },
  {
    name: 'every label',
    change: (scene) =>
      scene.write({ 'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 2.0.0\nappVersion: "2"\n' }),
    least: 5,
  },
  {
    name: 'objects that come and go, with one that is kept',
    change: async (scene) => {
      await scene.remove('chart/templates/service.yaml')
      await scene.remove('chart/templates/kept.yaml')
      await scene.write({ 'chart/templates/new.yaml': kept.replace('name: kept', 'name: new') })
    },
    least: 2,
  },
  { name: 'hooks of the last time in the way', args: '--set replicas=4', least: 3 },
  { name: 'no hooks', args: '--no-hooks --set replicas=4', least: 1 },
  {
    name: 'a new version of an API',
    change: (scene) => scene.write({ 'chart/templates/hpa.yaml': scaler('v2', 'metrics: []') }),
    least: 1,
  },
  {
    name: 'drift by hand',
    only: 3,
    args: '--set image.tag=1.28',
    change: async (scene) => {
      await kubectl(scene, 'scale', 'deployment/web', '--replicas=9')
      await kubectl(scene, 'label', 'service/web', 'app.kubernetes.io/name=hand', '--overwrite')
      await kubectl(scene, 'annotate', 'configmap/web', 'hand=was-here')
      await kubectl(scene, 'delete', 'serviceaccount/web')
    },
    least: 3,
  },
  {
    name: 'a failed upgrade between',
    args: '--set image.tag=1.29',
    change: async (scene) => {
      const { code } = await scene.upgrade(['--set', 'port=70000', '--set', 'config.greeting=half'])
      expect(code).toBe(1)
    },
    least: 1,
  },
  {
    name: 'a hand in the cluster, overruled',
    only: 4,
    args: '--force-conflicts',
    change: (scene) => kubectl(scene, 'scale', 'deployment/web', '--replicas=9'),
    least: 1,
  },
  { name: 'all replaced', only: 3, args: '--force --no-hooks --set config.greeting=bye', least: 1 },
  {
    name: 'an object of nobody taken over',
    args: '--take-ownership',
    change: async (scene) => {
      await kubectl(scene, 'create', 'configmap', 'loose')
      await scene.write({ 'chart/templates/loose.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: loose}\n' })
    },
    least: 1,
  },
  { name: 'the move to server-side apply', only: 4, args: '--server-side=true', least: 0 },
]

const start = async (helm: Helm): Promise<Scene> => {
  const scene = await openScene(helm, {
    'chart/templates/hook.yaml': hook,
    'chart/templates/kept.yaml': kept,
    'chart/templates/hpa.yaml': scaler('v1', 'targetCPUUtilizationPercentage: 80'),
  })
  const { code, stderr } = await scene.upgrade()
  expect({ code, stderr }).toMatchObject({ code: 0 })
  return scene
}

describe.each(helms)('a plan on $name foresees the writes of the real upgrade, all of them and no other:', (helm) => {
  it.each(pairs.filter(({ only }) => only === undefined || only === helm.major))('$name', async (pair) => {
    await using scene = await start(helm)
    await pair.change?.(scene)
    const { args = '' } = pair
    const rehearsed = await scene.rehearse({ inputs: { helmArgs: args } })
    const mark = await scene.mark()
    const { code, stderr } = await scene.upgrade(args === '' ? [] : args.split(' '))
    expect({ code, stderr }).toMatchObject({ code: 0 })
    const writes = happened(await scene.writesSince(mark))
    expect(predicted(rehearsed)).toEqual(writes)
    expect(writes.length).toBeGreaterThanOrEqual(pair.least)
  })
})
