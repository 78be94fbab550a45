import { describe, expect, it } from '@jest/globals'
import type { Operated } from '../../src/helm/runUnderCharter.ts'
import { openScene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'

const hook = `apiVersion: v1
kind: ConfigMap
metadata:
  name: seed
  annotations: {"helm.sh/hook": "pre-upgrade,pre-install", "helm.sh/hook-delete-policy": "before-hook-creation,hook-succeeded"}
`

const end = ({ result, enforced, trouble }: Operated) => ({
  exitCode: result?.exitCode,
  stderr: result?.exitCode === 0 ? '' : result?.stderr,
  refused: enforced.refused,
  trouble,
})
const fine = { exitCode: 0, stderr: '', refused: [], trouble: null }

describe.each(helms)('an approved plan on $name', (helm) => {
  it('is applied whole, and each write is that of a query, unchanged, or a record', async () => {
    await using scene = await openScene(helm, { 'chart/templates/hook.yaml': hook })
    const install = await scene.rehearse()
    expect(end(await scene.enforce(install))).toEqual(fine)
    await scene.remove('chart/templates/service.yaml')
    const helmArgs = '--set replicas=4 --set secret.token=other-token --history-max 1'
    const upgrade = await scene.rehearse({ inputs: { helmArgs } })
    const mark = await scene.mark()
    const upgraded = await scene.enforce(upgrade)
    expect(end(upgraded)).toEqual(fine)
    expect(upgraded.enforced.recordStored).toBe(true)
    const sent = new Set(upgraded.enforced.sent.flatMap(({ queries }) => queries))
    expect(sent).toEqual(new Set(upgrade.plan.queries.map(({ digest }) => digest)))
    const written = (await scene.writesSince(mark)).filter(({ changed }) => changed)
    expect(written.length).toBeLessThanOrEqual(upgraded.enforced.sent.length)
    const deployment = await cluster.kubectl([
      '-n',
      scene.namespace,
      'get',
      'deploy',
      'web',
      '-o',
      'jsonpath={.spec.replicas}',
    ])
    expect(deployment).toBe('4')
    expect((await scene.rehearse({ inputs: { helmArgs } })).plan.queries.map(({ verb }) => verb)).toEqual(['run'])
  })

  it('makes the namespace and the definitions that it was approved with, before its record', async () => {
    const namespace = `${await cluster.createNamespace()}-new`
    const group = `${namespace.slice(5, 13)}.example.com`
    const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.g${group}}
spec:
  group: g${group}
  scope: Cluster
  names: {plural: widgets, kind: Widget}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
`
    await using scene = await openScene(helm, { 'chart/crds/widgets.yaml': crd }, { namespace })
    const install = await scene.rehearse({ inputs: { helmArgs: '--create-namespace' } })
    try {
      expect(end(await scene.enforce(install))).toEqual(fine)
      expect(await cluster.kubectl(['get', `crd/widgets.g${group}`, '-o', 'name'])).toContain('widgets')
    } finally {
      await cluster.kubectl(['delete', 'crd', `widgets.g${group}`, '--ignore-not-found', '--wait=false'])
    }
  })

  it('that finds its namespace and its definitions there is applied, too', async () => {
    await using scene = await openScene(helm)
    const install = await scene.rehearse({ inputs: { helmArgs: '--create-namespace' } })
    expect(install.plan.queries.map(({ verb }) => verb)).not.toContain('create-namespace')
    expect(end(await scene.enforce(install))).toEqual(fine)
  })

  it('that puts drift back, takes over, or overrules is applied', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await cluster.kubectl(['-n', scene.namespace, 'scale', 'deploy/web', '--replicas=9'])
    await cluster.kubectl(['-n', scene.namespace, 'create', 'configmap', 'loose'])
    await scene.write({
      'chart/templates/loose.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: loose}\ndata: {a: b}\n',
    })
    const helmArgs = `--take-ownership --set image.tag=1.28${helm.major === 4 ? ' --force-conflicts' : ''}`
    const upgrade = await scene.rehearse({ inputs: { helmArgs } })
    expect(upgrade.plan.counts.refused).toBe(0)
    expect(end(await scene.enforce(upgrade))).toEqual(fine)
    expect((await scene.rehearse({ inputs: { helmArgs } })).plan.queries).toEqual([])
  })

  it('with hooks of every delete policy is applied, time and again', async () => {
    const policies = ['', 'before-hook-creation', 'hook-succeeded', 'before-hook-creation,hook-succeeded,hook-failed']
    const all = policies.map((policy, place) =>
      hook
        .replace('seed', `seed${place}`)
        .replace('before-hook-creation,hook-succeeded', policy)
        .replace(/, "helm.sh.hook-delete-policy": ""/, ''),
    )
    await using scene = await openScene(helm, { 'chart/templates/hooks.yaml': all.join('---\n') })
    for (let times = 0; times < 3; times += 1) {
      const approved = await scene.rehearse({ inputs: { helmArgs: `--set replicas=${times}` } })
      expect(approved.plan.queries.filter(({ verb }) => verb === 'run')).toHaveLength(4)
      expect(end(await scene.enforce(approved))).toEqual(fine)
    }
  })

  it('after a failed upgrade is applied, and the failed revision stays what it was', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    expect((await scene.upgrade(['--set', 'port=70000'])).code).toBe(1)
    const upgrade = await scene.rehearse({ inputs: { helmArgs: '--set image.tag=1.28' } })
    expect(end(await scene.enforce(upgrade))).toEqual(fine)
  })

  it('is refused by nobody when the flags that only wait are used', async () => {
    await using scene = await openScene(helm)
    await scene.write({ 'chart/templates/deployment.yaml': '' })
    const install = await scene.rehearse({ inputs: { helmArgs: '--wait --wait-for-jobs --timeout 20s' } })
    expect(end(await scene.enforce(install))).toEqual(fine)
  })
})

describe('what only one version of Helm can do', () => {
  it('replacing everything, on helm 3', async () => {
    const [helm3] = helms
    if (helm3 === undefined) throw new Error('no helm 3')
    await using scene = await openScene(helm3)
    await scene.upgrade()
    await scene.remove('chart/templates/service.yaml')
    const upgrade = await scene.rehearse({ inputs: { helmArgs: '--force --set replicas=3' } })
    expect(end(await scene.enforce(upgrade))).toEqual(fine)
  })

  it('moving a release of helm 3 to server-side apply, on helm 4', async () => {
    const [helm3, helm4] = helms
    if (helm3 === undefined || helm4 === undefined) throw new Error('not two versions')
    await using scene = await openScene(helm3)
    await scene.upgrade()
    await using next = await openScene(helm4, {}, { namespace: scene.namespace })
    const upgrade = await next.rehearse({ inputs: { helmArgs: '--server-side=true' } })
    expect(end(await next.enforce(upgrade))).toEqual(fine)
  })
})
