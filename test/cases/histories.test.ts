// Releases that are not simply deployed: failed, unfinished, new, gone, about to go.
import { describe, expect, it } from '@jest/globals'
import { configMap } from '../corpus/configMap.ts'
import { objectOf } from '../corpus/objectOf.ts'
import { makePending } from '../helm/makePending.ts'
import { codeOf, inShort, openScene } from '../helm/Scene.ts'
import { define, definition, newGroup, widget } from '../helm/widgets.ts'
import { renderSurface } from '../../src/render/renderSurface.ts'
import { surfaceOf } from '../../src/render/Surface.ts'
import { cluster } from '../real/cluster.ts'
import { helms, runHelm } from '../real/helm.ts'
import { chart } from './chart.ts'
import { helmOf } from './helmOf.ts'
import { install } from './install.ts'

const badService = objectOf('v1', 'Service', 'bad', { spec: { ports: [{ port: 70000 }] } })

describe('a release', () => {
  it('case 22: whose last upgrade failed half-way starts from the last deployed revision and from what is there', async () => {
    await using scene = await openScene(helmOf(3), chart(configMap('web', { a: 'old' })), { bare: true })
    await install(scene)
    const next = configMap('web', { a: 'new', b: 'new' })
    await scene.write(chart(next, badService))
    expect((await scene.upgrade()).code).toBe(1)
    await scene.write(chart(next))
    const { plan } = await scene.rehearse()
    // What the failed run left behind is there already, and stays where nobody asks for it any more.
    expect(plan.queries).toEqual([])
    expect(plan.release).toMatchObject({
      newest: { revision: 2, status: 'failed' },
      baseline: { revision: 1 },
      next: 3,
    })
    expect(renderSurface(surfaceOf(plan))[0]).toContain(' · revision 1 → 3 (2 was not deployed) · ')
    await scene.write(chart(configMap('web', { a: 'old' })))
    const back = await scene.rehearse()
    expect(inShort(back.plan.queries)).toEqual(['revert ConfigMap web'])
    expect(back.plan.queries[0]?.changes).toEqual([{ path: 'data.a', op: 'replace', after: 'old' }])
  })

  it('case 23: that is unfinished stops the plan with its state and unlocks nothing', async () => {
    await using scene = await openScene(helmOf(4), chart(configMap('web')), { bare: true })
    await install(scene)
    await makePending(scene.namespace, 1)
    await expect(scene.rehearse()).rejects.toMatchObject({
      code: 'E_RELEASE_PENDING',
      message: expect.stringMatching(/revision 1, pending-upgrade/),
    })
  })

  it('case 24: that is new is creates alone, definitions and their objects included', async () => {
    await using own = newGroup()
    const files = { ...chart(configMap('web'), widget(own.group, 1)), 'chart/crds/widgets.yaml': definition(own.group) }
    await using scene = await openScene(helmOf(4), files, { bare: true })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual([
      `install-crd CustomResourceDefinition widgets.${own.group}`,
      'create ConfigMap web',
      'create Widget one',
    ])
    expect(plan.queries[2]?.cluster).toMatchObject({
      verified: false,
      reason: expect.stringContaining('not served yet'),
    })
  })

  it('case 24: of a kind that neither the cluster nor its crds/ know is refused for that reason', async () => {
    await using scene = await openScene(helmOf(3), chart(widget('nowhere.example.com', 1)), { bare: true })
    expect(await codeOf(scene.rehearse())).toBe('E_KIND_UNKNOWN')
  })

  it('case 25: in a new namespace has a query for the namespace, which stands in no manifest', async () => {
    const namespace = `${await cluster.createNamespace()}-new`
    await using scene = await openScene(helmOf(4), chart(configMap('web')), { bare: true, namespace })
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--create-namespace' } })
    expect(inShort(plan.queries)).toEqual([`create-namespace Namespace ${namespace}`, 'create ConfigMap web'])
  })

  it('case 26: that is removed has its deletes, its hooks and what stays by its manifest', async () => {
    const documents = [
      configMap('web'),
      configMap('kept', {}, { 'helm.sh/resource-policy': 'keep' }),
      configMap('last', {}, { 'helm.sh/hook': 'pre-delete' }),
    ]
    await using scene = await openScene(helmOf(3), chart(...documents), { bare: true })
    await install(scene)
    // A removal goes by the stored manifest: what a hand marks in the cluster does not stay.
    await cluster.kubectl(['-n', scene.namespace, 'annotate', 'configmap', 'web', 'helm.sh/resource-policy=keep'])
    const { plan } = await scene.rehearse({ inputs: { operation: 'uninstall', chart: '', revision: null } })
    expect(inShort(plan.queries)).toEqual(['delete ConfigMap web', 'run ConfigMap last', 'keep ConfigMap kept'])
    expect(plan.release.next).toBeNull()
  })
})

