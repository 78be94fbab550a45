// What the cluster makes of a write: it may refuse it, or it may have moved on since the last upgrade.
import { describe, expect, it } from '@jest/globals'
import { objectOf } from '../corpus/objectOf.ts'
import { workload } from '../corpus/workload.ts'
import { inShort, openScene } from '../helm/Scene.ts'
import { define, newGroup, widget } from '../helm/widgets.ts'
import { cluster } from '../real/cluster.ts'
import { chart } from './chart.ts'
import { helmOf } from './helmOf.ts'
import { install } from './install.ts'

const env = (variable: object) => workload('Deployment', { container: { env: [{ name: 'TOKEN', ...variable }] } })
const fromSecret = { valueFrom: { secretKeyRef: { name: 'web', key: 'token' } } }

const claims = (size: string) => ({
  spec: {
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } } },
      },
    ],
  },
})
const job = (image: string) =>
  objectOf('batch/v1', 'Job', 'once', {
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image }] } } },
  })
const claim = (storage: string) =>
  objectOf('v1', 'PersistentVolumeClaim', 'disk', {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  })

describe('a field that nobody may change', () => {
  it('case 16: is a blocked query in the words of the cluster, for each of several objects at once', async () => {
    const before = [
      workload('StatefulSet', claims('1Gi'), 'db'),
      workload('Deployment'),
      job('busybox:1'),
      claim('2Gi'),
    ]
    const selector = { selector: { matchLabels: { app: 'other' } } }
    const after = [
      workload('StatefulSet', claims('2Gi'), 'db'),
      workload('Deployment', { spec: selector }),
      job('busybox:2'),
      claim('1Gi'),
    ]
    await using scene = await openScene(helmOf(3), chart(...before), { bare: true })
    await install(scene)
    await scene.write(chart(...after))
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries).toSorted()).toEqual([
      'blocked Deployment web',
      'blocked Job once',
      'blocked PersistentVolumeClaim disk',
      'blocked StatefulSet db',
    ])
    const said = new Map(plan.queries.map(({ object, cluster: { refusal } }) => [object.kind, refusal]))
    expect(said.get('StatefulSet')).toMatch(/forbidden: updates to statefulset spec/i)
    expect(said.get('Deployment')).toMatch(/selector/)
    expect(said.get('Job')).toMatch(/field is immutable/)
    expect(said.get('PersistentVolumeClaim')).toMatch(/immutable after creation|can not be less than|forbidden/i)
    expect(plan.counts.refused).toBe(4)
  })
})

describe('what a hand or an autoscaler changed since the last upgrade', () => {
  const scaled = (namespace: string) => cluster.kubectl(['-n', namespace, 'scale', 'deployment/web', '--replicas=7'])

  it('case 17: is put back by client-side apply, and that is a query, though the texts are equal', async () => {
    await using scene = await openScene(helmOf(3), chart(workload('Deployment')), { bare: true })
    await install(scene)
    await scaled(scene.namespace)
    await cluster.kubectl(['-n', scene.namespace, 'set', 'image', 'deployment/web', 'main=nginx:hotfix'])
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['revert Deployment web'])
    expect(plan.queries[0]?.changes.map(({ path, after }) => [path, after])).toEqual([
      ['spec.replicas', 2],
      ['spec.template.spec.containers[name=main].image', 'nginx:1.27'],
    ])
    expect(plan.queries[0]?.live.map(({ value }) => value)).toEqual([7, 'nginx:hotfix'])
  })

  it('case 18: is a conflict under server-side apply, with the name of the other manager', async () => {
    await using scene = await openScene(helmOf(4), chart(workload('Deployment')), { bare: true })
    await install(scene)
    await scaled(scene.namespace)
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['blocked Deployment web'])
    expect(plan.queries[0]?.cluster.refusal).toMatch(/conflict with "kubectl".*\.spec\.replicas/s)
  })

  it('case 19: in a custom resource stays under client-side apply, and is overruled under server-side apply', async () => {
    await using own = newGroup()
    await define(own.group)
    const patched = async () =>
      await cluster.kubectl(['patch', `widgets.${own.group}`, 'one', '--type=merge', '-p', '{"spec":{"size":9}}'])
    await using scene = await openScene(helmOf(3), chart(widget(own.group, 1)), { bare: true })
    await install(scene)
    await patched()
    expect((await scene.rehearse()).plan.queries).toEqual([])
    await install(scene)
    expect(await cluster.kubectl(['get', `widgets.${own.group}`, 'one', '-o', 'jsonpath={.spec.size}'])).toBe('9')
    await using next = await openScene(helmOf(4), chart(widget(own.group, 1)), {
      bare: true,
      namespace: scene.namespace,
    })
    const { plan } = await next.rehearse({ inputs: { helmArgs: '--server-side=true --force-conflicts' } })
    expect(inShort(plan.queries)).toEqual(['revert Widget one', 'migrate Widget one'])
  })

  it('case 43: makes the patch of a variable that moves into a Secret invalid, which is a blocked query', async () => {
    await using scene = await openScene(helmOf(3), chart(env({})), { bare: true })
    await install(scene)
    await cluster.kubectl(['-n', scene.namespace, 'set', 'env', 'deployment/web', 'TOKEN=by-hand'])
    await scene.write(chart(env(fromSecret)))
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['blocked Deployment web'])
    expect(plan.queries[0]?.cluster.refusal).toMatch(/may not be specified when `value` is not empty/)
    expect((await scene.upgrade()).stderr).toMatch(/may not be specified when `value` is not empty/)
  })
})
