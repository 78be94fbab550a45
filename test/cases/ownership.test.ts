// Whose an object is, and what becomes of it when its release lets go.
import { describe, expect, it } from '@jest/globals'
import { renderSurface } from '../../src/render/renderSurface.ts'
import { surfaceOf } from '../../src/render/Surface.ts'
import { configMap } from '../corpus/configMap.ts'
import { codeOf, inShort, openScene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { chart } from './chart.ts'
import { helmOf } from './helmOf.ts'
import { install } from './install.ts'

const keep = (policy: string) => ({ 'helm.sh/resource-policy': policy })
const otherOwner = { 'meta.helm.sh/release-name': 'other', 'meta.helm.sh/release-namespace': 'elsewhere' }
const byHelm = { labels: { 'app.kubernetes.io/managed-by': 'Helm' } }

describe.each(helms)('on $name, an object', (helm) => {
  it('case 20: that another release owns is taken over by a query that names the old owner, or not at all', async () => {
    await using scene = await openScene(helm, chart(configMap('web')), { bare: true })
    await install(scene)
    const foreign = JSON.stringify(configMap('taken', { by: 'chart' }, otherOwner, byHelm))
    await cluster.kubectl(['-n', scene.namespace, 'create', '-f', '-'], { input: foreign })
    await scene.write(chart(configMap('web'), configMap('taken', { by: 'chart' })))
    expect(await codeOf(scene.rehearse())).toBe('E_HELM_FAILED')
    const force = helm.major === 3 ? '' : ' --force-conflicts'
    const { plan } = await scene.rehearse({ inputs: { helmArgs: `--take-ownership${force}` } })
    expect(inShort(plan.queries)).toEqual(['adopt ConfigMap taken'])
    expect(plan.queries[0]).toMatchObject({ owner: 'release other in namespace elsewhere', risks: ['adopts'] })
    if (helm.major === 3) return
    const timid = await scene.rehearse({ inputs: { helmArgs: '--take-ownership' } })
    expect(inShort(timid.plan.queries)).toEqual(['blocked ConfigMap taken'])
    expect(timid.plan.queries[0]?.cluster.refusal).toMatch(/conflicts with "kubectl-create"/)
  })
})

it('case 15: an object stays where the live one says keep, in this very spelling, and only there', async () => {
  const names = ['web', 'kept', 'loud', 'empty', 'by-hand', 'let-go']
  const policies: Readonly<Record<string, string>> = { kept: 'keep', loud: 'KEEP', empty: '', 'let-go': 'keep' }
  const documents = names.map((name) => configMap(name, {}, name in policies ? keep(policies[name] ?? '') : {}))
  await using scene = await openScene(helmOf(3), chart(...documents), { bare: true })
  await install(scene)
  const annotate = (...args: string[]) => cluster.kubectl(['-n', scene.namespace, 'annotate', 'configmap', ...args])
  await annotate('by-hand', 'helm.sh/resource-policy=keep')
  await annotate('let-go', 'helm.sh/resource-policy-')
  await scene.write(chart(configMap('web')))
  const { plan } = await scene.rehearse()
  expect(inShort(plan.queries)).toEqual([
    ...['empty', 'let-go', 'loud'].map((name) => `delete ConfigMap ${name}`),
    ...['by-hand', 'kept'].map((name) => `keep ConfigMap ${name}`),
  ])
  expect(renderSurface(surfaceOf(plan)).join()).toContain('nothing is sent: Helm leaves the object in the cluster')
  await install(scene)
  const left = await cluster.kubectl(['-n', scene.namespace, 'get', 'configmap', '-l', 'app', '-o', 'name'])
  expect(left.trim().split('\n')).toEqual(['configmap/by-hand', 'configmap/kept', 'configmap/web'])
})

it('case 21: an object that another release has taken meanwhile is deleted all the same, which is said above all else', async () => {
  await using scene = await openScene(helmOf(4), chart(configMap('web'), configMap('aaa'), configMap('moved')), {
    bare: true,
  })
  await install(scene)
  const annotations = Object.entries(otherOwner).map(([name, value]) => `${name}=${value}`)
  await cluster.kubectl(['-n', scene.namespace, 'annotate', 'configmap', 'moved', '--overwrite', ...annotations])
  await scene.write(chart(configMap('web')))
  const { plan } = await scene.rehearse()
  expect(inShort(plan.queries)).toEqual(['delete ConfigMap moved', 'delete ConfigMap aaa'])
  expect(plan.queries[0]).toMatchObject({ owner: 'release other in namespace elsewhere' })
  expect(plan.queries.map(({ risks }) => risks)).toEqual([['foreign', 'deletes'], ['deletes']])
  expect(renderSurface(surfaceOf(plan))[0]).toContain('**belongs to another release**')
})
