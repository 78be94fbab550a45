import { expect, it } from '@jest/globals'
import { renderStatus, STATUS_MARK } from '../../src/render/renderStatus.ts'
import type { QueryDecision } from '../../src/review/Decision.ts'
import { decisionOf, needOf, verdictOf } from '../review/decisionOf.ts'
import { queryOf } from './queryOf.ts'

const context = {
  target: 'web/production',
  namespace: 'shop',
  planId: 'f'.repeat(32),
  applied: null,
  level: 'L1',
} as const

const queries = (count: number): QueryDecision[] =>
  Array.from({ length: count }, (_, index) => ({
    query: queryOf({ number: index + 1, object: { ...queryOf().object, name: `an-object-with-a-long-name-${index}` } }),
    state: 'pending',
    needs: [needOf(2, [verdictOf(`person-${index % 7}`)])],
    approvals: [verdictOf(`person-${index % 7}`)],
    rejections: [],
    notCounted: [],
    missing: 1,
  }))

it.each([1, 100, 400, 1000, 5000])('a status of %i queries fits into a comment, and says what to do', (count) => {
  const text = renderStatus(decisionOf(queries(count)), context)
  expect(text.length).toBeLessThanOrEqual(65_536)
  expect(text).toContain(`0 of ${count} approved`)
  expect(text).toContain('Look at the list, then copy: `/approve 1')
  expect(text.endsWith(STATUS_MARK)).toBe(true)
  expect(text.includes('| # | Query |')).toBe(!text.includes('too many queries'))
})

it('fits where every second query of thousands is open', () => {
  const half = queries(9999).map((each, index): QueryDecision =>
    index % 2 === 0 ? each : { ...each, state: 'approved' },
  )
  const text = renderStatus(decisionOf(half), context)
  expect(text.length).toBeLessThanOrEqual(65_536)
  expect(text).toContain('4999 of 9999 approved · still needs 1 of people with write access for 5000 queries')
  expect(text).toContain(`copy: \`/approve all @${'f'.repeat(32)}\``)
})

it('fits with thousands of remarks that did not count', () => {
  const remarks = Array.from({ length: 3000 }, (_, index) => ({
    remark: `r${index}`,
    login: `person-${index}`,
    counted: false,
    sentences: ['Not counted: deciding needs the right to write to this repository.'],
  }))
  const text = renderStatus(decisionOf(queries(3), { remarks }), context)
  expect(text.length).toBeLessThanOrEqual(65_536)
  expect(text).toContain('too many queries and remarks for one comment')
})
