// Hooks are no part of the manifest that other tools compare, and run on every upgrade.
import { describe, expect, it } from '@jest/globals'
import { configMap } from '../corpus/configMap.ts'
import { inShort, openScene } from '../helm/Scene.ts'
import { helms } from '../real/helm.ts'
import { chart } from './chart.ts'
import { helmOf } from './helmOf.ts'
import { install } from './install.ts'

const hook = (name: string, text: string, annotations: Readonly<Record<string, string>> = {}) =>
  configMap(name, { text }, { 'helm.sh/hook': 'pre-upgrade', ...annotations })

describe('hooks', () => {
  it('case 11: are queries, also where nothing else is in the chart, and show what changed in them', async () => {
    await using scene = await openScene(helmOf(4), chart(hook('seed', 'one')), { bare: true })
    await install(scene)
    const before = await scene.rehearse()
    expect(inShort(before.plan.queries)).toEqual(['run ConfigMap seed'])
    await scene.write(chart(hook('seed', 'two')))
    const after = await scene.rehearse()
    expect(inShort(after.plan.queries)).toEqual(['run ConfigMap seed'])
    expect(after.plan.queries[0]?.diff).toContain('two')
    expect(after.plan.queries[0]?.digest).not.toBe(before.plan.queries[0]?.digest)
  })

  it('case 12: that did not change are shown as well, by weight, then name, with what deletes them', async () => {
    const hooks = [
      hook('b', '', { 'helm.sh/hook-weight': '1' }),
      hook('a', '', { 'helm.sh/hook-weight': '1', 'helm.sh/hook-delete-policy': 'hook-succeeded' }),
      hook('late', '', { 'helm.sh/hook-weight': '7' }),
      hook('early', '', { 'helm.sh/hook-weight': '-7', 'helm.sh/hook': 'pre-upgrade,pre-install' }),
    ]
    await using scene = await openScene(helmOf(3), chart(...hooks), { bare: true })
    await install(scene)
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['early', 'a', 'b', 'late'].map((name) => `run ConfigMap ${name}`))
    expect(plan.queries.map((query) => query.hook?.deletePolicies)).toEqual([
      ['before-hook-creation'],
      ['hook-succeeded'],
      ['before-hook-creation'],
      ['before-hook-creation'],
    ])
    // It is there from the install: made anew each time.
    expect(plan.counts).toMatchObject({ queries: 4, unchanged: 0 })
  })
})

describe.each(helms)('a document that $name leaves out', (helm) => {
  it('case 13: for an event that it does not know is a warning that names event and template', async () => {
    const files = {
      ...chart(configMap('web')),
      'chart/templates/lost.yaml': JSON.stringify(hook('lost', 'x', { 'helm.sh/hook': 'pre-upgrade, post-instal' })),
      'chart/templates/old.yaml': JSON.stringify(hook('old', 'x', { 'helm.sh/hook': 'crd-install' })),
    }
    await using scene = await openScene(helm, files, { bare: true })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['create ConfigMap web'])
    expect(plan.warnings.map(({ code }) => code)).toEqual(['W_HOOK_DROPPED', 'W_HOOK_DROPPED'])
    const said = plan.warnings.map(({ message }) => message).sort()
    expect(said[0]).toMatch(/"crd-install".*bare\/templates\/old\.yaml\.$/)
    expect(said[1]).toMatch(/"pre-upgrade, post-instal".*bare\/templates\/lost\.yaml\.$/)
  })
})

it('case 13: a document that is left out for an event from a value is a warning, too', async () => {
  const given = JSON.stringify(hook('given', 'x', { 'helm.sh/hook': '{{ .Values.event }}' }))
  await using scene = await openScene(helmOf(3), { 'chart/templates/given.yaml': given }, { bare: true })
  const { plan } = await scene.rehearse({ inputs: { helmArgs: '--set event=test-failure' } })
  expect(plan.warnings).toMatchObject([{ code: 'W_HOOK_DROPPED', message: expect.stringContaining('"test-failure"') }])
})
