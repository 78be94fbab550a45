import { describe, expect, it, test } from '@jest/globals'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { codeSpan, fence, quoted, tableCell } from '../../src/render/markdown.ts'
import { renderStatus } from '../../src/render/renderStatus.ts'
import { renderSurface } from '../../src/render/renderSurface.ts'
import { surfaceOf } from '../../src/render/Surface.ts'
import { logLine } from '../../src/text/logLine.ts'
import { visibleText } from '../../src/text/visibleText.ts'
import type { ReasonCode } from '../../src/review/Decision.ts'
import { decisionOf, needOf, verdictOf } from '../review/decisionOf.ts'
import { hostilePlan, hostileQuery, hostileText, tricks } from './hostile.ts'
import { planOf, queryOf } from './queryOf.ts'

const markdown = new MarkdownIt({ html: true, linkify: true })

/** The tags of GitHub's comments that our own texts use, and nothing else. */
const OWN_HTML = [
  /^<details(?: open)?><summary><b>[^<>@]*<\/b><\/summary>\n?$/,
  /^<details><summary>Who counted, who did not, who could still<\/summary>\n?$/,
  /^<\/?sub>$/,
  /^<details><summary>Not counted \(\d+\)<\/summary>\n?$/,
  /^<\/details>\n?$/,
  /^<!-- helm-query-gate:surface \d+ [0-9a-f]{32} \d+\/\d+ [A-Za-z0-9+/=]* -->$/,
  /^<!-- helm-query-gate:status -->$/,
]

const REASONS: readonly ReasonCode[] = ['PENDING', 'REJECTED', 'OVERRIDDEN', 'APPROVED', 'UNAPPROVABLE']

/** What of a text is not inside code: its HTML, and its plain words. */
const outsideCode = (text: string): { html: string[]; words: string; kinds: Set<string> } => {
  const found: { html: string[]; words: string; kinds: Set<string> } = { html: [], words: '', kinds: new Set() }
  for (const token of markdown.parse(text, {})) {
    if (token.type === 'html_block') found.html.push(token.content)
    for (const child of token.children ?? []) {
      if (child.type === 'html_inline') found.html.push(child.content)
      if (child.type === 'text') found.words += `${child.content}\n`
      found.kinds.add(child.type)
    }
    found.kinds.add(token.type)
  }
  return found
}

const isHonest = (text: string): void => {
  const { html, words, kinds } = outsideCode(text)
  for (const each of html) expect(OWN_HTML.some((pattern) => pattern.test(each))).toBe(true)
  expect(words).not.toMatch(/[<>@]|::|##\[/)
  expect([...kinds].filter((kind) => /image|blockquote|list|hr|code_block/.test(kind))).toEqual([])
}

describe('code spans and fences', () => {
  it('hold any text, and nothing of it is read as anything else', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const [span] = markdown.parseInline(codeSpan(text), {})[0]?.children ?? []
        expect(span?.type).toBe('code_inline')
        expect(markdown.parseInline(codeSpan(text), {})[0]?.children).toHaveLength(1)
        const [block, ...others] = markdown.parse(fence('diff', text), {})
        expect([block?.type, block?.info, block?.content, others.length]).toEqual([
          'fence',
          'diff',
          `${visibleText(text)}\n`,
          0,
        ])
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['plain', 'web', '`web`'],
    ['a backtick inside', 'a`b', '``a`b``'],
    ['a backtick at the end', 'a`', '`` a` ``'],
    ['nothing', '', '`  `'],
    ['a line end', 'a\nb', '`a↵b`'],
    ['a hidden character', 'a\u202eb', '`a<U+202E>b`'],
  ])('of %s', (_what, text, span) => {
    expect(codeSpan(text)).toBe(span)
  })

  it('fences are longer than any run inside', () => {
    expect(fence('', 'x\n````\ny')).toBe('`````\nx\n````\ny\n`````')
  })

  it('long texts and those of several lines stand in a fence', () => {
    expect(quoted('short')).toBe(' `short`')
    expect(quoted('a\nb')).toBe('\n\n```\na\nb\n```')
    expect(quoted('x'.repeat(1001))).toBe(`\n\n\`\`\`\n${'x'.repeat(1001)}\n\`\`\``)
  })

  it('cells hold any text and stay one cell', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (one, two) => {
        const table = `| a | b |\n|--|--|\n| ${tableCell(codeSpan(one))} | ${tableCell(codeSpan(two))} |`
        const cells = markdown.parse(table, {}).filter(({ type }) => type === 'td_open')
        expect(cells).toHaveLength(2)
      }),
      { numRuns: 500 },
    )
  })
})

