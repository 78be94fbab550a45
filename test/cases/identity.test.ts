// Which object a document, a request and a query speak of.
import { describe, expect, it } from '@jest/globals'
import { configMap } from '../corpus/configMap.ts'
import { objectOf } from '../corpus/objectOf.ts'
import { happened, predicted } from '../helm/prediction.ts'
import { inShort, openScene } from '../helm/Scene.ts'
import { define, newGroup, widget } from '../helm/widgets.ts'
import { recordJson } from '../wire/encode.ts'
import { cluster } from '../real/cluster.ts'
import { chart } from './chart.ts'
import { helmOf } from './helmOf.ts'
import { install } from './install.ts'
import { standIn } from './standIn.ts'

const autoscaler = (version: string, metrics: object) =>
  objectOf(`autoscaling/${version}`, 'HorizontalPodAutoscaler', 'web', {
    spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, ...metrics },
  })
const one = autoscaler('v1', { targetCPUUtilizationPercentage: 50 })
const two = autoscaler('v2', {
  metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }],
})

describe('an object whose API version moves', () => {
  it('case 05: within its group is an update, and a delete after it on helm 4.0.0 to 4.1.0, which the plan shows', async () => {
    await using scene = await openScene(helmOf(4), chart(one), { bare: true })
    await install(scene)
    await scene.write(chart(two))
    expect(inShort((await scene.rehearse()).plan.queries)).toEqual(['update HorizontalPodAutoscaler web'])
    const helm = await standIn(
      scene,
      '"$helm" "$@" || exit 1\n$kubectl delete horizontalpodautoscalers.v1.autoscaling web --wait=false',
    )
    const approved = await scene.rehearse({ inputs: { helm } })
    expect(inShort(approved.plan.queries)).toEqual([
      'delete HorizontalPodAutoscaler web',
      'update HorizontalPodAutoscaler web',
    ])
    expect(approved.plan.queries.map(({ object }) => object.version)).toEqual(['v1', 'v2'])
    const mark = await scene.mark()
    expect((await scene.enforce(approved, { helm })).enforced.refused).toEqual([])
    expect(happened(await scene.writesSince(mark))).toEqual(predicted(approved))
  })
})

describe('an object whose group moves', () => {
  const metadata = { annotations: { a: 'b' } }
  const old = objectOf(
    'v1',
    'Event',
    'web',
    { involvedObject: { namespace: '{{ .Release.Namespace }}' }, reason: 'a' },
    metadata,
  )
  const moved = objectOf(
    'events.k8s.io/v1',
    'Event',
    'web',
    {
      regarding: { namespace: '{{ .Release.Namespace }}' },
      reason: 'a',
    },
    { annotations: { a: 'c' } },
  )

  it('case 06: is deleted after the update by helm 3.17.1 and later, though both are one object, and the plan shows it', async () => {
    await using scene = await openScene(helmOf(3), chart(old), { bare: true })
    await install(scene)
    await scene.write(chart(moved))
    const approved = await scene.rehearse()
    expect(inShort(approved.plan.queries)).toEqual(['delete Event web', 'update Event web'])
    expect(approved.plan.queries.map(({ object }) => object.group)).toEqual(['', 'events.k8s.io'])
    const mark = await scene.mark()
    expect((await scene.enforce(approved)).enforced.refused).toEqual([])
    expect(happened(await scene.writesSince(mark))).toEqual(predicted(approved))
  })
})

describe('two objects of one kind and name in two groups', () => {
  it('case 07: are two, of which one goes; helm 3.17.0 and before leaves it, and a warning names it', async () => {
    await using here = newGroup()
    await using there = newGroup()
    await Promise.all([define(here.group), define(there.group)])
    const widgets = [widget(here.group, 1), widget(there.group, 1)] as const
    await using scene = await openScene(helmOf(3), chart(widgets[0]), { bare: true })
    await install(scene)
    await scene.write(chart(widgets[1]))
    const now = await scene.rehearse()
    const groups = (made: typeof now) => made.plan.queries.map(({ verb, object }) => [verb, object.group])
    expect(groups(now)).toEqual([
      ['delete', here.group],
      ['create', there.group],
    ])
    expect(now.plan.warnings).toEqual([])
    // The requests of the older one: the record and the create, and no delete.
    const record = recordJson({
      release: 'web',
      namespace: scene.namespace,
      revision: 2,
      manifest: `---\n${widgets[1]}`,
    })
    await scene.write({ 'record.json': record.toString('utf8'), 'widget.json': widgets[1] })
    const helm = await standIn(
      scene,
      `server=$(sed 's/.*"server":"\\([^"]*\\)".*/\\1/' "$KUBECONFIG")
curl -sf -o record.out -H 'content-type: application/json' --data-binary @record.json "$server/api/v1/namespaces/${scene.namespace}/secrets" || exit 1
exec $kubectl create --validate=false -f widget.json`,
    )
    const older = await scene.rehearse({ inputs: { helm } })
    expect(groups(older)).toEqual([['create', there.group]])
    expect(older.plan.warnings).toMatchObject([
      { code: 'W_ORPHAN', message: expect.stringContaining(`Widget one of group ${here.group}`) },
    ])
  })
})