describe.each(helms)('on $name, a release', (helm) => {
  it('case 24: that was uninstalled with its history kept comes back as creates', async () => {
    await using scene = await openScene(helm, chart(configMap('web'), configMap('more')), { bare: true })
    await install(scene)
    const gone = await runHelm(helm, ['uninstall', 'web', '-n', scene.namespace, '--keep-history'])
    expect(gone.code).toBe(0)
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['create ConfigMap more', 'create ConfigMap web'])
    expect(plan.release).toMatchObject({ newest: { revision: 1, status: 'uninstalled' }, next: 2 })
  })

  it('case 53: that would go back by itself does not: the flag is left out, and the plan says so', async () => {
    const flag = helm.major === 3 ? 'atomic' : 'rollback-on-failure'
    await using scene = await openScene(helm, chart(configMap('web')), { bare: true })
    const { plan, operation } = await scene.rehearse({ inputs: { helmArgs: `--${flag}` } })
    expect(plan.warnings).toMatchObject([{ code: 'W_FLAG_LEFT_OUT', message: expect.stringContaining(`--${flag}`) }])
    await scene.write(chart(configMap('web'), badService))
    const failing = await scene.rehearse({ inputs: { helmArgs: `--${flag}` } })
    expect(inShort(failing.plan.queries)).toContain('blocked Service bad')
    const { result } = await scene.enforce(failing)
    // The run failed, and nothing was taken back: the failed revision is there.
    expect(result?.exitCode).not.toBe(0)
    const { stdout } = await runHelm(helm, ['history', 'web', '-n', scene.namespace, '-o', 'json'])
    expect(stdout).toContain('"failed"')
    expect(operation.args.map(({ name }) => name)).toEqual([flag])
  })
})

describe.each(helms)('definitions in crds/ on $name', (helm) => {
  it('case 14: that are there already are left alone by a first install of helm 3, and written by one of helm 4', async () => {
    await using own = newGroup()
    await define(own.group)
    const changed = definition(own.group, { versions: ['v1', 'v2'] })
    await using scene = await openScene(
      helm,
      { ...chart(configMap('web')), 'chart/crds/widgets.yaml': changed },
      { bare: true },
    )
    const { plan } = await scene.rehearse()
    const [first] = plan.queries
    if (helm.major === 3) return expect(inShort(plan.queries)).toEqual(['create ConfigMap web'])
    // Here somebody else owns its fields, so that the install would end with a conflict.
    expect(inShort(plan.queries)).toEqual([
      `blocked CustomResourceDefinition widgets.${own.group}`,
      'create ConfigMap web',
    ])
    expect(first?.cluster.refusal).toMatch(/conflict.*kubectl-create.*\.spec\.versions/s)
  })
})

describe('definitions in crds/', () => {
  it('case 14: that an upgrade changes are said not to be applied, and are no query', async () => {
    await using own = newGroup()
    const files = { ...chart(configMap('web')), 'chart/crds/widgets.yaml': definition(own.group) }
    await using scene = await openScene(helmOf(3), files, { bare: true })
    await install(scene)
    await scene.write({ 'chart/crds/widgets.yaml': definition(own.group, { versions: ['v1', 'v2'] }) })
    const { plan } = await scene.rehearse()
    expect(plan.queries).toEqual([])
    expect(plan.warnings).toMatchObject([
      { code: 'W_DEFINITIONS_NOT_APPLIED', message: expect.stringContaining('crds/widgets.yaml') },
    ])
    expect(renderSurface(surfaceOf(plan))[0]).toContain('W_DEFINITIONS_NOT_APPLIED')
  })
})
