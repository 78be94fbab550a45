import { describe, expect, it } from '@jest/globals'
import type { Query } from '../../src/plan/Plan.ts'
import { parseSurface } from '../../src/render/parseSurface.ts'
import { renderReport } from '../../src/render/renderReport.ts'
import { renderSurface } from '../../src/render/renderSurface.ts'
import { paintWith, renderTerminal } from '../../src/render/renderTerminal.ts'
import { surfaceOf } from '../../src/render/Surface.ts'
import { digestOf, planOf, queryOf } from './queryOf.ts'

const member = (name: string, letter: string, parts: Partial<Query> = {}): Query =>
  queryOf({
    object: { group: '', version: 'v1', kind: 'ConfigMap', namespace: 'shop', name },
    digest: digestOf(letter),
    changes: [{ path: 'metadata.labels["helm.sh/chart"]', op: 'replace', before: 'web-1', after: 'web-2' }],
    diff: '@@ -1,1 +1,1 @@\n-label: web-1\n+label: web-2',
    group: '2-4',
    ...parts,
  })

const plan = planOf([queryOf({ digest: digestOf('f') }), member('a', 'a'), member('b', 'b'), member('c', 'c')])

const textOf = (of: typeof plan): string => renderSurface(surfaceOf(of)).join('\n')

describe('a group on a surface', () => {
  it('is one row and one block that names every object with its digest and shows the edit once', () => {
    const text = textOf(plan)
    expect(text).toContain(
      '| 2-4 | **update** `metadata.labels["helm.sh/chart"]` in 3 objects | nothing else changes |',
    )
    expect(text).toContain('<b>2-4 · update 3 objects</b>')
    expect(text.match(/\+label: web-2/g)).toHaveLength(1)
    for (const letter of ['a', 'b', 'c']) expect(text).toContain(`digest \`${digestOf(letter)}\``)
    for (const name of ['a', 'b', 'c']) expect(text).toContain(`**update** \`ConfigMap\` \`${name}\``)
    expect(text).toMatch(/\/approve 1 2-4 @[0-9a-f]{32}/)
    expect(parseSurface(renderSurface(surfaceOf(plan)))?.queries).toEqual(plan.queries)
  })

  it.each<[string, Partial<Query>]>([
    ['another value', { changes: [{ path: 'data.a', op: 'replace', before: '1', after: '2' }] }],
    ['another diff', { diff: '@@ -1,1 +1,1 @@\n-label: web-1\n+label: web-3' }],
    ['a verb of its own', { verb: 'delete' }],
    ['a risk of its own', { risks: ['rbac'] }],
    ['a note of its own', { owner: 'nobody' }],
  ])('hides no member with %s, whatever the model claims', (_what, parts) => {
    const forged = planOf([member('a', 'a'), member('b', 'b'), member('c', 'c', parts)])
    const text = textOf(forged)
    expect(text).toMatch(/<b>3 · \w+ ConfigMap c<\/b>/)
    expect(text).toContain('<b>1-2 · update 2 objects</b>')
  })
})

describe('a group elsewhere', () => {
  it('is one entry of the report with all its objects', () => {
    const page = renderReport(plan, null)
    expect(page).toContain('<h2>2-4 · update 3 objects</h2>')
    for (const name of ['a', 'b', 'c']) expect(page).toContain(`ConfigMap ${name}`)
  })

  it('is one entry at the terminal', () => {
    expect(renderTerminal(plan, paintWith(false))).toContain(
      '2-4  update 3 objects: ConfigMap a, ConfigMap b, ConfigMap c',
    )
  })
})
