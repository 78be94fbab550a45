// Charts that are too much: each ends in a stated code within its time and memory, and writes nothing.
import { describe, expect, it } from '@jest/globals'
import { codeOf, inShort, openScene } from '../helm/Scene.ts'
import { helms } from '../real/helm.ts'

const many = (count: number): string => `{{- range $n := until ${count} }}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: "c{{ $n }}"}
{{- end }}
`
const big = (data: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: big}\ndata:\n  text: ${data}\n`

/** Lists of lists of lists, each naming the one before nine times. */
const bomb = (depth: number): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: bomb\n  annotations:\n    a0: &a0 x\n${Array.from(
    { length: depth },
    (_, n) => `    a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]\n`,
  ).join('')}`

describe.each(helms)('a chart that is too much, on $name:', (helm) => {
  it('a document of 12 MB is refused by the cluster and blocked in the plan', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.write({ 'chart/templates/big.yaml': big('{{ repeat 12000000 "a" }}') })
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--set config.greeting=bye' } })
    expect(inShort(plan.queries)).toEqual(['blocked ConfigMap big', 'update ConfigMap web'])
  })

  it('a release that no Secret can hold', async () => {
    await using scene = await openScene(helm, { 'chart/templates/big.yaml': big('{{ randAlphaNum 1500000 }}') })
    expect(await codeOf(scene.rehearse())).toBe('E_RELEASE_SIZE')
    const real = await scene.upgrade()
    expect(real.code).toBe(1)
    expect(real.stderr).toMatch(/Too long|too large|must have at most/i)
  })

  it('100,000 objects', async () => {
    await using scene = await openScene(helm, { 'chart/templates/many.yaml': many(100_000) }, { bare: true })
    const before = process.memoryUsage().rss
    const started = performance.now()
    const code = await codeOf(scene.rehearse({ inputs: { timeoutSeconds: 10 } }))
    expect(['E_HELM_TIMEOUT', 'E_WIRE_LIMIT']).toContain(code)
    expect(performance.now() - started).toBeLessThan(35_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(600 * 1024 * 1024)
  }, 120_000)

  it.each([
    ['an unknown tag', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: tagged}\ndata: {a: !thing b}\n'],
    ['a tag of a language', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: tagged}\ndata: {a: !!js/function b}\n'],
    ['an alias bomb', bomb(9)],
    ['a small alias bomb', bomb(5)],
    ['an alias to itself', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: self}\ndata: &a {b: *a}\n'],
  ])('%s', async (_, template) => {
    await using scene = await openScene(helm, { 'chart/templates/odd.yaml': template })
    const code = await codeOf(scene.rehearse({ inputs: { timeoutSeconds: 30 } }))
    expect(['E_MANIFEST', 'E_CHART_RENDER']).toContain(code)
  })
})
