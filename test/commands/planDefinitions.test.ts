import { describe, expect, it } from '@jest/globals'
import { inShort, openScene } from '../helm/Scene.ts'
import { define, definition, newGroup, widget } from '../helm/widgets.ts'
import { helms } from '../real/helm.ts'

describe.each(helms)('definitions of kinds in a rehearsal on $name', (helm) => {
  it('of crds/ are queries of the first install', async () => {
    await using own = newGroup()
    await using scene = await openScene(helm, { 'chart/crds/widgets.yaml': definition(own.group) })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toContain(`install-crd CustomResourceDefinition widgets.${own.group}`)
    expect(plan.queries).toHaveLength(6)
    expect(plan.counts.unverified).toBe(0)
  })

  it('are left alone by --skip-crds and on an upgrade', async () => {
    await using own = newGroup()
    await using scene = await openScene(helm, { 'chart/crds/widgets.yaml': definition(own.group) })
    const first = await scene.rehearse({ inputs: { helmArgs: '--skip-crds' } })
    expect(first.plan.queries).toHaveLength(5)
    await scene.upgrade(['--skip-crds'])
    expect((await scene.rehearse()).plan.queries).toEqual([])
  })

  it('bring objects of their kind in the same install, which the cluster cannot verify yet', async () => {
    await using own = newGroup()
    await using scene = await openScene(helm, {
      'chart/crds/widgets.yaml': definition(own.group),
      'chart/templates/widget.yaml': widget(own.group, 1),
    })
    const { plan } = await scene.rehearse({ inputs: { witness: 'strict' } })
    expect(inShort(plan.queries)).toContain(`install-crd CustomResourceDefinition widgets.${own.group}`)
    const made = plan.queries.find(({ object }) => object.kind === 'Widget')
    expect(made).toMatchObject({
      verb: 'create',
      object: { group: own.group, version: 'v1', kind: 'Widget', namespace: null, name: 'one' },
      cluster: { verified: false, refusal: null },
      unapprovable: null,
    })
    expect(plan.counts.unverified).toBe(1)
  })

  it('that are there already are no query, and objects of their kind are', async () => {
    await using own = newGroup()
    await define(own.group)
    await using scene = await openScene(helm, {
      'chart/crds/widgets.yaml': definition(own.group),
      'chart/templates/widget.yaml': widget(own.group, 1),
    })
    const first = await scene.rehearse()
    const verbs = inShort(first.plan.queries)
    expect(verbs).toContain('create Widget one')
    expect(verbs.filter((text) => text.startsWith('install-crd'))).toEqual([])
    await scene.upgrade()
    await scene.write({ 'chart/templates/widget.yaml': widget(own.group, 2) })
    const { plan } = await scene.rehearse()
    expect(plan.queries.map(({ changes }) => changes)).toEqual([
      [{ path: 'spec.size', op: 'replace', before: 1, after: 2 }],
    ])
  })

  it('that nobody has are an error of their own', async () => {
    await using own = newGroup()
    await using scene = await openScene(helm, { 'chart/templates/widget.yaml': widget(own.group, 1) })
    await expect(scene.rehearse()).rejects.toMatchObject({ code: 'E_KIND_UNKNOWN' })
  })
})
