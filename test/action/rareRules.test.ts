// Codes of the configuration and of what was merged meanwhile: without any cluster.
import { describe, expect, it } from '@jest/globals'
import { planOf, queryOf } from '../render/queryOf.ts'
import { CONFIG, openReview } from './openReview.ts'

const plan = planOf([queryOf()])
const TARGETS = `schemaVersion: 1
targets:
  web: { release: web, chart: charts/web }
`

describe('a target', () => {
  it.each([
    ['that the configuration does not have', TARGETS, 'There are web.'],
    ['where the configuration has none', 'schemaVersion: 1\n', 'Define it there under targets.'],
    ['where there is no configuration', null, 'Define it there under targets.'],
  ])('%s decides nothing', async (_, text, next) => {
    const files = text === null ? {} : { [CONFIG]: text }
    await using review = await openReview({ files, inputs: { target: 'shop' } })
    const end = await review.gate()
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'error', 'reason-code': 'E_TARGET' })
    expect(end.stdout).toContain(next)
  })
})

describe('after the merge', () => {
  it.each([
    [50, 'PENDING'],
    [51, 'E_MERGED_MANY'],
  ])('%d other pull requests since the last deployment end with %s', async (count, code) => {
    await using review = await openReview({ inputs: { 'apply-when': 'after-merge' } })
    for (let other = 0; other < count; other += 1) {
      const title = `other-${other}`
      const commits = [{ oid: other.toString(16).padStart(40, '7'), author: 'bob', message: title }]
      const pull = { author: 'bob', title, headRef: title, baseRef: 'main', commits }
      review.repo.merge(review.repo.openPullRequest(pull), 'bob')
    }
    review.repo.merge(review.number, 'ada')
    const end = await review.publish({ ...plan, release: { ...plan.release, deployedAt: '2020-01-01T00:00:00Z' } })
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': code })
  })
})
