import { expect, it } from '@jest/globals'
import { peopleTable } from '../../src/render/peopleTable.ts'
import type { QueryDecision } from '../../src/review/Decision.ts'
import { needOf, verdictOf } from '../review/decisionOf.ts'
import { queryOf } from './queryOf.ts'

const on = (number: number, parts: Partial<QueryDecision>): QueryDecision => ({
  query: queryOf({ number }),
  state: 'pending',
  needs: [needOf(1)],
  approvals: [],
  rejections: [],
  notCounted: [],
  missing: 1,
  ...parts,
})

it('says who said what of which query', () => {
  const [ann, bob] = [verdictOf('ann'), verdictOf('bob')]
  const dan = { login: 'dan', url: 'https://github.test/dan', why: 'you are the author of this pull request.' }
  const queries = [on(1, { approvals: [ann], notCounted: [dan] }), on(2, { approvals: [ann], rejections: [bob] })]
  expect(peopleTable(queries)?.split('\n')).toEqual([
    '| | 1 | 2 |',
    '|:--|:-:|:-:|',
    '| [`dan`](https://github.test/dan) | not counted |  |',
    '| [`ann`](https://github.test/ann) | approved | approved |',
    '| [`bob`](https://github.test/bob) |  | **rejected** |',
  ])
})

it('is not there for one person, nor where it would be too wide to read', () => {
  const both = { approvals: [verdictOf('ann'), verdictOf('bob')] }
  expect(peopleTable([on(1, { approvals: [verdictOf('ann')] })])).toBeNull()
  expect(peopleTable(Array.from({ length: 20 }, (_, index) => on(index + 1, both)))).not.toBeNull()
  expect(peopleTable(Array.from({ length: 21 }, (_, index) => on(index + 1, both)))).toBeNull()
})
