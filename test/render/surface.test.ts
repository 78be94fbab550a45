import { describe, expect, it, test } from '@jest/globals'
import fc from 'fast-check'
import type { Query } from '../../src/plan/Plan.ts'
import { parsePart, parseSurface } from '../../src/render/parseSurface.ts'
import { queryBlock } from '../../src/render/queryBlock.ts'
import { renderSummary } from '../../src/render/renderSummary.ts'
import { renderSurface } from '../../src/render/renderSurface.ts'
import { planId, surfaceOf } from '../../src/render/Surface.ts'
import type { Surface } from '../../src/render/Surface.ts'
import { hostilePlan } from './hostile.ts'
import { digestOf, planOf, queryOf } from './queryOf.ts'

const lines = (count: number, width = 40): string =>
  Array.from({ length: count }, (_, n) => `+line ${n} ${'x'.repeat(width)}`).join('\n')

const bodiesOf = (queries: readonly Query[], parts: Parameters<typeof planOf>[1] = {}): string[] =>
  renderSurface(surfaceOf(planOf(queries, parts)))

const MAX_BYTES = 60_000

describe('a surface', () => {
  it('comes back from its comments, whatever stands in the plan', () => {
    fc.assert(
      fc.property(hostilePlan, (plan) => {
        const bodies = renderSurface(surfaceOf(plan))
        const back = parseSurface(bodies)
        expect(back === null ? [] : renderSurface(back)).toEqual(bodies)
        expect(back?.queries.map((query) => queryBlock(query, plan.target.name))).toEqual(
          plan.queries.map((query) => queryBlock(query, plan.target.name)),
        )
        for (const body of bodies) expect(Buffer.byteLength(body)).toBeLessThan(MAX_BYTES)
      }),
      { numRuns: 300 },
    )
  })

  const [body = ''] = bodiesOf([queryOf(), queryOf({ verb: 'delete', digest: digestOf('b') })])
  const modelAt = body.lastIndexOf(' 1/1 ')
  const edits = (least: number, most: number) =>
    fc
      .tuple(fc.integer({ min: least, max: most }), fc.constantFrom('', ' ', 'x', '\n', '0', '-', 'Q'), fc.boolean())
      .map(([at, other, insert]) => body.slice(0, at) + other + body.slice(insert ? at : at + 1))
      .filter((changed) => changed !== body)

  it('does not come back with any one byte of what it shows changed, added or taken away', () => {
    fc.assert(
      fc.property(edits(0, modelAt + 4), (changed) => {
        expect(parseSurface([changed])).toBeNull()
      }),
      { numRuns: 1000 },
    )
  })

  it('does not come back with another model, unless all that it shows is the same', () => {
    const visible = body.slice(0, modelAt)
    fc.assert(
      fc.property(edits(modelAt + 5, body.length - 1), (changed) => {
        const surface = parseSurface([changed])
        if (surface !== null) expect(renderSurface(surface).join('').slice(0, modelAt)).toBe(visible)
      }),
      { numRuns: 1000 },
    )
  })

  it('does not come back with comments missing, doubled, moved or added', () => {
    const bodies = bodiesOf(Array.from({ length: 20 }, () => queryOf({ diff: lines(90) })))
    expect(bodies.length).toBeGreaterThan(2)
    expect(parseSurface(bodies)).not.toBeNull()
    for (const others of [
      bodies.slice(1),
      bodies.slice(0, -1),
      bodies.toReversed(),
      [...bodies, 'hi'],
      [],
      bodies.toSpliced(1, 1),
    ]) {
      expect(parseSurface(others)).toBeNull()
    }
  })

  it('says on every comment which part of which plan it is', () => {
    const bodies = bodiesOf(Array.from({ length: 20 }, () => queryOf({ diff: lines(90) })))
    expect(bodies.map((body) => parsePart(body))).toEqual(
      bodies.map((_body, index) => ({
        format: 1,
        planId: 'f'.repeat(32),
        place: index + 1,
        count: bodies.length,
        model: expect.any(String) as unknown,
      })),
    )
    expect(bodies.at(-1)).toContain(`plan \`${'f'.repeat(32)}\`, 20 queries, ${bodies.length} comments, complete`)
    expect(parsePart('hello')).toBeNull()
    expect(planId({ digest: digestOf('f') })).toBe('f'.repeat(32))
  })
})

