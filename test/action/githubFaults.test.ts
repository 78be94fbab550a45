import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import { makePlan } from '../../src/plan/makePlan.ts'
import { stringifyJson } from '../../src/json/stringifyJson.ts'
import { cluster } from '../real/cluster.ts'
import { largeFacts } from './largeFacts.ts'
import { openDesk } from './openDesk.ts'
import { runBundle } from './runBundle.ts'
import type { BundleEnd } from './runBundle.ts'
import { smallFacts } from './smallFacts.ts'
import { surfacesOn } from './surfacesOn.ts'

const { plan } = makePlan(smallFacts)

const CODES: Readonly<Record<string, string>> = {
  401: 'E_GITHUB_TOKEN',
  403: 'E_GITHUB_FORBIDDEN',
  404: 'E_GITHUB_NOT_FOUND',
  422: 'E_GITHUB_REFUSED',
  429: 'E_GITHUB_LIMIT',
  500: 'E_GITHUB_DOWN',
}

const READS = [
  { what: 'the pull request', fault: { path: '/graphql', operation: 'PullRequest' } },
  { what: 'the comments', fault: { method: 'GET', path: /\/issues\/\d+\/comments/ } },
  { what: 'the head', fault: { path: '/graphql', operation: 'Head' } },
  { what: 'a permission', fault: { method: 'GET', path: /\/permission$/ } },
]
const WRITES = [
  { what: 'the status comment', fault: { method: 'PATCH', path: /\/issues\/comments\/\d+$/ } },
  { what: 'the commit status', fault: { method: 'POST', path: /\/statuses\// } },
]

const expectClosed = (end: BundleEnd, code: string): void => {
  expect(end.outputs).toMatchObject({ approved: 'false', decision: 'error', 'reason-code': code, environment: '' })
  expect(end.code).toBe(1)
  expect(end.stdout.match(/^::error::.*$/gm)).toEqual([expect.stringContaining(`[${code}]`)])
}

describe.each([...READS, ...WRITES])('GitHub fails at $what', ({ what, fault }) => {
  it.concurrent.each(Object.keys(CODES))('with %s: the gate stays closed and says so', async (status) => {
    const desk = await openDesk()
    await using _ = desk.forge
    const comment = desk.repo.comment(desk.number, 'alice', `/approve all @${plan.digest.slice(7, 39)}`)
    desk.forge.faults.add({ ...fault, status: Number(status), times: 9 })
    const end = await desk.run({ command: 'auto' }, comment)
    // "Not found" for a person means that this person has no rights here: an answer, not a failure.
    if (what === 'a permission' && status === '404')
      expect(end.outputs).toMatchObject({ approved: 'false', decision: 'pending' })
    else expectClosed(end, CODES[status] ?? '')
  })

  it.concurrent.each(['hang', 'reset'] as const)('by %s: the gate stays closed and says so', async (kind) => {
    const desk = await openDesk()
    await using _ = desk.forge
    const comment = desk.repo.comment(desk.number, 'alice', `/approve all @${plan.digest.slice(7, 39)}`)
    desk.forge.faults.add({ ...fault, [kind]: true, times: 9 })
    expectClosed(await desk.run({ command: 'auto' }, comment), 'E_GITHUB_DOWN')
  })
})

describe('GitHub fails for a moment', () => {
  it.concurrent('a read that fails once is tried again', async () => {
    const desk = await openDesk()
    await using _ = desk.forge
    const comment = desk.repo.comment(desk.number, 'alice', `/approve all @${plan.digest.slice(7, 39)}`)
    desk.forge.faults.add({ path: '/graphql', operation: 'PullRequest', status: 502 })
    expect((await desk.run({ command: 'auto' }, comment)).outputs).toMatchObject({
      approved: 'true',
      decision: 'approved',
      environment: 'production',
    })
  })

  it.concurrent('a failed reaction never hides the result', async () => {
    const desk = await openDesk()
    await using _ = desk.forge
    const comment = desk.repo.comment(desk.number, 'alice', `/approve all @${plan.digest.slice(7, 39)}`)
    desk.forge.faults.add({ method: 'POST', path: /\/reactions$/, status: 403, times: 9 })
    expect((await desk.run({ command: 'auto' }, comment)).outputs['approved']).toBe('true')
  })

  it.concurrent('a head that moves while it is evaluated gives no decision', async () => {
    const desk = await openDesk()
    await using _ = desk.forge
    const comment = desk.repo.comment(desk.number, 'alice', `/approve all @${plan.digest.slice(7, 39)}`)
    const commits = [{ oid: 'e'.repeat(40), author: 'ada', message: 'sneaked in' }]
    desk.forge.faults.add({ path: '/graphql', operation: 'Head', before: () => desk.repo.push(desk.number, commits) })
    expect((await desk.run({ command: 'auto' }, comment)).outputs).toMatchObject({
      approved: 'false',
      'reason-code': 'HEAD_MOVED',
    })
  })
})

describe('publishing breaks off', () => {
  it.concurrent('leaves no list that counts, shows the failure, and is healed by the next run', async () => {
    const desk = await openDesk({ facts: largeFacts })
    await using _ = desk.forge
    const shown = (): string[] => desk.repo.comments(desk.number).map(({ body }) => body)
    const [whole] = surfacesOn(desk.repo.comments(desk.number))
    expect(whole?.comments.length).toBeGreaterThan(1)

    const next = makePlan({ ...largeFacts, digestKey: 'another', record: { ...largeFacts.record, revision: 2 } }).plan
    await writeFile(
      desk.planFile,
      stringifyJson({ ...next, queries: next.queries, digest: `sha256:${'7'.repeat(64)}` }),
    )
    desk.forge.faults.add({ method: 'POST', path: /\/issues\/\d+\/comments$/, after: 1, status: 500, times: 9 })
    expectClosed(await desk.run({ command: 'publish' }), 'E_GITHUB_DOWN')
    expect(desk.repo.statuses('c'.repeat(40)).at(-1)).toMatchObject({
      state: 'error',
      context: 'helm-query-gate/web/production',
    })
    const broken = surfacesOn(desk.repo.comments(desk.number)).at(-1)
    expect(broken).toMatchObject({ planId: '7'.repeat(32), surface: null })

    desk.forge.faults.clear()
    expect((await desk.run({ command: 'publish' })).code).toBe(0)
    const healed = surfacesOn(desk.repo.comments(desk.number)).at(-1)
    expect(healed?.surface?.digest).toBe(`sha256:${'7'.repeat(64)}`)
    expect(shown().length).toBeGreaterThan(4)
  })
})

describe('the token', () => {
  it.concurrent.each([
    ['is missing', '', 'E_INPUT'],
    ['is not accepted', 'not-a-token', 'E_GITHUB_TOKEN'],
  ])('%s', async (_what, token, code) => {
    const desk = await openDesk()
    await using _ = desk.forge
    const end = await desk.run({ command: 'gate', 'github-token': token })
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': code })
  })

  it.concurrent('may read but not write: the gate says which permission is missing', async () => {
    const desk = await openDesk()
    await using _ = desk.forge
    const token = desk.repo.token({ permissions: { issues: 'read', pull_requests: 'read', contents: 'read' } })
    expectClosed(await desk.run({ command: 'gate', 'github-token': token }), 'E_GITHUB_FORBIDDEN')
  })

  it.concurrent('an event that belongs to no pull request is refused', async () => {
    const desk = await openDesk()
    await using _ = desk.forge
    const end = await runBundle({
      inputs: { release: 'web', chart: 'charts/web', 'github-token': 't' },
      event: { name: 'push', payload: {} },
      apiUrl: desk.forge.url,
      checkout: cluster.folder,
    })
    expectClosed(end, 'E_NO_PULL_REQUEST')
  })
})
