// Much of everything: objects, lines, bytes.
import { describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { parseSurface } from '../../src/render/parseSurface.ts'
import { renderReport } from '../../src/render/renderReport.ts'
import { renderSurface } from '../../src/render/renderSurface.ts'
import { surfaceOf } from '../../src/render/Surface.ts'
import { configMap } from '../corpus/configMap.ts'
import { objectOf } from '../corpus/objectOf.ts'
import { codeOf, inShort, openScene } from '../helm/Scene.ts'
import { digestOf, planOf, queryOf } from '../render/queryOf.ts'
import { chart } from './chart.ts'
import { helmOf } from './helmOf.ts'
import { install } from './install.ts'

describe('a chart', () => {
  it('case 31: whose release is larger than a record may be is refused before anything is written', async () => {
    const big = configMap('big', { text: '{{ randAlphaNum 1500000 }}' })
    await using scene = await openScene(helmOf(3), chart(big), { bare: true })
    expect(await codeOf(scene.rehearse())).toBe('E_RELEASE_SIZE')
    // What is large but can be packed is no such thing.
    await scene.write(chart(configMap('big', { text: '{{ repeat 300000 .Release.Name }}' })))
    expect(inShort((await scene.rehearse()).plan.queries)).toEqual(['create ConfigMap big'])
  })

  it('case 32: with binary data shows its size and digest, before and after', async () => {
    const blobs = ['one blob', 'another blob'].map((text) => Buffer.from(`\u0000${text}`))
    const binary = (blob: Buffer | undefined) =>
      objectOf('v1', 'ConfigMap', 'web', { binaryData: { blob: blob?.toString('base64') } })
    await using scene = await openScene(helmOf(4), chart(binary(blobs[0])), { bare: true })
    await install(scene)
    await scene.write(chart(binary(blobs[1])))
    const { plan } = await scene.rehearse()
    const [was, will] = blobs.map(
      (blob) => `(${blob.length} bytes, sha256:${createHash('sha256').update(blob).digest('hex')})`,
    )
    expect(plan.queries[0]?.diff).toContain(`-  blob: ${was}\n+  blob: ${will}`)
  })

  it('case 33: with a very long line of JSON shows the one member that changes, within a second', async () => {
    const dashboard = (title: string): string =>
      JSON.stringify({
        panels: Array.from({ length: 6000 }, (_, id) => ({
          id,
          title: id === 3000 ? title : `panel ${id}`,
          type: 'graph',
        })),
      })
    expect(dashboard('').length).toBeGreaterThan(250_000)
    const named = (title: string) => configMap('web', { 'dashboard.json': dashboard(title) })
    await using scene = await openScene(helmOf(3), chart(named('old')), { bare: true })
    await install(scene)
    await scene.write(chart(named('new')))
    const { plan } = await scene.rehearse()
    const { diff } = plan.queries[0] ?? { diff: '' }
    expect(diff).toMatch(/-\s+"title": "old",\n\+\s+"title": "new",/)
    expect(diff.split('\n').length).toBeLessThan(20)
    const started = performance.now()
    const bodies = renderSurface(surfaceOf(plan))
    expect(performance.now() - started).toBeLessThan(1000)
    expect(bodies.join('\n').replaceAll(/<!-- .*? -->/gs, '').length).toBeLessThan(10_000)
    expect(parseSurface(bodies)?.digest).toBe(plan.digest)
  })
})

describe('a plan', () => {
  it('case 45: of 1,200 objects is shown whole over several comments, each query once, and comes back from them', () => {
    const queries = Array.from({ length: 1200 }, (_, index) =>
      queryOf({
        digest: digestOf((index % 16).toString(16)),
        object: { group: '', version: 'v1', kind: 'ConfigMap', namespace: 'shop', name: `c${index}` },
        diff: `@@ -1,1 +1,1 @@\n-a: ${index}\n+a: ${index + 1}`,
      }),
    )
    const plan = planOf(queries)
    const bodies = renderSurface(surfaceOf(plan))
    expect(bodies.length).toBeGreaterThan(10)
    for (const body of bodies) expect(Buffer.byteLength(body)).toBeLessThan(60_000)
    const text = bodies.join('\n')
    const blocks = [...text.matchAll(/<summary><b>(\d+) · update ConfigMap (c\d+)<\/b>/g)].map(
      ([, number, name]) => `${number} ${name}`,
    )
    expect(blocks).toEqual(queries.map((_, index) => `${index + 1} c${index}`))
    const rows = [...text.matchAll(/^\| (\d+) \| \*\*update\*\* `ConfigMap` `(c\d+)`/gm)].map(
      ([, number, name]) => `${number} ${name}`,
    )
    expect(rows).toEqual(blocks)
    expect(bodies.at(-1)).toContain(`1200 queries, ${bodies.length} comments, complete`)
    expect(parseSurface(bodies)?.queries).toHaveLength(1200)
    expect(parseSurface(bodies.slice(0, -1))).toBeNull()
    expect(renderReport(plan, null).match(/<section id="query-/g)).toHaveLength(1200)
  }, 30_000)
})