describe('a forged model', () => {
  const honest = surfaceOf(planOf([queryOf()]))
  const forge = (change: (surface: Record<string, unknown>) => void): string[] => {
    const surface = structuredClone(honest) as unknown as Record<string, unknown>
    change(surface)
    return renderSurface(surface as unknown as Surface)
  }
  const LIE = '12 <details><!--'
  test.each<[string, (surface: Record<string, unknown>) => void]>([
    ['HTML for the number of requests', (surface) => Object.assign(surface['counts'] as object, { requests: LIE })],
    ['HTML for the refused ones', (surface) => Object.assign(surface['counts'] as object, { refused: LIE })],
    [
      'HTML for a revision',
      (surface) => Object.assign(surface['release'] as object, { newest: { revision: LIE, status: '' } }),
    ],
    [
      'HTML for the revision that it starts from',
      (surface) => Object.assign(surface['release'] as object, { baseline: { revision: LIE, status: '' } }),
    ],
    ['HTML for the next revision', (surface) => Object.assign(surface['release'] as object, { next: LIE })],
    ['HTML for a verb', (surface) => Object.assign((surface['queries'] as object[])[0] ?? {}, { verb: LIE })],
    ['HTML for the code of a warning', (surface) => Object.assign(surface, { warnings: [{ code: LIE, message: '' }] })],
    [
      'HTML for the code of a query',
      (surface) =>
        Object.assign((surface['queries'] as object[])[0] ?? {}, { unapprovable: { code: LIE, message: '' } }),
    ],
    [
      'HTML for a weight',
      (surface) =>
        Object.assign((surface['queries'] as object[])[0] ?? {}, {
          hook: { events: [], weight: LIE, deletePolicies: [] },
        }),
    ],
    ['another number', (surface) => Object.assign((surface['queries'] as object[])[0] ?? {}, { number: 2 })],
    ['a fraction for a count', (surface) => Object.assign(surface['counts'] as object, { requests: 1.5 })],
    ['a short digest', (surface) => Object.assign(surface, { digest: `sha256:${'f'.repeat(32)}` })],
    ['another format', (surface) => Object.assign(surface, { format: 2 })],
    ['no target', (surface) => Object.assign(surface, { target: { name: 'x' } })],
  ])('with %s is no surface, although it renders to itself', (_what, change) => {
    let bodies: string[] = []
    try {
      bodies = forge(change)
    } catch {
      // What cannot even be rendered is no surface either.
    }
    expect(parseSurface(bodies)).toBeNull()
  })

  it('is one where nothing is forged', () => {
    expect(parseSurface(forge(() => {}))).toEqual(honest)
  })
})

describe('the size of a comment', () => {
  const fits = (bodies: readonly string[]) => {
    for (const body of bodies) expect(Buffer.byteLength(body)).toBeLessThan(MAX_BYTES)
    expect(parseSurface(bodies)).not.toBeNull()
  }

  test.each<[string, Query[]]>([
    [
      'a thousand queries',
      Array.from({ length: 1000 }, (_, n) => queryOf({ object: { ...queryOf().object, name: `web-${n}` } })),
    ],
    ['one diff of 200,000 characters', [queryOf({ diff: lines(4000) })]],
    ['one line of 100,000 characters', [queryOf({ diff: `+${'x'.repeat(100_000)}` })]],
    ['one line of 50,000 emoji', [queryOf({ diff: `+${'\u{1f600}'.repeat(50_000)}` })]],
    ['a hundred thousand hidden characters', [queryOf({ diff: `+${'\u200b'.repeat(30_000)}` })]],
    [
      'a thousand changes',
      [
        queryOf({
          changes: Array.from({ length: 1000 }, (_, n) => ({
            path: `data.key-${n}`,
            op: 'add',
            after: 'x'.repeat(100),
          })),
        }),
      ],
    ],
    [
      'ten thousand side effects',
      [
        queryOf({
          cluster: { ...queryOf().cluster, sideEffects: Array.from({ length: 10_000 }, (_, n) => `spec.x${n}`) },
        }),
      ],
    ],
    [
      'a live value of 100,000 characters',
      [queryOf({ verb: 'revert', live: [{ path: 'data.x', value: '@acme <b> '.repeat(10_000) }] })],
    ],
    [
      'a long sentence of the cluster',
      [queryOf({ verb: 'blocked', cluster: { ...queryOf().cluster, refusal: 'no '.repeat(20_000) } })],
    ],
    ['a diff of fences', [queryOf({ diff: Array.from({ length: 3000 }, () => '+```````').join('\n') })]],
  ])('is kept with %s', (_what, queries) => {
    fits(bodiesOf(queries))
  })

  it('is kept with long warnings', () => {
    fits(bodiesOf([queryOf()], { warnings: [{ code: 'W_X', message: 'word '.repeat(20_000) }] }))
  })

  it('spreads a query that is too large over several, all of it, part by part', () => {
    const bodies = bodiesOf([queryOf({ diff: lines(2000) })])
    expect(bodies.length).toBeGreaterThan(3)
    const text = bodies.join('\n')
    for (const line of [0, 700, 1999]) expect(text).toContain(`\n+line ${line} x`)
    expect(text).toContain('(part 2 of ')
    expect(text.match(/\n\+line /g)).toHaveLength(2000)
  })

  it('names a thousand queries, each in its table and with its block', () => {
    const bodies = bodiesOf(
      Array.from({ length: 1000 }, (_, n) => queryOf({ object: { ...queryOf().object, name: `web-${n}` } })),
    )
    const text = bodies.join('\n')
    for (const number of [1, 500, 1000]) {
      expect(text).toContain(`\n| ${number} | **update** \`Deployment\` \`web-${number - 1}\` |`)
      expect(text).toContain(`<b>${number} · update Deployment web-${number - 1}</b>`)
    }
  })
})

