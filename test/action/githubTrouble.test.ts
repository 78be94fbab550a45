// What goes wrong on GitHub's side of a run: closed, explained, and healed by the next run.
import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import { stringifyJson } from '../../src/json/stringifyJson.ts'
import { makePlan } from '../../src/plan/makePlan.ts'
import { Clock } from '../forge/Clock.ts'
import type { Fault } from '../forge/Faults.ts'
import { largeFacts } from './largeFacts.ts'
import { openDesk } from './openDesk.ts'
import type { Desk } from './openDesk.ts'
import type { BundleEnd } from './runBundle.ts'
import { surfacesOn } from './surfacesOn.ts'

const HEAD = 'c'.repeat(40)
const APPROVED = { approved: 'true', decision: 'approved', environment: 'production' }
const POSTS = { method: 'POST', path: /\/issues\/\d+\/comments$/ }

const approve = ({ repo, number, planId }: Desk): number => repo.comment(number, 'alice', `/approve all @${planId}`)

const expectClosed = (end: BundleEnd, code: string): void => {
  expect(end.outputs).toMatchObject({ approved: 'false', decision: 'error', 'reason-code': code, environment: '' })
  expect(end.code).toBe(1)
  expect(end.stdout.match(/^::error::.*$/gm)).toEqual([expect.stringContaining(`[${code}]`)])
}

describe('threat 34: an answer that is not whole', () => {
  it.each<[string, Fault]>([
    ['half the comments', { method: 'GET', path: /\/issues\/\d+\/comments/, halfBody: true }],
    ['half a permission', { method: 'GET', path: /\/permission$/, halfBody: true }],
  ])('%s: closed, and healed', async (_, fault) => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const comment = approve(desk)
    desk.forge.faults.add({ ...fault, times: 9 })
    expectClosed(await desk.run({ command: 'auto' }, comment), 'E_GITHUB_DOWN')
    desk.forge.faults.clear()
    expect((await desk.run({ command: 'gate' })).outputs).toMatchObject(APPROVED)
  })

  it('facts with errors beside them are none', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const comment = approve(desk)
    // All that the gate needs for an approval is there, but somebody's "Request changes" may be what failed.
    const data = { viewer: { login: 'github-actions[bot]' }, repository: { databaseId: 1, pullRequest: {} } }
    const body = {
      data,
      errors: [{ message: 'Something was too slow', path: ['repository', 'pullRequest', 'reviews'] }],
    }
    desk.forge.faults.add({ path: '/graphql', operation: 'PullRequest', status: 200, body, times: 9 })
    expectClosed(await desk.run({ command: 'auto' }, comment), 'E_GITHUB_ANSWER')
    desk.forge.faults.clear()
    expect((await desk.run({ command: 'gate' })).outputs).toMatchObject(APPROVED)
  })
})

const PLACES: Readonly<Record<string, Fault>> = {
  'the pull request': { path: '/graphql', operation: 'PullRequest' },
  'the status comment': { method: 'PATCH', path: /\/issues\/comments\/\d+$/ },
  'the commit status': { method: 'POST', path: /\/statuses\// },
}
const FAILURES: Readonly<Record<string, Partial<Fault>>> = {
  'an error': { status: 500 },
  'no answer': { hang: true },
  'a connection that is cut': { reset: true },
  'half an answer': { halfBody: true },
}

describe.each(Object.entries(PLACES))('threat 34: a GitHub that fails at %s', (_, place) => {
  it.each(Object.entries(FAILURES))('by %s: closed, and healed by the next run', async (__, failure) => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const comment = approve(desk)
    desk.forge.faults.add({ ...place, ...failure, times: 9 })
    expectClosed(await desk.run({ command: 'auto' }, comment), 'E_GITHUB_DOWN')
    desk.forge.faults.clear()
    expect((await desk.run({ command: 'gate' })).outputs).toMatchObject(APPROVED)
    expect(desk.repo.statuses(HEAD).at(-1)?.state).toBe('success')
  })
})

describe('a comment that was taken while its answer was lost', () => {
  it('of a list is not posted again by the same run; the next one posts a whole list', async () => {
    const desk = await openDesk({ facts: largeFacts })
    await using _forge = desk.forge
    const { plan } = makePlan(largeFacts)
    const digest = `sha256:${'7'.repeat(64)}`
    await writeFile(desk.planFile, stringifyJson({ ...plan, digest }))
    const before = desk.repo.comments(desk.number).length
    desk.forge.faults.add({ ...POSTS, after: 1, halfBody: true })
    expectClosed(await desk.run({ command: 'publish' }), 'E_GITHUB_DOWN')
    expect(desk.repo.comments(desk.number)).toHaveLength(before + 2)
    expect((await desk.run({ command: 'publish' })).outputs).toMatchObject({ decision: 'pending' })
    expect(surfacesOn(desk.repo.comments(desk.number)).at(-1)?.surface?.digest).toBe(digest)
  })

  it('with the status stands there once', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const shown = () => desk.repo.comments(desk.number).filter(({ body }) => body.includes('helm-query-gate:status'))
    for (const { id } of shown()) desk.repo.deleteComment(id, 'ada')
    desk.forge.faults.add({ ...POSTS, halfBody: true })
    expectClosed(await desk.run({ command: 'gate' }), 'E_GITHUB_DOWN')
    expect((await desk.run({ command: 'gate' })).outputs).toMatchObject({ decision: 'pending' })
    expect(shown()).toHaveLength(1)
  })
})

