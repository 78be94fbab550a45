import { describe, expect, it } from '@jest/globals'
import { findSurfaces } from '../../src/review/findSurfaces.ts'
import type { OwnComment } from '../../src/review/Remark.ts'
import { idOf, own, query, second, surface } from './scene.ts'

const small = [query('web', 'a'), query('api', 'b')]
const large = Array.from({ length: 30 }, (_, n) =>
  query(`web-${n}`, 'a', {
    diff: Array.from({ length: 90 }, (_line, line) => `+line ${line} of ${n}: ${'x'.repeat(30)}`).join('\n'),
  }),
)

const read = (comments: readonly OwnComment[]) =>
  findSurfaces(comments).map((found) => ({ planId: found.planId, queries: found.surface?.queries.length ?? null }))

describe('surfaces', () => {
  it('are found among other comments, with the second of their last comment', () => {
    const comments = [own('hello', 1), ...surface('e', small, 5), own('**status**', 9)]
    expect(findSurfaces(comments)).toMatchObject([{ planId: idOf('e'), sealedAt: second(5) }])
    expect(read(comments)).toEqual([{ planId: idOf('e'), queries: 2 }])
  })

  it('are found over several comments, with others between them', () => {
    const parts = surface('e', large, 5)
    expect(parts.length).toBeGreaterThan(2)
    const [first, ...rest] = parts
    const comments = first === undefined ? [] : [first, own('noise', 5), ...rest]
    expect(read(comments)).toEqual([{ planId: idOf('e'), queries: 30 }])
    expect(findSurfaces(comments)[0]?.sealedAt).toBe(parts.at(-1)?.at)
  })

  it('are told apart, also two of one plan', () => {
    const comments = [...surface('e', small, 1), ...surface('d', small, 2), ...surface('e', small, 3)]
    expect(read(comments).map(({ planId }) => planId)).toEqual([idOf('e'), idOf('d'), idOf('e')])
    expect(read(comments).every(({ queries }) => queries === 2)).toBe(true)
  })

  const parts = surface('e', large, 5)
  const [first, second_, ...rest] = parts
  const both = first === undefined || second_ === undefined ? [] : [first, second_]
  const lie = (comment: OwnComment): OwnComment => ({
    ...comment,
    body: comment.body.replace('line 1 of', 'line 0 of'),
  })
  it.each<[string, readonly OwnComment[]]>([
    ['the first comment is missing', parts.slice(1)],
    ['the last comment is missing', parts.slice(0, -1)],
    ['one in the middle is missing', parts.toSpliced(1, 1)],
    ['one is there twice', [...both, ...both.slice(1), ...rest]],
    ['the order is another', [...both.toReversed(), ...rest]],
    ['one was edited, even if it looks the same', parts.with(1, { ...both[1], edited: true } as OwnComment)],
    ['one holds another text', both[0] === undefined ? [] : parts.with(0, lie(both[0]))],
    [
      'it is that of another plan under this plan’s id',
      surface('d', small, 1).map((each) => ({ ...each, body: each.body.replaceAll(idOf('d'), idOf('e')) })),
    ],
    [
      'the mark names another plan than the model',
      surface('e', small, 1).map((each) => ({
        ...each,
        body: each.body.replace(`surface 1 ${idOf('e')}`, `surface 1 ${idOf('d')}`),
      })),
    ],
    ['somebody wrote below it', surface('e', small, 1).map((each) => ({ ...each, body: `${each.body}\nhi` }))],
    ['somebody wrote above it', surface('e', small, 1).map((each) => ({ ...each, body: `hi\n\n${each.body}` }))],
  ])('say nothing where %s', (_what, comments) => {
    for (const { queries } of read(comments)) expect(queries).toBeNull()
  })

  it('stand beside a copy of their last comment, which is a broken surface of its own', () => {
    expect(read([...parts, ...parts.slice(-1)]).map(({ queries }) => queries)).toEqual([30, null])
  })
})