describe('the lines to copy', () => {
  const end = (queries: readonly Query[]) => bodiesOf(queries).at(-1) ?? ''
  const refused = queryOf({ verb: 'blocked', cluster: { ...queryOf().cluster, refusal: 'no' } })
  const unstable = queryOf({ unapprovable: { code: 'E_UNSTABLE', message: 'random' } })
  const id = 'f'.repeat(32)

  test.each<[string, Query[], string]>([
    [
      'name the queries that can be approved',
      [refused, queryOf(), unstable, queryOf()],
      `/approve 2 4 @${id}\n/reject 2 @${id} the reason`,
    ],
    ['say all where there are many', Array.from({ length: 13 }, () => queryOf()), `/approve all @${id}`],
    ['are none where nothing can be', [refused, unstable], 'Nothing here can be approved.'],
  ])('%s', (_what, queries, text) => {
    expect(end(queries)).toContain(text)
  })

  it('say how many queries delete, and how many the cluster refuses', () => {
    const [body] = bodiesOf([refused, queryOf({ verb: 'delete' }), queryOf()])
    expect(body).toContain(
      '### `web` → `production`: 3 queries need approval, 1 of them deletes something, 1 refused by the cluster',
    )
    expect(body).toContain('\n9 requests seen, 1 change something, 0 refused, 0 not verified.')
    expect(bodiesOf([])[0]).toContain('nothing to approve')
  })
})

describe('the block of a query', () => {
  it('is the same under any number and beside any live value', () => {
    const block = queryBlock(queryOf(), 'web/production')
    expect(queryBlock(queryOf({ number: 77 }), 'web/production')).toBe(block)
    expect(queryBlock(queryOf({ live: [{ path: 'a', value: 1 }] }), 'web/production')).toBe(block)
  })

  it('has a text that no release of this format may change', () => {
    expect(
      queryBlock(
        queryOf({
          risks: ['image', 'hook'],
          hook: { events: ['pre-upgrade'], weight: -5, deletePolicies: [] },
          cluster: { verified: false, reason: 'aggregated', refusal: null, sideEffects: ['spec.a', 'spec.b'] },
          unapprovable: { code: 'E_UNSTABLE', message: 'random' },
        }),
        'web/production',
      ),
    ).toBe(
      [
        '`web/production` · **update** `Deployment` `web` · `apps/v1` · namespace `shop`',
        'hook: `pre-upgrade` · weight -5 · deleted `before-hook-creation` · runs changed or not',
        'risks: `image`, `hook`',
        'not verified by the cluster: `aggregated`',
        'the cluster also changes: `spec.a, spec.b`',
        'cannot be approved [E_UNSTABLE]: `random`',
        '```\nspec.replicas: 2 → 3\n```',
        '```diff\n@@ -1,2 +1,2 @@\n spec:\n-  replicas: 2\n+  replicas: 3\n```',
        `digest \`${digestOf('a')}\``,
      ].join('\n\n'),
    )
  })

  test.each<[string, Partial<Query>, string]>([
    ['another target', {}, 'web/staging'],
    ['another digest', { digest: digestOf('b') }, 'web/production'],
    ['another verb', { verb: 'create' }, 'web/production'],
    ['another object', { object: { ...queryOf().object, namespace: null } }, 'web/production'],
    ['another change', { changes: [] }, 'web/production'],
    ['another diff', { diff: '' }, 'web/production'],
    ['another risk', { risks: ['image'] }, 'web/production'],
  ])('differs with %s', (_what, parts, target) => {
    expect(queryBlock(queryOf(parts), target)).not.toBe(queryBlock(queryOf(), 'web/production'))
  })
})

test('the summary is the surface without its model', () => {
  const summary = renderSummary(planOf([queryOf()]))
  expect(summary).toContain('**update** `Deployment` `web`')
  expect(summary).not.toContain('<!-- helm-query-gate')
  const huge = renderSummary(planOf([queryOf({ diff: lines(20_000, 60) })]))
  expect(huge).toBe('1 queries: too many for a summary; the report shows them all.')
})