describe('a conversation that is locked', () => {
  it('leaves the result in the outputs and in the commit status, which says so', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const [status] = desk.repo.comments(desk.number).filter(({ body }) => body.includes('helm-query-gate:status'))
    if (status !== undefined) desk.repo.deleteComment(status.id, 'ada')
    const comment = approve(desk)
    desk.repo.lock(desk.number)
    const end = await desk.run({ command: 'auto' }, comment)
    expect(end.outputs).toMatchObject(APPROVED)
    expect(end.code).toBe(0)
    expect(desk.repo.statuses(HEAD).at(-1)).toMatchObject({
      state: 'success',
      description: expect.stringContaining('the conversation is locked'),
    })
    desk.repo.lock(desk.number, false)
    expect((await desk.run({ command: 'gate' })).outputs).toMatchObject(APPROVED)
    expect(desk.repo.statuses(HEAD).at(-1)?.description).not.toContain('locked')
  })

  it('takes no list of queries: closed, explained, healed once it is open', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    for (const { id } of desk.repo.comments(desk.number)) desk.repo.deleteComment(id, 'ada')
    desk.repo.lock(desk.number)
    expectClosed(await desk.run({ command: 'publish' }), 'E_GITHUB_LOCKED')
    expect(desk.repo.statuses(HEAD).at(-1)).toMatchObject({
      state: 'error',
      description: expect.stringContaining('[E_GITHUB_LOCKED]'),
    })
    desk.repo.lock(desk.number, false)
    expect((await desk.run({ command: 'publish' })).outputs).toMatchObject({ decision: 'pending' })
  })
})

describe('a repository that is archived', () => {
  it('takes no write: closed, explained, healed once it is active', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const comment = approve(desk)
    desk.repo.archived = true
    expectClosed(await desk.run({ command: 'auto' }, comment), 'E_GITHUB_ARCHIVED')
    desk.repo.archived = false
    expect((await desk.run({ command: 'gate' })).outputs).toMatchObject(APPROVED)
  })
})

describe('threat 34: too many requests half-way through a list', () => {
  it.each<[string, Partial<Fault>]>([
    [
      'the hour is used up',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4102444800' } },
    ],
    ['a secondary limit', { status: 403, body: { message: 'You have exceeded a secondary rate limit.' } }],
    ['a secondary limit with a long pause', { status: 429, headers: { 'retry-after': '600' } }],
  ])('%s: no list that counts, and healed', async (_, fault) => {
    const desk = await openDesk({ facts: largeFacts })
    await using _forge = desk.forge
    const { plan } = makePlan(largeFacts)
    const digest = `sha256:${'7'.repeat(64)}`
    await writeFile(desk.planFile, stringifyJson({ ...plan, digest }))
    desk.forge.faults.add({ ...POSTS, after: 1, times: 9, ...fault })
    expectClosed(await desk.run({ command: 'publish' }), 'E_GITHUB_LIMIT')
    expect(surfacesOn(desk.repo.comments(desk.number)).at(-1)).toMatchObject({ planId: '7'.repeat(32), surface: null })
    desk.forge.faults.clear()
    expect((await desk.run({ command: 'publish' })).outputs).toMatchObject({ decision: 'pending' })
    expect(surfacesOn(desk.repo.comments(desk.number)).at(-1)?.surface?.digest).toBe(digest)
  })

  it('a short pause is waited for: the list is whole and nothing is there twice', async () => {
    const desk = await openDesk({ facts: largeFacts })
    await using _forge = desk.forge
    const { plan } = makePlan(largeFacts)
    const before = desk.repo.comments(desk.number).length
    await writeFile(desk.planFile, stringifyJson({ ...plan, digest: `sha256:${'7'.repeat(64)}` }))
    const body = { message: 'You have exceeded a secondary rate limit.' }
    desk.forge.faults.add({ ...POSTS, after: 1, status: 403, headers: { 'retry-after': '1' }, body })
    expect((await desk.run({ command: 'publish' })).code).toBe(0)
    const [, whole] = surfacesOn(desk.repo.comments(desk.number))
    expect(whole?.surface?.digest).toBe(`sha256:${'7'.repeat(64)}`)
    expect(desk.repo.comments(desk.number)).toHaveLength(before + (whole?.comments.length ?? 0))
  })
})

describe('clocks', () => {
  it.each([-5, 5])('a GitHub whose clock is %i hours off decides as any other', async (hours) => {
    const clock = new Clock(new Date(Date.now() + hours * 3_600_000).toISOString())
    const desk = await openDesk({ clock })
    await using _forge = desk.forge
    expect((await desk.run({ command: 'auto' }, approve(desk))).outputs).toMatchObject(APPROVED)
  })
})
