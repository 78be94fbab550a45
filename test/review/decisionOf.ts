import type { CountedVerdict, Decision, QueryDecision } from '../../src/review/Decision.ts'
import type { Need } from '../../src/review/Need.ts'

/** Somebody's verdict that counts. */
export const verdictOf = (login: string, parts: Partial<CountedVerdict> = {}): CountedVerdict => ({
  login,
  id: 7,
  remark: 'r',
  url: `https://github.test/${login}`,
  at: '2026-01-01T00:00:00Z',
  reason: 'no',
  ...parts,
})

/** A requirement of one role, filled by so many. */
export const needOf = (
  count: number,
  by: readonly CountedVerdict[] = [],
  of = 'people with write access',
): Extract<Need, { kind: 'count' }> => ({
  kind: 'count',
  of,
  count,
  by,
  missing: count - by.length,
  could: [],
  unknown: [],
})

/** A decision with these queries; what is not said is nothing. */
export const decisionOf = (queries: readonly QueryDecision[], parts: Partial<Decision> = {}): Decision => ({
  state: 'pending',
  reason: 'PENDING',
  queries,
  remarks: [],
  held: [],
  rejections: [],
  override: null,
  rules: [],
  notes: [],
  ...parts,
})
