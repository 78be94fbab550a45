import { describe, expect, it } from '@jest/globals'
import { inShort, openScene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'

const scale = (namespace: string, replicas: number) =>
  cluster.kubectl(['-n', namespace, 'scale', 'deployment/web', `--replicas=${replicas}`])

const claim = `apiVersion: v1
kind: ConfigMap
metadata: {name: loose}
data: {by: chart}
`

describe.each(helms)('after a hand has changed the cluster, a rehearsal on $name', (helm) => {
  it('tells what is put back from what the chart changes, or shows the conflict that stops it', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scale(scene.namespace, 7)
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--set image.tag=1.28' } })
    if (helm.major === 3) {
      expect(inShort(plan.queries)).toEqual(['update Deployment web', 'revert Deployment web'])
      const [update, revert] = plan.queries
      expect(update?.changes.map(({ path }) => path)).toEqual(['spec.template.spec.containers[name=web].image'])
      expect(revert?.changes).toEqual([{ path: 'spec.replicas', op: 'replace', after: 2 }])
      expect(revert?.live).toEqual([{ path: 'spec.replicas', value: 7 }])
    } else {
      expect(inShort(plan.queries)).toEqual(['blocked Deployment web'])
      expect(plan.queries[0]?.cluster.refusal).toMatch(/conflict with "kubectl".*\.spec\.replicas/s)
    }
  })

  it('shows drift alone where the chart changes nothing', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scale(scene.namespace, 0)
    const helmArgs = helm.major === 3 ? '' : '--force-conflicts'
    const { plan } = await scene.rehearse({ inputs: { helmArgs } })
    expect(inShort(plan.queries)).toEqual(['revert Deployment web'])
    expect(plan.queries[0]?.live).toEqual([{ path: 'spec.replicas', value: 0 }])
  })

  it('gives a revert the same digest whatever the live value of the moment is', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const helmArgs = helm.major === 3 ? '' : '--force-conflicts'
    const digests = new Set<string>()
    for (const replicas of [5, 6]) {
      await scale(scene.namespace, replicas)
      const { plan } = await scene.rehearse({ inputs: { helmArgs } })
      digests.add(plan.digest)
    }
    expect(digests.size).toBe(1)
  })

  it('creates again what was deleted by hand', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await cluster.kubectl(['-n', scene.namespace, 'delete', 'service/web'])
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['create Service web'])
  })

  it('refuses what belongs to nobody, and takes it over as a query where it is told to', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await cluster.kubectl(['-n', scene.namespace, 'create', 'configmap', 'loose', '--from-literal=by=hand'])
    await scene.write({ 'chart/templates/loose.yaml': claim })
    await expect(scene.rehearse()).rejects.toMatchObject({ code: 'E_HELM_FAILED' })
    const force = helm.major === 3 ? '' : ' --force-conflicts'
    const { plan } = await scene.rehearse({ inputs: { helmArgs: `--take-ownership${force}` } })
    expect(inShort(plan.queries)).toEqual(['adopt ConfigMap loose'])
    expect(plan.queries[0]).toMatchObject({ owner: 'nobody', source: 'web/templates/loose.yaml', risks: ['adopts'] })
    const changes = plan.queries[0]?.changes ?? []
    expect(changes).toContainEqual({ path: 'data.by', op: 'replace', before: 'hand', after: 'chart' })
    expect(JSON.stringify(changes)).toContain('"meta.helm.sh/release-name":"web"')
  })

  it('shows a baseline that is the last deployed revision, not the failed one after it', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const failed = await scene.upgrade(['--set', 'config.greeting=new', '--set', 'port=70000'])
    expect(failed.code).toBe(1)
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--set image.tag=1.28' } })
    expect(plan.release).toMatchObject({
      newest: { revision: 2, status: 'failed' },
      baseline: { revision: 1 },
      next: 3,
    })
    expect(inShort(plan.queries)).toContain('update Deployment web')
  })
})

describe('what only one version of Helm can do', () => {
  it('--force on helm 3 replaces objects, and says so', async () => {
    const [helm3] = helms
    if (helm3 === undefined) throw new Error('no helm 3')
    await using scene = await openScene(helm3)
    await scene.upgrade()
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--force --set config.greeting=bye' } })
    expect(inShort(plan.queries)).toContain('replace ConfigMap web')
    expect(plan.queries.every(({ verb }) => verb === 'replace' || verb === 'revert' || verb === 'blocked')).toBe(true)
  })

  it('a release of helm 3 that helm 4 goes on with stays as it was', async () => {
    const [helm3, helm4] = helms
    if (helm3 === undefined || helm4 === undefined) throw new Error('not two versions')
    await using scene = await openScene(helm3)
    await scene.upgrade()
    await using next = await openScene(helm4, {}, { namespace: scene.namespace })
    const { plan } = await next.rehearse({ inputs: { helmArgs: '--set config.greeting=bye' } })
    expect(inShort(plan.queries)).toContain('update ConfigMap web')
    expect(plan.counts.refused).toBe(0)
  })

  it('the move to server-side apply is shown for every object whose fields change owner', async () => {
    const [helm3, helm4] = helms
    if (helm3 === undefined || helm4 === undefined) throw new Error('not two versions')
    await using scene = await openScene(helm3)
    await scene.upgrade()
    await using next = await openScene(helm4, {}, { namespace: scene.namespace })
    const { plan } = await next.rehearse({ inputs: { helmArgs: '--server-side=true' } })
    expect(new Set(plan.queries.map(({ verb }) => verb))).toEqual(new Set(['migrate']))
    expect(plan.queries).toHaveLength(5)
  })
})
