import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { approvedIn } from './liveModel.ts'
import { livedTimelines } from './livedTimelines.ts'
import { playTimeline } from './playTimeline.ts'

const TIMELINES = Number(process.env['TIMELINES'] ?? 6000)

it(`never approves what the obvious model would not, in ${TIMELINES} lives of pull requests`, () => {
  const seen = { approved: 0, whole: 0, kept: 0, open: 0 }
  fc.assert(
    fc.property(livedTimelines, (timeline) => {
      const decision = playTimeline(timeline)
      const expected = new Set<string>(approvedIn(timeline))
      const approved = decision.queries.filter(({ state }) => state === 'approved')
      for (const { query } of approved) expect(expected).toContain(query.object.name)
      expect(decision.state === 'approved').toBe(approved.length === decision.queries.length)
      seen.approved += approved.length
      seen.whole += decision.state === 'approved' ? 1 : 0
      seen.open += expected.size - approved.length
      seen.kept += decision.rejections.length
    }),
    { numRuns: TIMELINES },
  )
  // The timelines must be worth something: many end in approvals, many in rejections, and it is seldom stricter.
  expect(Math.min(seen.approved, seen.whole, seen.kept)).toBeGreaterThan(TIMELINES / 50)
  expect(seen.open).toBeLessThan(seen.approved / 10)
}, 120_000)