describe('nothing of a manifest stands outside code', () => {
  it('on a surface', () => {
    fc.assert(
      fc.property(hostilePlan, (plan) => {
        for (const body of renderSurface(surfaceOf(plan))) isHonest(body)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    [
      'in a long live value',
      { verb: 'revert' as const, live: [{ path: 'data.x', value: '@acme/owners <img src=x> '.repeat(3000) }] },
    ],
    [
      'in a long list of paths',
      { cluster: { ...queryOf().cluster, sideEffects: Array(5000).fill('spec["@acme <b>"]') as string[] } },
    ],
    ['in a long reason', { unapprovable: { code: 'E_UNSTABLE', message: '@acme <b> `'.repeat(3000) } }],
    ['in a long diff', { diff: Array(3000).fill('+@acme <b> ```').join('\n') }],
    ['in one endless line', { diff: `+${'@acme <b> ``` '.repeat(9000)}` }],
    [
      'in a long refusal',
      { verb: 'blocked' as const, cluster: { ...queryOf().cluster, refusal: '@acme <b>\n```\n'.repeat(3000) } },
    ],
  ])('%s that spans comments', (_what, parts) => {
    const bodies = renderSurface(surfaceOf(planOf([queryOf(parts)])))
    expect(bodies.length).toBeGreaterThan(1)
    for (const body of bodies) isHonest(body)
  })

  it('on a surface that is cut, behind a name that begins as a fence does', () => {
    const name = '````diff\n+x\n````'
    const long = queryOf({ diff: '<b>@acme</b>\n'.repeat(4000) })
    const { target } = planOf([])
    const bodies = renderSurface(surfaceOf(planOf([long], { target: { ...target, name } })))
    expect(bodies.length).toBeGreaterThan(1)
    for (const body of bodies) isHonest(body)
  })

  it('in a long warning', () => {
    const warnings = [{ code: 'W_X', message: '@acme <b> `'.repeat(5000) }]
    for (const body of renderSurface(surfaceOf(planOf([], { warnings })))) isHonest(body)
  })

  it('in the status comment', () => {
    fc.assert(
      fc.property(
        fc.array(hostileQuery, { maxLength: 3 }),
        hostileText,
        fc.constantFrom(...REASONS),
        (queries, text, reason) => {
          const needs = [{ ...needOf(2), could: [text], unknown: [text], of: text }]
          const who = { login: 'bob', url: 'https://github.test/r' }
          const decision = decisionOf(
            queries.map((query, index) => ({
              query: { ...query, number: index + 1 },
              state: 'pending' as const,
              needs,
              approvals: [],
              rejections: [verdictOf('bob', { reason: text })],
              notCounted: [{ ...who, why: text }],
              missing: 1,
            })),
            {
              reason,
              remarks: [{ remark: 'r', login: 'bob', counted: false, sentences: [`Not counted: ${text}`] }],
              held: [text],
              notes: [text],
              rules: [text],
              override: verdictOf('bob', { reason: text }),
            },
          )
          const context = { target: text, namespace: text, planId: 'f'.repeat(32), applied: null, level: 'L1' as const }
          const { html, words } = outsideCode(renderStatus(decision, context))
          for (const each of html) expect(OWN_HTML.some((pattern) => pattern.test(each))).toBe(true)
          expect(words).not.toMatch(/[<>@]|::|##\[/)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('text that is made visible', () => {
  it('shows every character that a reader would not see', () => {
    const hidden: string[] = []
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code)
      const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}\u2800\u3164]/u.test(
        character,
      )
      if (invisible && !/[ \n\t]/.test(character) && visibleText(character) === character)
        hidden.push(code.toString(16))
    }
    expect(hidden).toEqual([])
  })

  test.each([
    ['a\rb', 'a␍b'],
    ['\u202eabc', '<U+202E>abc'],
    ['a\u{e0041}', 'a<U+E0041>'],
    ['\u001b[31m', '<U+001B>[31m'],
    ['\ud800', '<U+D800>'],
    ['a\u00a0b', 'a<U+00A0>b'],
    ['über 日本 \u{1f600}\n\tx', 'über 日本 \u{1f600}\n\tx'],
  ])('%j is %s', (text, shown) => {
    expect(visibleText(text)).toBe(shown)
  })

  test.each([
    ['::error::x', ': :error: :x'],
    [':::set-output', ': : :set-output'],
    ['a ##[group]b', 'a # #[group]b'],
    ['###[x]', '## #[x]'],
    ['one\n  two\r\n::three', 'one two : :three'],
    ['\u001b[2J', '<U+001B>[2J'],
  ])('%j is %j in a log', (text, line) => {
    expect(logLine(text)).toBe(line)
  })

  it('is one line without any command, whatever it was', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tricks, ':', '#', '[', '##', '\n', ' '), { maxLength: 8 }), (parts) => {
        expect(logLine(parts.join(''))).not.toMatch(/::|##\[|\n|\p{Cc}/u)
      }),
      { numRuns: 2000 },
    )
  })
})
