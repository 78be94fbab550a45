import { describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { inShort, openScene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'

const definition = (group: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.${group}}
spec:
  group: ${group}
  scope: Cluster
  names: {plural: widgets, singular: widget, kind: Widget}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}}
`

const widget = (group: string, size: number): string =>
  `apiVersion: ${group}/v1\nkind: Widget\nmetadata: {name: one}\nspec: {size: ${size}}\n`

/** A group that no other test has, gone with all its definitions in the end. */
const newGroup = () => {
  const group = `g${randomUUID().slice(0, 8)}.example.com`
  const remove = async () =>
    void (await cluster.kubectl(['delete', 'crd', `widgets.${group}`, '--ignore-not-found', '--wait=false']))
  return { group, [Symbol.asyncDispose]: remove }
}

const define = async (group: string): Promise<void> => {
  await cluster.kubectl(['create', '-f', '-'], { input: definition(group) })
  await cluster.kubectl(['wait', '--for=condition=Established', `crd/widgets.${group}`, '--timeout=20s'])
  // Discovery follows a moment later.
  for (let tries = 0; tries < 100; tries += 1) {
    const { status } = await cluster.request('GET', `/apis/${group}/v1`)
    if (status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

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

  it('cannot be rehearsed together with objects of their kind, and the error says what to do', async () => {
    await using own = newGroup()
    await using scene = await openScene(helm, {
      'chart/crds/widgets.yaml': definition(own.group),
      'chart/templates/widget.yaml': widget(own.group, 1),
    })
    await expect(scene.rehearse()).rejects.toMatchObject({ code: 'E_CRD_NOT_COVERED' })
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
