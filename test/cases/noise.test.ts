// Changes of text that change nothing, or the same thing in many places.
import { describe, expect, it } from '@jest/globals'
import { renderSurface } from '../../src/render/renderSurface.ts'
import { surfaceOf } from '../../src/render/Surface.ts'
import { configMap } from '../corpus/configMap.ts'
import { codeOf, inShort, openScene } from '../helm/Scene.ts'
import { chart } from './chart.ts'
import { helmOf } from './helmOf.ts'
import { install } from './install.ts'

const web = `apiVersion: v1
kind: ConfigMap
metadata: {name: web, labels: {app: web}}
data:
  text: "a\\nb\\n"
  greeting: hello
`

const seed = configMap('seed', {}, { 'helm.sh/hook': 'pre-upgrade' })

describe('no object changes where', () => {
  it('case 04: a template has moved, which the second opinion takes for a change and the plan explains', async () => {
    await using scene = await openScene(helmOf(3), { 'chart/templates/web.yaml': web }, { bare: true })
    await install(scene)
    await scene.remove('chart/templates/web.yaml')
    await scene.write({ 'chart/templates/moved.yaml': web })
    const { plan, witness } = await scene.rehearse({ inputs: { witness: 'on' } })
    expect(plan.queries).toEqual([])
    expect(plan.warnings).toEqual([])
    expect(witness).toContain('ConfigMap web (only comments, the order or the name of the template differ)')
    expect(renderSurface(surfaceOf(plan))[0]).toContain('0 requests seen, 0 change something')
  })

  it('case 27: comments, documents without content, notes and values without effect are all; the hook runs', async () => {
    await using scene = await openScene(helmOf(4), { ...chart(seed), 'chart/templates/web.yaml': web }, { bare: true })
    await install(scene)
    await scene.write({
      'chart/templates/web.yaml': `# a comment\n${web}`,
      'chart/templates/empty.yaml': '# nothing but words\n---\n{{ if false }}a: b{{ end }}\n---\n',
      'chart/templates/NOTES.txt': 'Thank you.\n',
      'chart/values.yaml': 'unused: value\n',
    })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['run ConfigMap seed'])
    expect(renderSurface(surfaceOf(plan))[0]).toMatch(/1 query needs approval[^]* · revision 1 → 2 · /)
    const quiet = await scene.rehearse({ inputs: { helmArgs: '--no-hooks' } })
    expect(quiet.plan.queries).toEqual([])
    expect(renderSurface(surfaceOf(quiet.plan))[0]).toContain('No object changes. The release moves to revision 2.')
  })

  it('case 29: lines of templates end as on Windows; where those of a value do, that is shown', async () => {
    const text = (end: string): string => web.replace(/text: .*/, `text: "one${end}two${end}"`)
    await using scene = await openScene(helmOf(4), { 'chart/templates/web.yaml': text('\\n') }, { bare: true })
    await install(scene)
    await scene.write({ 'chart/templates/web.yaml': text('\\n').replaceAll('\n', '\r\n') })
    expect((await scene.rehearse()).plan.queries).toEqual([])
    await scene.write({ 'chart/templates/web.yaml': text('\\r\\n') })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['update ConfigMap web'])
    expect(plan.queries[0]?.risks).toEqual([])
    expect(plan.queries[0]?.diff).toMatch(/\+ {4}one␍\n\+ {4}two␍/)
  })
})

describe('the same edit in many objects', () => {
  it('case 28: is one group with every member counted, named and digested, and one with another change stays outside', async () => {
    const names = Array.from({ length: 48 }, (_, index) => `c${index}`)
    const labelled = (version: string, data: Readonly<Record<string, string>> = {}) =>
      chart(
        ...names.map((name) =>
          configMap(name, name === 'c7' ? data : {}, {}, { labels: { 'helm.sh/chart': version } }),
        ),
      )
    await using scene = await openScene(helmOf(3), labelled('web-1.8.0'), { bare: true })
    await install(scene)
    await scene.write(labelled('web-1.8.1', { a: 'b' }))
    const { plan } = await scene.rehearse()
    expect(plan.queries).toHaveLength(48)
    const groups = new Map(plan.queries.map(({ object, group }) => [object.name, group]))
    expect(groups.get('c7')).toBeNull()
    expect(new Set(names.filter((name) => name !== 'c7').map((name) => groups.get(name))).size).toBe(1)
    expect(new Set(plan.queries.map(({ digest }) => digest)).size).toBe(48)
    const shown = renderSurface(surfaceOf(plan)).join('\n')
    expect(shown).toMatch(/\| 1-47 \| \*\*update\*\* `metadata\.labels\S*` in 47 objects/)
    for (const { digest, object } of plan.queries) {
      expect(shown).toContain(digest)
      expect(shown).toContain(`\`${object.name}\``)
    }
  })
})

describe('a manifest that is formatted anew', () => {
  it('case 48: gives no query, as when helm 4 goes on with a release of helm 3; the plan names the helm that was used', async () => {
    await using scene = await openScene(helmOf(3), { 'chart/templates/web.yaml': web }, { bare: true })
    await install(scene)
    const formatted = `"data":\n    "text": |\n        a\n        b\n    "greeting": !!str hello\n"kind": ConfigMap\n"metadata":\n    "labels":\n        "app": "web"\n    "name": 'web'\n"apiVersion": v1\n`
    const files = { 'chart/templates/web.yaml': formatted }
    await using next = await openScene(helmOf(4), files, { bare: true, namespace: scene.namespace })
    const { plan } = await next.rehearse()
    expect(plan.queries).toEqual([])
    expect(plan.createdBy.helm).toMatch(/^v4\./)
    expect((await scene.rehearse()).plan.createdBy.helm).toMatch(/^v3\./)
  })

  it('case 48: by a post-renderer is refused before start, since it is a program that nobody approved', async () => {
    await using scene = await openScene(helmOf(4), { 'chart/templates/web.yaml': web }, { bare: true })
    expect(await codeOf(scene.rehearse({ inputs: { helmArgs: '--post-renderer tidy' } }))).toBe('E_HELM_FLAG')
  })
})