describe('a namespace', () => {
  it('case 08: tells two objects of one name apart; one that is not written is the release’s', async () => {
    const elsewhere = await cluster.createNamespace()
    await using scene = await openScene(
      helmOf(4),
      chart(configMap('web', { a: '1' }), configMap('web', { a: '1' }, {}, { namespace: elsewhere })),
      { bare: true },
    )
    await install(scene)
    await scene.write(
      chart(
        configMap('web', { a: '1' }, {}, { namespace: '{{ .Release.Namespace }}' }),
        configMap('web', { a: '2' }, {}, { namespace: elsewhere }),
      ),
    )
    const { plan } = await scene.rehearse()
    expect(plan.queries.map(({ verb, object }) => [verb, object.namespace])).toEqual([['update', elsewhere]])
    await scene.write(chart(configMap('web', { a: '1' })))
    const dropped = await scene.rehearse()
    expect(dropped.plan.queries.map(({ verb, object }) => [verb, object.namespace])).toEqual([['delete', elsewhere]])
  })

  it('case 08: that is written on an object of the whole cluster is none', async () => {
    const name = `case-08-${await cluster.createNamespace()}`
    const role = (verbs: string[], metadata = {}) =>
      objectOf(
        'rbac.authorization.k8s.io/v1',
        'ClusterRole',
        name,
        { rules: [{ apiGroups: [''], resources: ['pods'], verbs }] },
        metadata,
      )
    await using scene = await openScene(helmOf(3), chart(role(['get'])), { bare: true })
    await install(scene)
    await scene.write(chart(role(['get'], { namespace: 'default' })))
    expect((await scene.rehearse()).plan.queries).toEqual([])
    await scene.write(chart(role(['get', 'list'], { namespace: 'default' })))
    const { plan } = await scene.rehearse()
    expect(plan.queries).toMatchObject([{ verb: 'update', object: { kind: 'ClusterRole', namespace: null, name } }])
    await cluster.kubectl(['delete', 'clusterrole', name])
  })
})

describe('lists', () => {
  it('case 09: are their items', async () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [configMap('one'), configMap('two')] }
    await using scene = await openScene(helmOf(3), chart(list, configMap('three')), { bare: true })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['create ConfigMap one', 'create ConfigMap three', 'create ConfigMap two'])
    await install(scene)
    await scene.write(chart({ ...list, items: [configMap('one', { a: '1' })] }, configMap('three')))
    expect(inShort((await scene.rehearse()).plan.queries)).toEqual(['delete ConfigMap two', 'update ConfigMap one'])
  })
})

describe('a kind that ends in List', () => {
  const names = { plural: 'allowlists', singular: 'allowlist', kind: 'AllowList', listKind: 'AllowListList' }

  it('case 09: and is no list is an object like any other', async () => {
    await using own = newGroup()
    const free = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
    const version = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: free } }
    const crd = objectOf('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `allowlists.${own.group}`, {
      spec: { group: own.group, scope: 'Namespaced', names, versions: [version] },
    })
    const allow = (hosts: string[]) => objectOf(`${own.group}/v1`, 'AllowList', 'web', { spec: { items: hosts } })
    await using scene = await openScene(
      helmOf(4),
      { ...chart(allow(['a'])), 'chart/crds/all.yaml': JSON.stringify(crd) },
      { bare: true },
    )
    await install(scene)
    await scene.write(chart(allow(['a', 'b'])))
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['update AllowList web'])
    await cluster.kubectl(['delete', 'crd', `allowlists.${own.group}`, '--wait=false'])
  })
})

describe('an object that a chart renders twice', () => {
  it('case 10: cannot be approved, whichever of the two would win', async () => {
    const twins = [configMap('web', { a: '1' }), configMap('web', { a: '2' })]
    await using scene = await openScene(helmOf(3), chart(...twins), { bare: true })
    const twice = (verb: string) => Array(2).fill(`${verb} ConfigMap web: E_TWIN_OBJECT`)
    const said = async () =>
      (await scene.rehearse()).plan.queries.map((query) => `${inShort([query]).join()}: ${query.unapprovable?.code}`)
    expect(await said()).toEqual(twice('create'))
    await scene.write(chart(configMap('web', { a: '0' })))
    await install(scene)
    await scene.write(chart(...twins))
    expect(await said()).toEqual(twice('update'))
  })
})

describe('a name that is not the object’s', () => {
  it('case 50: given by helm-diff/base-name names nothing in the plan', async () => {
    const spoof = { 'helm-diff/base-name': 'harmless' }
    await using scene = await openScene(helmOf(3), chart(configMap('web', { a: '1' }, spoof), configMap('harmless')), {
      bare: true,
    })
    await install(scene)
    await scene.write(chart(configMap('web', { a: '2' }, spoof), configMap('harmless')))
    const { plan } = await scene.rehearse({ inputs: { witness: 'on' } })
    expect(inShort(plan.queries)).toEqual(['update ConfigMap web'])
    // helm-diff says that the other object changes, and is not believed.
    expect(plan.warnings).toMatchObject([
      { code: 'W_WITNESS', message: expect.stringContaining('Only in the plan: ConfigMap web') },
    ])
  })
})
