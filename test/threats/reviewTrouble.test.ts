// A GitHub that fails at each call of a run in turn: never approved by it, and healed by the next run.
import { describe, expect, it } from '@jest/globals'
import { PULL_REQUEST } from '../../src/github/pullRequestQuery.ts'
import type { Fault } from '../forge/Faults.ts'
import { CONFIG, openReview } from '../action/openReview.ts'
import type { Review } from '../action/openReview.ts'
import { digestOf, planOf, queryOf } from '../render/queryOf.ts'
import { postAsGate } from './postAsGate.ts'

const plan = planOf([queryOf({ digest: digestOf('a') })])
const ALL = `/approve all @${'f'.repeat(32)}`
const OWNED =
  'schemaVersion: 1\nroles: { sre: { teams: [acme/sre] }, own: { codeowners: true } }\nrequirement: { all: [sre, own] }\n'

/** Every call that a good run made, as faults can be planted at it. */
const placesOf = (transcript: readonly string[]): Fault[] =>
  transcript.map((line, index) => {
    const [method = '', path = ''] = line.split(' ')
    const before = transcript.slice(0, index).filter((other) => other.startsWith(`${method} ${path} `)).length
    return method === 'GraphQL'
      ? { method: 'POST', path: '/graphql', operation: path, after: before }
      : { method, path, after: before }
  })

const FAILURES: readonly (readonly [string, Partial<Fault>])[] = [
  ['403', { status: 403 }],
  ['404', { status: 404 }],
  ['429', { status: 429, headers: { 'retry-after': '600' } }],
  ['500', { status: 500 }],
  ['half an answer', { halfBody: true }],
  ['an answer of nothing', { status: 200, body: {} }],
]

const CODES = /^(E_GITHUB_[A-Z_]+|PENDING|HEAD_MOVED|NO_SURFACE|E_BASE)$/

/** What the result is not: a reaction is a courtesy, which a run is whole without. */
const isCourtesy = ({ path }: Fault): boolean => String(path).endsWith('/reactions')

const good = async (): Promise<{ review: Review; comment: number; places: Fault[] }> => {
  const review = await openReview({
    files: { [CONFIG]: OWNED, CODEOWNERS: '* @alice @bob\n' },
    inputs: { 'github-timeout-seconds': '1' },
    token: (repo) =>
      repo.token({
        permissions: { contents: 'write', issues: 'write', pull_requests: 'write', statuses: 'write', members: 'read' },
      }),
  })
  review.forge.team('acme', 'sre', ['alice', 'bob'])
  postAsGate(review, plan)
  review.repo.comment(review.number, 'bob', ALL)
  const comment = review.repo.comment(review.number, 'alice', ALL)
  await review.gate(comment)
  review.forge.clearTranscript()
  const end = await review.gate(comment)
  if (end.outputs['reason-code'] !== 'APPROVED') throw new Error(end.stdout)
  return { review, comment, places: placesOf(review.forge.transcript) }
}

describe.each(FAILURES)('threat 34: a GitHub that answers with %s', (_what, failure) => {
  it('at each call of the gate in turn: never approved by it, and healed by the next run', async () => {
    const { review, comment, places } = await good()
    await using _ = review
    expect(places.length).toBeGreaterThan(6)
    const wrong: string[] = []
    for (const place of places.filter((each) => !isCourtesy(each))) {
      const name = `${place.method} ${place.operation ?? String(place.path)}`
      review.forge.faults.add({ ...place, ...failure, times: 9 })
      const writes = place.method !== 'GET' && place.path !== '/graphql'
      const { outputs, code } = await review.gate(comment)
      const closed =
        outputs['approved'] === 'false' && outputs['environment'] === '' && CODES.test(outputs['reason-code'] ?? '')
      // A write that GitHub took and whose answer was lost, or says nothing, has been taken.
      const taken = writes && failure.status === 200
      if (!closed && !taken) wrong.push(`${name}: ${outputs['reason-code']} ${code}`)
      review.forge.faults.clear()
    }
    expect(wrong).toEqual([])
    expect((await review.gate(comment)).outputs['reason-code']).toBe('APPROVED')
  })
})

describe('threat 34: a pull request that GitHub gives without', () => {
  it.each(['comments', 'reviews', 'commits', 'timelineItems', 'files'])(
    'its %s: nothing is decided',
    async (missing) => {
      const { review, comment } = await good()
      await using _ = review
      const { forge, repo, number } = review
      const answer = await fetch(`${forge.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${repo.token()}` },
        body: JSON.stringify({ query: PULL_REQUEST, variables: { owner: 'acme', repo: 'shop', number } }),
      })
      const body = JSON.parse(await answer.text())
      body.data.repository.pullRequest[missing] = missing === 'reviews' ? null : {}
      forge.faults.add({ path: '/graphql', operation: 'PullRequest', status: 200, body, times: 9 })
      const { outputs } = await review.gate(comment)
      expect(outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_GITHUB_ANSWER', environment: '' })
    },
  )
})

describe('threat 34: a GitHub that hangs', () => {
  it('at every third call of the gate: never approved, and the run ends', async () => {
    const { review, comment, places } = await good()
    await using _ = review
    // Each takes its time limit several times over; the others are hung in other tests.
    for (const place of places.filter((each, index) => !isCourtesy(each) && index % 3 === 0)) {
      review.forge.faults.add({ ...place, hang: true, times: 9 })
      const { outputs } = await review.gate(comment)
      expect(outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_GITHUB_DOWN', environment: '' })
      review.forge.faults.clear()
    }
    expect((await review.gate(comment)).outputs['reason-code']).toBe('APPROVED')
  })
})
