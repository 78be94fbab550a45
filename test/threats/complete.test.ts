// Nothing is left out of a list, and nothing grave is lost in it.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { Query } from '../../src/plan/Plan.ts'
import { openShop } from '../action/openShop.ts'
import { openScene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'

const LINES = 2000
const large = `apiVersion: v1
kind: ConfigMap
metadata: {name: large}
data:
  text: |
    {{- range $n := until ${LINES} }}
    line {{ $n }} of a text that is longer than any comment can be, so that it must go on in the next one
    {{- end }}
`
const some = `{{- range $n := until 40 }}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: "some-{{ $n }}"}
data: {own: "value {{ $n }}"}
{{- end }}
`

// What GitHub is shown does not depend on the version of Helm.
const [helm3] = helms
if (helm3 === undefined) throw new Error('there is no helm')

describe('a list longer than a comment', () => {
  it('threat 22: shows every line of every query, says its counts, and counts nothing once a part of it is gone', async () => {
    await using shop = await openShop(helm3, '')
    await writeFile(join(shop.checkout, 'charts/web/templates/large.yaml'), large)
    await writeFile(join(shop.checkout, 'charts/web/templates/some.yaml'), some)
    const end = await shop.run('pull_request')
    expect(end.outputs).toMatchObject({ decision: 'pending' })
    const surface = shop.repo.comments(shop.number).filter(({ body }) => body.includes('helm-query-gate:surface'))
    const text = surface.map(({ body }) => body).join('\n')
    expect(surface.length).toBeGreaterThan(3)
    for (const { body } of surface) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(65_536)
    for (const shown of [text, end.documents['report.html'] ?? '']) {
      const missing = Array.from({ length: LINES }, (_, n) => n).filter((n) => !shown.includes(`line ${n} of a text`))
      expect(missing).toEqual([])
    }
    expect(text).toContain('41 queries need approval')
    expect(text).toContain(`41 queries, ${surface.length} comments, complete`)

    const approval = shop.repo.comment(shop.number, 'alice', `/approve all @${shop.planId()}`)
    const approved = await shop.run('issue_comment', { comment: approval })
    expect(approved.outputs).toMatchObject({ approved: 'true' })
    shop.repo.deleteComment(surface[1]?.id ?? 0, 'bob')
    const later = await shop.run('issue_comment', { comment: approval })
    expect(later.outputs).toMatchObject({ approved: 'false', environment: '' })
    const mark = await cluster.auditMark()
    const applied = await shop.run('issue_comment', { comment: approval, inputs: { command: 'apply' } })
    expect(applied.outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_NOT_APPROVED' })
    expect(await cluster.writesSince(mark, { namespace: shop.namespace })).toEqual([])
  })
})

const noise = `{{- range $n := until 30 }}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: "noise-{{ $n }}", labels: {version: {{ $.Values.version | quote }}}}
data: {a: {{ if and (eq $n 17) (eq $.Values.version "2") }}evil{{ else }}good{{ end }}}
{{- end }}
`
const risky = `apiVersion: apps/v1
kind: Deployment
metadata: {name: risky, labels: {version: {{ .Values.version | quote }}}}
spec:
  selector: {matchLabels: {app: risky}}
  template:
    metadata: {labels: {app: risky}}
    spec:
      containers: [{name: web, image: "nginx:{{ .Values.version }}", securityContext: {privileged: {{ eq .Values.version "2" }}}}]
`

describe.each(helms)('noise around a risk, on $name', (helm) => {
  it('threat 23: what is grave stands first and alone, and only what is the same stands in a group', async () => {
    const files = { 'chart/templates/noise.yaml': noise, 'chart/templates/risky.yaml': risky }
    await using scene = await openScene(helm, { ...files, 'chart/values.yaml': 'version: "1"\n' }, { bare: true })
    await scene.write({ 'chart/templates/gone.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: gone}\n' })
    await scene.upgrade()
    await scene.remove('chart/templates/gone.yaml')
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--set-string version=2' } })
    const [first, second] = plan.queries
    expect([first, second].map((query) => query?.object.name)).toEqual(['gone', 'risky'])
    expect(second).toMatchObject({ group: null, risks: expect.arrayContaining(['privileges', 'image']) })
    const evil = plan.queries.find(({ object }) => object.name === 'noise-17')
    expect(evil?.group).toBeNull()
    const grouped = plan.queries.filter(({ group }) => group !== null)
    expect(grouped).toHaveLength(29)
    expect(grouped.flatMap(({ risks }) => risks)).toEqual([])
  })

  it('threat 28: an image that can be another tomorrow is a risk, one with a digest is none', async () => {
    await using scene = await openScene(
      helm,
      { 'chart/templates/risky.yaml': risky, 'chart/values.yaml': 'version: "1"\n' },
      { bare: true },
    )
    const { plan } = await scene.rehearse()
    expect(plan.queries[0]?.risks).toContain('tag-without-digest')
    const pinned = await scene.rehearse({ inputs: { helmArgs: `--set-string version=1@sha256:${'a'.repeat(64)}` } })
    expect(pinned.plan.queries[0]?.risks).not.toContain('tag-without-digest')
  })
})

const omitted = {
  'chart/crds/gadget.yaml': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gadgets.NAME.example.com}
spec:
  group: NAME.example.com
  scope: Namespaced
  names: {kind: Gadget, plural: gadgets}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
`,
  'chart/templates/test.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: test, annotations: {"helm.sh/hook": test}}\nspec: {containers: [{name: a, image: a}]}\n',
  'chart/templates/kept.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kept, annotations: {helm.sh/resource-policy: keep}}\n',
}

const verbs = (queries: readonly Query[]): string[] => queries.map(({ verb, object }) => `${verb} ${object.name}`)

describe.each(helms)('threat 24: what helm diff leaves out, on $name', (helm) => {
  it('threat 24: definitions, the namespace, what is kept and what is taken over are queries; what is not sent is none', async () => {
    const files = Object.entries(omitted).map(([path, text]) => [
      path,
      text.replaceAll('NAME', `x${process.pid}h${helm.major}`),
    ])
    await using scene = await openScene(helm, Object.fromEntries(files) as Record<string, string>, {
      bare: true,
      namespace: `new-${helm.major}-${process.pid}`,
    })
    const install = await scene.rehearse({ inputs: { helmArgs: '--create-namespace', witness: 'on' } })
    expect(verbs(install.plan.queries).sort()).toEqual(
      [
        `create-namespace ${scene.namespace}`,
        `install-crd gadgets.x${process.pid}h${helm.major}.example.com`,
        'create kept',
      ].sort(),
    )
    expect(install.witness).toContain('helm-diff leaves out crds/')

    expect((await scene.upgrade(['--create-namespace'])).code).toBe(0)
    await cluster.kubectl(['-n', scene.namespace, 'create', 'configmap', 'foreign', '--from-literal=a=b'])
    await scene.remove('chart/templates/kept.yaml')
    await scene.write({
      'chart/templates/foreign.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: foreign}\ndata: {a: c}\n',
    })
    const force = helm.major === 4 ? ' --force-conflicts' : ''
    const upgrade = await scene.rehearse({ inputs: { helmArgs: `--take-ownership${force}` } })
    expect(verbs(upgrade.plan.queries).sort()).toEqual(['adopt foreign', 'keep kept'])
    expect(upgrade.plan.queries.find(({ verb }) => verb === 'adopt')?.owner).toBe('nobody')
  })
})

describe('threat 28: a chart that is another at the apply', () => {
  it('threat 28: refuses where it renders another query, and says which', async () => {
    await using shop = await openShop(helm3)
    await shop.run('pull_request')
    const comment = shop.repo.comment(shop.number, 'alice', `/approve all @${shop.planId()}`)
    const template = join(shop.checkout, 'charts/web/templates/swapped.yaml')
    await writeFile(template, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: swapped}\n')
    const mark = await cluster.auditMark()
    const refused = await shop.run('issue_comment', { comment, inputs: { command: 'apply' } })
    expect(refused.outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_PLAN_STALE' })
    expect(refused.stdout).toContain('only now: create ConfigMap swapped')
    expect(await cluster.writesSince(mark, { namespace: shop.namespace })).toEqual([])
    // Another chart that renders the same is the same: what is approved is what is sent.
    await writeFile(template, '# nothing\n')
    const strict = await shop.run('issue_comment', { comment, inputs: { command: 'apply', inputs: 'strict' } })
    expect(strict.outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_INPUTS_DIFFER' })
    expect(await cluster.writesSince(mark, { namespace: shop.namespace })).toEqual([])
    const applied = await shop.run('issue_comment', { comment, inputs: { command: 'apply' } })
    expect(applied.outputs).toMatchObject({ 'reason-code': 'APPLIED' })
    const receipt: { inputs: unknown } = JSON.parse(applied.documents['receipt.json'] ?? '')
    expect(receipt.inputs).toMatchObject([{ kind: 'chart', path: 'charts/web' }])
    expect(shop.repo.comments(shop.number).at(-1)?.body).toContain('came from other inputs than those on the list')
  })

  it('threat 28: keeps the list while the same queries come from other inputs, unless they must be the same', async () => {
    await using shop = await openShop(helm3)
    const lists = () => shop.repo.comments(shop.number).filter(({ body }) => body.includes('helm-query-gate:surface'))
    await shop.run('pull_request')
    await writeFile(join(shop.checkout, 'charts/web/README.md'), 'words\n')
    await shop.run('pull_request')
    expect(lists()).toHaveLength(1)
    await shop.run('pull_request', { inputs: { inputs: 'strict' } })
    expect(lists()).toHaveLength(2)
  })
})
