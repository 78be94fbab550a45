// Charts that bring definitions and objects of their kinds at once, from the plan to the real install.
import { describe, expect, it } from '@jest/globals'
import type { PlanInputs } from '../../src/config/PlanInputs.ts'
import { codeOf, inShort, openScene } from '../helm/Scene.ts'
import type { Files, Scene } from '../helm/Scene.ts'
import { happened, predicted } from '../helm/prediction.ts'
import { define, definition, newGroup, widget } from '../helm/widgets.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'

/** Rehearses, installs under enforcement, and compares with the audit log; answers with the queries in short. */
const install = async (
  scene: Scene,
  group: string,
  { helmArgs = '', witness = 'strict' }: Partial<Pick<PlanInputs, 'helmArgs' | 'witness'>> = {},
): Promise<string[]> => {
  const approved = await scene.rehearse({ inputs: { helmArgs, witness } })
  const mark = await scene.mark()
  const { result, enforced, trouble } = await scene.enforce(approved)
  expect({ code: result?.exitCode, stderr: result?.exitCode === 0 ? '' : result?.stderr, trouble }).toEqual({
    code: 0,
    stderr: '',
    trouble: null,
  })
  expect(enforced.refused).toEqual([])
  const all = await cluster.writesSince(mark)
  const own = all.filter(({ namespace, uri }) => namespace === scene.namespace || isOf(group, uri))
  const foreseen = predicted(approved)
  expect(happened(own.map((write) => ({ ...write, name: write.name ?? nameIn(write.uri) })))).toEqual(foreseen)
  expect((await scene.rehearse({ inputs: { helmArgs, witness } })).plan.counts.unverified).toBe(0)
  return inShort(approved.plan.queries)
}

const isOf = (group: string, uri: string): boolean => uri.includes(group) || uri.includes('/customresourcedefinitions?')
const nameIn = (uri: string): string | undefined => uri.split('?')[0]?.split('/').at(-1)

const inCrds = (group: string, options?: Parameters<typeof definition>[1]): Files => ({
  'chart/crds/all.yaml': definition(group, options),
})

describe.each(helms)('a first install on $name of a chart with definitions in crds/', (helm) => {
  it.each(['Cluster', 'Namespaced'])('and objects of their kind is applied as planned: %s', async (scope) => {
    await using own = newGroup()
    await using scene = await openScene(helm, {
      ...inCrds(own.group, { scope }),
      'chart/templates/widget.yaml': widget(own.group, 1),
    })
    const queries = await install(scene, own.group)
    expect(queries).toContain(`install-crd CustomResourceDefinition widgets.${own.group}`)
    expect(queries).toContain('create Widget one')
  })

  it('and templates that ask for them is rendered alike by all programs', async () => {
    await using own = newGroup()
    const asks = `{{- if .Capabilities.APIVersions.Has "${own.group}/v1/Widget" }}\n${widget(own.group, 1)}{{- end }}\n`
    const crd = `(lookup "apiextensions.k8s.io/v1" "CustomResourceDefinition" "" "widgets.${own.group}").spec.group`
    const reads = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: reads}\ndata:\n  crd: {{ ${crd} }}\n  widgets: {{ (lookup "${own.group}/v1" "Widget" "" "").items | len | quote }}\n`
    await using scene = await openScene(helm, {
      ...inCrds(own.group),
      'chart/templates/widget.yaml': asks,
      'chart/templates/reads.yaml': reads,
    })
    // helm-diff renders without lookups.
    const queries = await install(scene, own.group, { witness: 'off' })
    expect(queries).toEqual(expect.arrayContaining(['create Widget one', 'create ConfigMap reads']))
  })

  it('and hooks of their kind is applied as planned', async () => {
    await using own = newGroup()
    const annotations = { 'helm.sh/hook': 'pre-install', 'helm.sh/hook-delete-policy': 'before-hook-creation' }
    await using scene = await openScene(helm, {
      ...inCrds(own.group),
      'chart/templates/widget.yaml': widget(own.group, 1, { annotations }),
    })
    expect(await install(scene, own.group)).toContain('run Widget one')
  })

  it('beside others of the same group that are served already is applied as planned', async () => {
    await using own = newGroup()
    await define(own.group, { plural: 'gadgets' })
    await using scene = await openScene(helm, {
      ...inCrds(own.group),
      'chart/templates/widget.yaml': widget(own.group, 1),
      'chart/templates/gadget.yaml': widget(own.group, 1, { kind: 'Gadget' }),
    })
    const queries = await install(scene, own.group)
    expect(queries).toEqual(expect.arrayContaining(['create Widget one', 'create Gadget one']))
  })

  it('of a subchart that is switched off leaves them out', async () => {
    await using own = newGroup()
    await using scene = await openScene(helm, {
      'chart/Chart.yaml':
        'apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{name: sub, version: 1.0.0, condition: sub.enabled}]\n',
      'chart/charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
      'chart/charts/sub/crds/all.yaml': definition(own.group),
      'chart/charts/sub/templates/widget.yaml': widget(own.group, 1),
    })
    expect(await install(scene, own.group, { helmArgs: '--set sub.enabled=false' })).not.toContain('create Widget one')
  })

  it('of a subchart is applied as planned', async () => {
    await using own = newGroup()
    await using scene = await openScene(helm, {
      'chart/charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
      'chart/charts/sub/crds/all.yaml': definition(own.group),
      'chart/charts/sub/templates/widget.yaml': widget(own.group, 1),
    })
    expect(await install(scene, own.group)).toContain('create Widget one')
  })

  it('shows a definition that the cluster refuses as blocked, and the rest of the plan with it', async () => {
    await using own = newGroup()
    const broken = definition(own.group).replace('"storage":true', '"storage":false')
    await using scene = await openScene(helm, {
      'chart/crds/all.yaml': broken,
      'chart/templates/widget.yaml': widget(own.group, 1),
    })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(
      expect.arrayContaining([`blocked CustomResourceDefinition widgets.${own.group}`, 'create Widget one']),
    )
  })

  it('only in its templates, with objects of the kind, cannot be built by Helm itself', async () => {
    await using own = newGroup()
    await using scene = await openScene(helm, {
      'chart/templates/crd.yaml': definition(own.group),
      'chart/templates/widget.yaml': widget(own.group, 1),
    })
    expect(await codeOf(scene.rehearse({ inputs: { witness: 'on' } }))).toBe('E_KIND_UNKNOWN')
    const real = await scene.upgrade()
    expect(real.stderr).toMatch(/no matches for kind/)
  })
})
