import { describe, expect, it } from '@jest/globals'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { inShort, openScene } from '../helm/Scene.ts'

describe.each(helms)('a rehearsal on $name', (helm) => {
  it('shows a first install, object by object', async () => {
    await using scene = await openScene(helm)
    const { plan } = await scene.rehearse({ inputs: { witness: 'strict' } })
    expect(inShort(plan.queries).sort()).toEqual([
      'create ConfigMap web',
      'create Deployment web',
      'create Secret web',
      'create Service web',
      'create ServiceAccount web',
    ])
    expect(plan.release).toMatchObject({ newest: null, baseline: null, next: 1 })
    expect(plan.counts).toMatchObject({ refused: 0, unverified: 0, queries: 5 })
    expect(plan.queries.every(({ cluster: { verified } }) => verified)).toBe(true)
  })

  it('shows what changes of image, configuration and replicas do, and nothing else', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const helmArgs = '--set image.tag=1.28 --set config.greeting=bye --set replicas=3'
    const { plan } = await scene.rehearse({ inputs: { helmArgs, witness: 'strict' } })
    expect(inShort(plan.queries).sort()).toEqual(['update ConfigMap web', 'update Deployment web'])
    const changes = plan.queries.flatMap((query) =>
      query.changes.map(({ path, before, after }) => [path, before, after]),
    )
    expect(changes).toEqual(
      expect.arrayContaining([
        ['data.greeting', 'hello', 'bye'],
        ['spec.replicas', 2, 3],
        ['spec.template.spec.containers[name=web].image', 'nginx:1.27', 'nginx:1.28'],
      ]),
    )
    expect(changes).toHaveLength(3)
    expect(plan.warnings).toEqual([])
  })

  it('has no query for an upgrade that changes nothing', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const { plan } = await scene.rehearse({ inputs: { witness: 'strict' } })
    expect(plan.queries).toEqual([])
    expect(plan.release.next).toBe(2)
    expect(plan.counts.requests).toBe(plan.counts.unchanged)
  })

  it('shows the delete of an object that the chart dropped', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.remove('chart/templates/service.yaml')
    const { plan } = await scene.rehearse({ inputs: { witness: 'strict' } })
    expect(inShort(plan.queries)).toEqual(['delete Service web'])
    expect(plan.queries[0]?.risks).toContain('deletes')
  })

  it('says what it is not: a namespace that the run makes itself cannot be asked', async () => {
    const namespace = `${await cluster.createNamespace()}-new`
    await using scene = await openScene(helm, {}, { namespace })
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--create-namespace' } })
    expect(inShort(plan.queries)).toContain(`create-namespace Namespace ${namespace}`)
    const others = plan.queries.filter(({ verb }) => verb !== 'create-namespace')
    expect(others).toHaveLength(5)
    expect(others.map(({ cluster: { verified } }) => verified)).toEqual(Array(5).fill(false))
    expect(others[0]?.cluster.reason).toContain('does not exist yet')
    expect(plan.counts.unverified).toBe(5)
  })

  it('gives the same plan each time', async () => {
    const many = Array.from(
      { length: 20 },
      (_, place) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${place}}\n`,
    )
    await using scene = await openScene(helm, { 'chart/templates/many.yaml': many.join('---\n') })
    const plans = []
    for (let times = 0; times < 5; times += 1) plans.push((await scene.rehearse()).plan)
    expect(plans.map(({ queries }) => inShort(queries))).toEqual(Array(5).fill(inShort(plans[0]?.queries ?? [])))
    expect(new Set(plans.map(({ digest }) => digest)).size).toBe(1)
  })
})
