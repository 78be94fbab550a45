// YAML as Helm and Kubernetes read it: what is in the plan is what is in the cluster afterwards.
import { describe, expect, it } from '@jest/globals'
import { codeOf, inShort, openScene } from '../helm/Scene.ts'
import { define, newGroup, widget } from '../helm/widgets.ts'
import { happened, predicted } from '../helm/prediction.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { chart } from './chart.ts'
import { helmOf } from './helmOf.ts'
import { install } from './install.ts'

const head = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`

describe.each(helms)('documents on $name', (helm) => {
  it('case 37: are cut where Helm cuts them: not in a block, but at a glued or commented separator', async () => {
    const block = `${head('block')}data:\n  text: |\n    one\n    ---\n    two\n`
    const all = `---\n${block}--- # a comment\n${head('commented')}---${head('glued')}`
    await using scene = await openScene(helm, { 'chart/templates/all.yaml': all }, { bare: true })
    const approved = await scene.rehearse()
    const mark = await scene.mark()
    const { result } = await scene.enforce(approved)
    expect(result?.exitCode).toBe(0)
    expect(happened(await scene.writesSince(mark))).toEqual(predicted(approved))
    const names = ['block', 'commented', 'glued']
    expect(inShort(approved.plan.queries)).toEqual(names.map((name) => `create ConfigMap ${name}`))
    expect(approved.plan.queries.map(({ source }) => source)).toEqual(names.map(() => 'bare/templates/all.yaml'))
    await scene.write({ 'chart/templates/all.yaml': all.replace('two', 'three').replace(`---${head('glued')}`, '') })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['delete ConfigMap glued', 'update ConfigMap block'])
    expect(plan.queries[1]?.changes).toEqual([
      { path: 'data.text', op: 'replace', before: 'one\n---\ntwo\n', after: 'one\n---\nthree\n' },
    ])
  })
})

describe('YAML in a chart', () => {
  it('case 38: with a key that stands twice has the last one in the plan, and a warning that names the template', async () => {
    const twice = `${head('web')}data:\n  a: first\n  a: last\n`
    await using scene = await openScene(helmOf(3), { 'chart/templates/web.yaml': twice }, { bare: true })
    const { plan } = await scene.rehearse()
    expect(plan.warnings).toMatchObject([
      { code: 'W_REPEATED_KEY', message: expect.stringContaining('bare/templates/web.yaml') },
    ])
    expect(plan.queries[0]?.diff).toContain('a: last')
    expect(plan.queries[0]?.diff).not.toContain('first')
    await install(scene)
    expect(await cluster.kubectl(['-n', scene.namespace, 'get', 'cm', 'web', '-o', 'jsonpath={.data.a}'])).toBe('last')
  })

  it('case 39: has its anchors and merge keys followed, and a bomb of aliases is refused', async () => {
    const merged = `x: &base {a: "1", b: "2"}\n${head('web')}data:\n  <<: *base\n  b: "3"\n`
    await using scene = await openScene(helmOf(3), { 'chart/templates/web.yaml': merged }, { bare: true })
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--disable-openapi-validation' } })
    expect(plan.queries[0]?.diff).toMatch(/a: '1'\n\+ {2}b: '3'/)
    const bomb = Array.from(
      { length: 9 },
      (_, n) => `    a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]\n`,
    )
    await scene.write({ 'chart/templates/web.yaml': `${head('web')}  annotations:\n    a0: &a0 x\n${bomb.join('')}` })
    expect(['E_MANIFEST', 'E_CHART_RENDER']).toContain(await codeOf(scene.rehearse()))
  })

  it('case 40: has its scalars and keys read as of YAML 1.1, so that a text that says the same is no change', async () => {
    const spelt = `${head('web')}  annotations: {"yes": "no"}\nimmutable: no\ndata:\n  y: "1"\n  off: "2"\n`
    const plain = `${head('web')}  annotations: {"yes": "no"}\nimmutable: false\ndata:\n  "true": "1"\n  "false": "2"\n`
    const deployment = (replicas: string, mode: string): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}, annotations: {at: 12:30:45, on-day: 2026-11-21}}
    spec:
      containers: [{name: main, image: "nginx:1"}]
      volumes: [{name: v, configMap: {name: web, defaultMode: ${mode}}}]
`
    await using scene = await openScene(helmOf(4), chart(spelt + deployment('0b11', '0644')), { bare: true })
    await install(scene)
    await scene.write(chart(plain + deployment('3', '420')))
    expect((await scene.rehearse()).plan.queries).toEqual([])
    await scene.write(chart(plain.replace('"2"', '"3"') + deployment('0o10', '0600')))
    const { plan } = await scene.rehearse()
    expect(
      plan.queries.flatMap(({ changes }) => changes.map(({ path, before, after }) => [path, before, after])),
    ).toEqual(
      expect.arrayContaining([
        ['data.false', '2', '3'],
        ['spec.replicas', 3, 8],
        ['spec.template.spec.volumes[name=v].configMap.defaultMode', 420, 384],
      ]),
    )
  })

  it.each(helms)(
    'case 41: has integers beyond 2^53 to the last digit, in what is shown and in digests, on $name',
    async (helm) => {
      await using own = newGroup()
      await define(own.group)
      const sized = (size: string): string => widget(own.group, 1).replace('"size":1', `"size":${size}`)
      await using scene = await openScene(helm, chart(sized('9007199254740992')), { bare: true })
      await install(scene)
      const live = () => cluster.kubectl(['get', `widgets.${own.group}`, 'one', '-o', 'jsonpath={.spec.size}'])
      // Helm 3 itself rounds custom resources: what it sends is what is shown, and what it leaves out is no query.
      const sent = helm.major === 4 ? ['9007199254740993', '9007199254740995'] : [null, '9007199254740996']
      const digests = new Set<string>()
      for (const [index, size] of ['9007199254740993', '9007199254740995'].entries()) {
        const before = await live()
        await scene.write(chart(sized(size)))
        const { plan } = await scene.rehearse()
        const after = sent[index] ?? null
        expect(plan.queries.map(({ diff }) => diff)).toEqual(
          after === null ? [] : [`@@ -1,2 +1,2 @@\n spec:\n-  size: ${before}\n+  size: ${after}`],
        )
        digests.add(plan.digest)
        await install(scene)
        expect(await live()).toBe(after ?? before)
      }
      expect(digests.size).toBe(2)
    },
  )
})
