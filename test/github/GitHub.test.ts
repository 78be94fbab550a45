import { describe, expect, it } from '@jest/globals'
import { acme } from '../forge/acme.ts'
import type { Acme } from '../forge/acme.ts'
import type { Fault } from '../forge/Faults.ts'
import { GitHub } from '../../src/github/GitHub.ts'

const connect = ({ forge, token }: Acme): GitHub =>
  new GitHub({ token, apiUrl: forge.apiUrl, owner: 'acme', repo: 'shop', timeoutSeconds: 1 })

const post = async (github: GitHub, body = 'hello'): Promise<unknown> =>
  await github.rest('POST', '/issues/1/comments', 'a comment was posted', { body })
const read = async (github: GitHub): Promise<unknown> =>
  await github.rest('GET', '/issues/1/comments', 'the comments were read')
const query = async (github: GitHub): Promise<unknown> =>
  await github.graphql(
    'query Head($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { databaseId } }',
    'the head was read',
    {},
  )

const COMMENTS = { path: /\/comments$/ }
const listed = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments'
const posted = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'

const codeOf = async (call: Promise<unknown>): Promise<unknown> => {
  const [result] = await Promise.allSettled([call])
  return result?.status === 'rejected' && 'code' in result.reason ? result.reason.code : result?.status
}

describe('a call that fails', () => {
  it.each<[string, Partial<Fault>, string[]]>([
    ['an error of GitHub', { status: 502 }, ['502', '502', '200']],
    ['a connection that is cut', { reset: true }, ['reset', 'reset', '200']],
    ['half an answer', { halfBody: true }, ['200', '200', '200']],
    [
      'the page of a proxy',
      { status: 200, body: 'sign in', headers: { 'content-type': 'text/html' } },
      ['200', '200', '200'],
    ],
    ['no answer in time', { hang: true }, ['hang', 'hang', '200']],
  ])('%s: a read is tried again, twice', async (_, fault, ends) => {
    await using place = await acme()
    place.forge.faults.add({ ...COMMENTS, ...fault, times: 2 })
    expect(await read(connect(place))).toEqual([])
    expect(place.forge.transcript).toEqual(ends.map((end) => `${listed} ${end}`))
  })

  it.each<[string, Partial<Fault>]>([
    ['an error of GitHub', { status: 502 }],
    ['a connection that is cut', { reset: true }],
    ['half an answer', { halfBody: true }],
    ['no answer in time', { hang: true }],
  ])('%s: a write that may have been taken is not repeated', async (_, fault) => {
    await using place = await acme()
    place.forge.faults.add({ ...COMMENTS, method: 'POST', ...fault, times: 9 })
    expect(await codeOf(post(connect(place)))).toBe('E_GITHUB_DOWN')
    expect(place.forge.transcript).toHaveLength(1)
    expect(place.repo.comments(1).length).toBeLessThan(2)
  })

  it('a read that fails for good ends with its code', async () => {
    await using place = await acme()
    place.forge.faults.add({ ...COMMENTS, halfBody: true, times: 9 })
    expect(await codeOf(read(connect(place)))).toBe('E_GITHUB_DOWN')
    expect(place.forge.transcript).toHaveLength(3)
  })
})

describe('too many requests', () => {
  const slower = { status: 403, body: { message: 'You have exceeded a secondary rate limit.' } }

  it('a write that was refused for it goes out once more when GitHub says', async () => {
    await using place = await acme()
    place.forge.faults.add({ ...COMMENTS, ...slower, headers: { 'retry-after': '1' } })
    await post(connect(place))
    expect(place.forge.transcript).toEqual([`${posted} 403`, `${posted} 201`])
  })

  it('an hour that is over in a moment is waited for', async () => {
    await using place = await acme()
    const reset = String(Math.ceil(Date.now() / 1000) + 1)
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
    place.forge.faults.add({ ...COMMENTS, status: 403, headers })
    expect(await read(connect(place))).toEqual([])
    expect(place.forge.transcript).toEqual([`${listed} 403`, `${listed} 200`])
  })

  it.each([
    ['says nothing of how long', {}],
    ['asks for an hour', { 'retry-after': '3600' }],
  ])('where GitHub %s, the run ends', async (_, headers) => {
    await using place = await acme()
    place.forge.faults.add({ ...COMMENTS, ...slower, headers, times: 9 })
    expect(await codeOf(post(connect(place)))).toBe('E_GITHUB_LIMIT')
    expect(place.forge.transcript).toHaveLength(1)
  })

  it.each(['-05:00', '+05:00'])('a used-up hour ends the run, whatever the clock of the runner (%s)', async (zone) => {
    await using place = await acme()
    const reset = String(Date.parse(`${new Date().toISOString().slice(0, 19)}${zone}`) / 1000)
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
    place.forge.faults.add({ ...COMMENTS, status: 403, headers, times: 9 })
    expect(await codeOf(read(connect(place)))).toBe('E_GITHUB_LIMIT')
    expect(place.forge.transcript.length).toBeLessThan(4)
  })

  it('in GraphQL has the same code', async () => {
    await using place = await acme()
    const body = { data: null, errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] }
    place.forge.faults.add({ path: '/graphql', status: 200, body })
    expect(await codeOf(query(connect(place)))).toBe('E_GITHUB_LIMIT')
  })
})

describe('GraphQL answers with errors', () => {
  const data = { repository: { databaseId: 1 } }

  it.each([
    ['beside data', data, 'SOMETHING', 'E_GITHUB_ANSWER'],
    ['without a type', data, undefined, 'E_GITHUB_ANSWER'],
    ['for lack of rights', data, 'FORBIDDEN', 'E_GITHUB_FORBIDDEN'],
    ['for what is not there', null, 'NOT_FOUND', 'E_GITHUB_NOT_FOUND'],
  ])('%s are an error, never facts', async (_, part, type, code) => {
    await using place = await acme()
    const body = { data: part, errors: [{ message: 'no', ...(type === undefined ? {} : { type }) }] }
    place.forge.faults.add({ path: '/graphql', status: 200, body })
    expect(await codeOf(query(connect(place)))).toBe(code)
  })
})

describe('a repeated read', () => {
  it('costs nothing while nothing changed, and gives the very same value', async () => {
    await using place = await acme()
    const github = connect(place)
    place.repo.comment(1, 'alice', 'first')
    const [first, second] = [await read(github), await read(github)]
    expect(second).toBe(first)
    place.repo.comment(1, 'alice', 'second')
    expect(await read(github)).toHaveLength(2)
    expect(place.forge.transcript.map((line) => line.split(' ').at(-1))).toEqual(['200', '304', '200'])
  })
})

describe('the time', () => {
  it("is GitHub's, of its newest answer, also of one that brought nothing new", async () => {
    await using place = await acme()
    const github = connect(place)
    expect(github.time()).toBeNull()
    await read(github)
    expect(github.time()?.toISOString().slice(0, 13)).toBe('2026-01-01T00')
    place.forge.clock.advance(7200)
    await read(github)
    expect(place.forge.transcript.at(-1)).toBe(`${listed} 304`)
    expect(github.time()?.toISOString().slice(0, 13)).toBe('2026-01-01T02')
  })
})
