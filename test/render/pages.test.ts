import { describe, expect, it, test } from '@jest/globals'
import fc from 'fast-check'
import { escapeHtml } from '../../src/render/escapeHtml.ts'
import { renderReport } from '../../src/render/renderReport.ts'
import { paintWith, renderTerminal } from '../../src/render/renderTerminal.ts'
import { valueText } from '../../src/render/valueText.ts'
import { hostilePlan, hostileText } from './hostile.ts'
import { planOf, queryOf } from './queryOf.ts'

const plain = paintWith(false)

/** Every tag of a page, its attributes left out. */
const tagsOf = (page: string): string[] => [...page.matchAll(/<\/?([a-zA-Z0-9!-]+)/g)].map(([, name]) => name ?? '')

const TAGS = new Set(
  '!doctype html head meta title style body header h1 p code nav ol li a b span main section details summary pre h2 ul div table tbody tr td ins del svg path label input'.split(
    ' ',
  ),
)

describe('the report', () => {
  it('holds no tag, script or attribute of a manifest', () => {
    fc.assert(
      fc.property(hostilePlan, hostileText, (plan, witness) => {
        const page = renderReport(plan, witness)
        expect([...new Set(tagsOf(page))].filter((tag) => !TAGS.has(tag.toLowerCase()))).toEqual([])
        expect(page).not.toMatch(/<[^>]*(?:\son[a-z]+=|javascript:)|<!--/i)
        expect(page.match(/<section id="query-/g) ?? []).toHaveLength(plan.queries.length)
      }),
      { numRuns: 200 },
    )
  })

  it('forbids all that is not its own style, and needs nothing from elsewhere', () => {
    const page = renderReport(planOf([queryOf()]), null)
    expect(page).not.toContain('identity level')
    expect(renderReport(planOf([queryOf()]), null, 'L2')).toContain('not verified · identity level L2</p>')
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(page).not.toMatch(/https?:\/\//)
    expect(page).not.toContain('<script')
  })

  it('has a section and a line of contents for every query, by number', () => {
    const page = renderReport(planOf([queryOf(), queryOf({ verb: 'delete' }), queryOf()]), null)
    for (const number of [1, 2, 3]) {
      expect(page).toContain(`<a href="#query-${number}">`)
      expect(page).toContain(`<section id="query-${number}"`)
    }
    expect(page).toContain('<title>web → production: 3 queries</title>')
    expect(page).toContain('9 requests seen, 1 change something, 0 refused, 0 not verified')
  })

  it('shows a diff as it is, even where it speaks of the page’s own names', () => {
    const page = renderReport(
      planOf([queryOf({ diff: '@@ -1,1 +1,1 @@\n-a: query-1\n+a: query-1-$&\n\\ No newline' })]),
      null,
    )
    expect(page).toContain('>a: query-1<')
    expect(page).toContain('>a: query-1<ins>-$&amp;</ins><')
    expect(page).toContain('No newline')
  })

  it('shows what the cluster and the gate say', () => {
    const page = renderReport(
      planOf([
        queryOf({
          cluster: { verified: false, reason: 'not <asked>', refusal: 'no & never', sideEffects: [] },
          unapprovable: { code: 'E_UNSTABLE', message: 'random' },
        }),
      ]),
      'diff <of> the witness',
    )
    for (const text of [
      'not &#60;asked&#62;',
      'no &#38; never',
      'Cannot be approved: random',
      'diff &#60;of&#62; the witness',
    ]) {
      expect(page).toContain(text)
    }
  })

  it('shows a very large diff as plain text', () => {
    const page = renderReport(planOf([queryOf({ diff: '+<b>x\n'.repeat(50_000) })]), null)
    expect(page).toContain('<pre>+&#60;b&#62;x\n')
    expect(page).not.toContain('<b>x')
  })
})

test('text in HTML is never read as HTML', () => {
  expect(escapeHtml(`<a href="x" onclick='y'>&\`\u202e`)).toBe(
    '&#60;a href=&#34;x&#34; onclick=&#39;y&#39;&#62;&#38;&#96;&#60;U+202E&#62;',
  )
})

describe('the terminal', () => {
  it('shows the list', () => {
    const plan = planOf([
      queryOf({ risks: ['scale-down'] }),
      queryOf({ verb: 'blocked', changes: [], diff: '', cluster: { ...queryOf().cluster, refusal: 'no' } }),
      queryOf({ changes: [], diff: '', unapprovable: { code: 'E_UNSTABLE', message: 'random' } }),
    ])
    expect(renderTerminal({ ...plan, warnings: [{ code: 'W_X', message: 'careful' }] }, plain)).toBe(
      [
        'web → production: 3 queries',
        `web 1.0.0 → 1.1.0 · revision 6 → 7 · plan ${'f'.repeat(32)}`,
        '9 requests seen, 8 change something, 0 refused, 0 not verified',
        'careful [W_X]',
        '',
        '  1  update Deployment web  scale-down',
        '     spec.replicas: 2 → 3',
        '     @@ -1,2 +1,2 @@',
        '      spec:',
        '     -  replicas: 2',
        '     +  replicas: 3',
        '',
        '  2  blocked Deployment web',
        '     no',
        '',
        '  3  update Deployment web',
        '     random [E_UNSTABLE]',
      ]
        .join('\n')
        .replace('8 change', '1 change'),
    )
  })

  it('colours only when asked', () => {
    expect(paintWith(true)('red', 'x')).toBe('\u001b[31mx\u001b[0m')
    expect(renderTerminal(planOf([queryOf()]), plain)).not.toContain('\u001b')
  })

  it('prints no escape and no workflow command of a manifest, wherever it stands', () => {
    fc.assert(
      fc.property(hostilePlan, (plan) => {
        expect(renderTerminal(plan, plain)).not.toMatch(/::|##\[|\p{Cf}|(?![\n\t])\p{Cc}/u)
      }),
      { numRuns: 300 },
    )
  })
})

test.each([
  [3, '3'],
  ['x', '"x"'],
  [9007199254740993n, '9007199254740993'],
  [null, 'null'],
  ['a\nb', '(2 lines of text)'],
  ['x'.repeat(121), '(1 line of text)'],
  [{ a: [1] }, '{"a":[1]}'],
  [Array(200).fill(1) as number[], '(list of 200)'],
  [{ a: 'x'.repeat(200) }, '(object)'],
])('the value %j is %s on one line', (value, text) => {
  expect(valueText(value)).toBe(text)
})
