import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { Forge } from '../forge/Forge.ts'
import type { Repository } from '../forge/state/Repository.ts'
import { makePlan } from '../../src/plan/makePlan.ts'
import { stringifyJson } from '../../src/json/stringifyJson.ts'
import { cluster } from '../real/cluster.ts'
import { runBundle } from './runBundle.ts'
import type { BundleEnd } from './runBundle.ts'
import { findSurfaces } from '../../src/review/findSurfaces.ts'
import type { OwnComment } from '../../src/review/Remark.ts'
import type { PlanFacts } from '../../src/plan/makePlan.ts'
import { smallFacts } from './smallFacts.ts'

type Desk = {
  readonly forge: Forge
  readonly repo: Repository
  readonly number: number
  readonly planFile: string
  readonly run: (inputs: Record<string, string>, comment?: number) => Promise<BundleEnd>
}

const { plan } = makePlan(smallFacts)

const lines = Array.from({ length: 2000 }, (_, index) => `line ${index} of a long text that fills a comment`).join('\n')
const [posted] = smallFacts.exchanges
/** The same, with more text than one comment holds. */
const large: PlanFacts = {
  ...smallFacts,
  exchanges:
    posted === undefined
      ? []
      : [
          {
            ...posted,
            request: { ...posted.request, body: { kind: 'ConfigMap', metadata: { name: 'web' }, data: { lines } } },
          },
        ],
}

const ownComment = ({ id, body, createdAt }: { id: number; body: string; createdAt: string }): OwnComment => ({
  id: String(id),
  databaseId: id,
  body,
  at: createdAt,
  edited: false,
  changedByOtherAt: null,
  minimized: false,
  url: '',
})

/** A pull request and the action in front of it; no cluster is needed to publish and to decide. */
const openDesk = async (facts = smallFacts): Promise<Desk> => {
  const forge = await Forge.start()
  const repo = forge.repository('acme/shop')
  for (const login of ['ada', 'alice']) repo.permit(login, 'write')
  const commits = [{ oid: 'c'.repeat(40), author: 'ada', message: 'change' }]
  const number = repo.openPullRequest({ author: 'ada', title: 'change', headRef: 'change', baseRef: 'main', commits })
  const file = join(cluster.folder, 'plan.json')
  await writeFile(file, stringifyJson(makePlan(facts).plan))
  const token = repo.token()
  const run: Desk['run'] = async (inputs, comment) => {
    const name = comment === undefined ? 'pull_request' : 'issue_comment'
    const payload = repo.event(
      number,
      name,
      comment === undefined ? 'opened' : 'created',
      comment === undefined ? {} : { comment },
    )
    const all = {
      release: 'web',
      chart: 'charts/web',
      environment: 'production',
      'github-token': token,
      'github-timeout-seconds': '1',
      ...inputs,
    }
    return await runBundle({ inputs: all, event: { name, payload }, apiUrl: forge.url, checkout: cluster.folder })
  }
  await run({ command: 'publish', plan: file })
  return {
    forge,
    repo,
    number,
    planFile: file,
    run: async (inputs, comment) =>
      await run({ plan: inputs['command'] === 'publish' ? file : '', ...inputs }, comment),
  }
}

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
  it.each(Object.keys(CODES))('with %s: the gate stays closed and says so', async (status) => {
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

  it.each(['hang', 'reset'] as const)('by %s: the gate stays closed and says so', async (kind) => {
    const desk = await openDesk()
    await using _ = desk.forge
    const comment = desk.repo.comment(desk.number, 'alice', `/approve all @${plan.digest.slice(7, 39)}`)
    desk.forge.faults.add({ ...fault, [kind]: true, times: 9 })
    expectClosed(await desk.run({ command: 'auto' }, comment), 'E_GITHUB_DOWN')
  })
})

describe('GitHub fails for a moment', () => {
  it('a read that fails once is tried again', async () => {
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

  it('a failed reaction never hides the result', async () => {
    const desk = await openDesk()
    await using _ = desk.forge
    const comment = desk.repo.comment(desk.number, 'alice', `/approve all @${plan.digest.slice(7, 39)}`)
    desk.forge.faults.add({ method: 'POST', path: /\/reactions$/, status: 403, times: 9 })
    expect((await desk.run({ command: 'auto' }, comment)).outputs['approved']).toBe('true')
  })

  it('a head that moves while it is evaluated gives no decision', async () => {
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
  it('leaves no list that counts, shows the failure, and is healed by the next run', async () => {
    const desk = await openDesk(large)
    await using _ = desk.forge
    const shown = (): string[] => desk.repo.comments(desk.number).map(({ body }) => body)
    const [whole] = findSurfaces(desk.repo.comments(desk.number).map((comment) => ownComment(comment)))
    expect(whole?.comments.length).toBeGreaterThan(1)

    const next = makePlan({ ...large, digestKey: 'another', record: { ...large.record, revision: 2 } }).plan
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
    const broken = findSurfaces(desk.repo.comments(desk.number).map((comment) => ownComment(comment))).at(-1)
    expect(broken).toMatchObject({ planId: '7'.repeat(32), surface: null })

    desk.forge.faults.clear()
    expect((await desk.run({ command: 'publish' })).code).toBe(0)
    const healed = findSurfaces(desk.repo.comments(desk.number).map((comment) => ownComment(comment))).at(-1)
    expect(healed?.surface?.digest).toBe(`sha256:${'7'.repeat(64)}`)
    expect(shown().length).toBeGreaterThan(4)
  })
})

describe('the token', () => {
  it.each([
    ['is missing', '', 'E_INPUT'],
    ['is not accepted', 'not-a-token', 'E_GITHUB_TOKEN'],
  ])('%s', async (_what, token, code) => {
    const desk = await openDesk()
    await using _ = desk.forge
    const end = await desk.run({ command: 'gate', 'github-token': token })
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': code })
  })

  it('may read but not write: the gate says which permission is missing', async () => {
    const desk = await openDesk()
    await using _ = desk.forge
    const token = desk.repo.token({ permissions: { issues: 'read', pull_requests: 'read', contents: 'read' } })
    expectClosed(await desk.run({ command: 'gate', 'github-token': token }), 'E_GITHUB_FORBIDDEN')
  })

  it('an event that belongs to no pull request is refused', async () => {
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
