// Lists, names that are made up, and charts within charts.
import { describe, expect, it } from '@jest/globals'
import { renderSurface } from '../../src/render/renderSurface.ts'
import { surfaceOf } from '../../src/render/Surface.ts'
import { configMap } from '../corpus/configMap.ts'
import { workload } from '../corpus/workload.ts'
import { inShort, openScene } from '../helm/Scene.ts'
import { core, exchangeOf } from '../plan/exchangeOf.ts'
import { plansOf } from '../plan/factsOf.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { chart } from './chart.ts'
import { helmOf } from './helmOf.ts'
import { install } from './install.ts'

const variables = (...pairs: readonly (readonly [string, string])[]) =>
  workload('Deployment', { container: { env: pairs.map(([name, value]) => ({ name, value })) } })

const nameless = (annotations: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { generateName: 'web-', annotations },
})

describe.each(helms)('on $name', (helm) => {
  it('case 42: a variable that stands twice is marked, and the plan shows what really becomes of both', async () => {
    await using scene = await openScene(helm, chart(variables(['B', '3'])), { bare: true })
    await install(scene)
    await scene.write(chart(variables(['A', '1'], ['A', '2'], ['B', '3'])))
    const added = await scene.rehearse()
    if (helm.major === 4) {
      expect(inShort(added.plan.queries)).toEqual(['blocked Deployment web'])
      expect(added.plan.queries[0]?.cluster.refusal).toContain('duplicate entries for key [name="A"]')
      return
    }
    expect(added.plan.queries[0]?.risks).toContain('duplicate-items')
    expect(renderSurface(surfaceOf(added.plan))[0]).toContain('**one name twice in a list**')
    await install(scene)
    await scene.write(chart(variables(['A', '1'], ['B', '3'])))
    const { plan } = await scene.rehearse()
    // Client-side apply takes both of them away.
    expect(plan.queries[0]?.changes).toMatchObject([
      { path: 'spec.template.spec.containers[name=main].env[name=A]', op: 'remove' },
    ])
    expect(plan.queries[0]?.risks).toContain('duplicate-items')
    await install(scene)
    const template = 'jsonpath={.spec.template.spec.containers[0].env[*].name}'
    expect(await cluster.kubectl(['-n', scene.namespace, 'get', 'deployment', 'web', '-o', template])).toBe('B')
  })
})

it('case 51: a create that asks for a new name, from a program that sends one, is marked as a new object each time', () => {
  const body = nameless({})
  const sent = exchangeOf({ ...core('ConfigMap', ''), method: 'POST', body, after: body })
  const plan = plansOf([sent], { will: [body] })
  expect(plan.queries.map(({ risks }) => risks)).toEqual([['new-name-each-time']])
  expect(renderSurface(surfaceOf(plan))[0]).toContain('**a new object on every upgrade**')
})

it('case 44: a list in another order is a change where order counts, and none where it does not', async () => {
  const ordered = (args: string[], labels: object) =>
    chart({ ...workload('Deployment', { container: { args } }), metadata: { name: 'web', labels } })
  await using scene = await openScene(helmOf(3), ordered(['a', 'b'], { one: '1', two: '2' }), { bare: true })
  await install(scene)
  await scene.write(ordered(['a', 'b'], { two: '2', one: '1' }))
  expect((await scene.rehearse()).plan.queries).toEqual([])
  await scene.write(ordered(['b', 'a'], { two: '2', one: '1' }))
  const { plan } = await scene.rehearse()
  expect(plan.queries.flatMap(({ changes }) => changes)).toEqual([
    { path: 'spec.template.spec.containers[name=main].args', op: 'replace', before: ['a', 'b'], after: ['b', 'a'] },
  ])
  await scene.write(chart(variables(['A', '1'], ['B', '2'])))
  await install(scene)
  await scene.write(chart(variables(['B', '2'], ['A', '1'])))
  const moved = await scene.rehearse()
  expect(moved.plan.queries.flatMap(({ changes }) => changes)).toEqual([
    { path: 'spec.template.spec.containers[name=main].env[*]', op: 'replace', before: ['A', 'B'], after: ['B', 'A'] },
  ])
})

it('case 51: an object that asks for a new name each time is refused by Helm, also as a hook, and so by the plan', async () => {
  const refused = { code: 'E_HELM_FAILED', message: expect.stringContaining('resource name may not be empty') }
  await using scene = await openScene(helmOf(4), chart(nameless({})), { bare: true })
  await expect(scene.rehearse()).rejects.toMatchObject(refused)
  await scene.write(chart(nameless({ 'helm.sh/hook': 'pre-install' })))
  await expect(scene.rehearse()).rejects.toMatchObject(refused)
  expect((await scene.upgrade()).stderr).toContain('resource name may not be empty')
})

describe('a subchart that is switched off', () => {
  it('case 46: takes its objects with it, which the title counts, each with the template of its alias', async () => {
    const dependency = (alias: string) => `{name: sub, alias: ${alias}, version: 1.0.0, condition: ${alias}.enabled}`
    const named = (name: string) => configMap(`{{ .Chart.Name }}-${name}`)
    const templates = Object.fromEntries(
      ['a', 'b', 'c'].map((name) => [`chart/charts/sub/templates/${name}.yaml`, JSON.stringify(named(name))]),
    )
    await using scene = await openScene(
      helmOf(4),
      {
        ...chart(configMap('web')),
        ...templates,
        'chart/Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [${['one', 'two'].map((alias) => dependency(alias)).join(', ')}]\n`,
        'chart/charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
      },
      { bare: true },
    )
    await install(scene)
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--set one.enabled=false' } })
    expect(inShort(plan.queries)).toEqual(['a', 'b', 'c'].map((name) => `delete ConfigMap one-${name}`))
    expect(plan.queries.map(({ source }) => source)).toEqual(
      ['a', 'b', 'c'].map((name) => `web/charts/one/templates/${name}.yaml`),
    )
    expect(renderSurface(surfaceOf(plan))[0]).toMatch(/^### .*3 queries need approval, 3 of them delete something\n/)
  })
})
