import { describe, expect, it } from '@jest/globals'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'
import { openStage, replicasIn } from './openStage.ts'
import type { Stage } from './Stage.ts'

const [helm3] = helms
if (helm3 === undefined) throw new Error('there is no helm')

const open = async (helm: Helm): Promise<Stage> => await openStage(helm, 'hardened/.github/workflows')

/** Opens a pull request and has its list shown; its number. */
const planned = async (stage: Stage): Promise<number> => {
  await stage.edit('values/production.yaml', (text) => text.replace('replicas: 3', 'replicas: 5'))
  const number = await stage.openPullRequest('more replicas')
  const opened = await stage.run(number, 'pull_request', 'opened')
  expect(opened).toMatchObject({ jobs: { signal: 'success' }, code: 0 })
  const run = await stage.signal(number, 'pull_request')
  expect(run.jobs).toEqual({ find: 'success', plan: 'success', publish: 'success' })
  return number
}

describe.each(helms)('the hardened setup on $name', (helm) => {
  it('plans, publishes, decides and applies in jobs apart', async () => {
    await using stage = await open(helm)
    const number = await planned(stage)
    const [list] = stage.repo.comments(number)
    expect(list?.author.login).toBe('acme-gate[bot]')
    expect(list?.body).toContain('1 query needs approval')

    const mark = await cluster.auditMark()
    const approved = await stage.comment(number, 'alice', `/approve all @${stage.planId(number)}`)
    expect(approved.jobs).toEqual({ find: 'success', gate: 'success' })
    expect(stage.status(number)?.description).toContain('waiting for the merge')
    expect(await cluster.writesSince(mark, { namespace: stage.namespace })).toEqual([])

    await stage.merge(number, 'bob')
    const merged = await stage.signal(number, 'pull_request')
    expect(merged.jobs).toEqual({ find: 'success', gate: 'success', start: 'success' })
    expect(await stage.ghCalls()).toEqual([`workflow run apply.yml --ref main -f pull-request=${number}`])
    const applied = await stage.dispatch('apply.yml', number)
    expect(applied.jobs).toEqual({ apply: 'success' })
    expect(await replicasIn(stage.namespace)).toBe('5')
    expect(stage.receipt(number)).toContain('### Applied')
    expect(stage.forge.problems).toEqual([])
  })
})

describe('the hardened setup', () => {
  it('decides again by the clock, and has a pull request planned again when the default branch moves', async () => {
    await using stage = await open(helm3)
    const number = await planned(stage)
    stage.repo.comment(number, 'alice', `/approve all @${stage.planId(number)}`)
    const swept = await stage.runEvent('schedule', { schedule: '17 * * * *' })
    expect(swept.jobs).toEqual({ gate: 'success' })
    expect(stage.status(number)?.description).toContain('waiting for the merge')
    const moved = await stage.runEvent('push', { ref: 'refs/heads/main' })
    expect(moved.jobs).toEqual({ gate: 'success' })
    expect(stage.repo.automation.dispatches).toEqual([
      { workflow: 'plan.yml', ref: 'main', inputs: { 'pull-request': String(number) } },
    ])
  })

  it('applies nothing that nobody approved, whoever starts the workflow, and plans again when asked', async () => {
    await using stage = await open(helm3)
    const number = await planned(stage)
    await stage.merge(number, 'bob')
    const merged = await stage.signal(number, 'pull_request')
    expect(merged.jobs).toEqual({ find: 'success', gate: 'success' })
    const mark = await cluster.auditMark()
    const applied = await stage.dispatch('apply.yml', number)
    expect(applied.jobs).toEqual({ apply: 'failure' })
    expect(applied.output).toContain('E_NOT_APPROVED')
    expect(await cluster.writesSince(mark, { namespace: stage.namespace })).toEqual([])
    const again = await stage.dispatch('plan.yml', number)
    expect(again.jobs).toEqual({ find: 'success', plan: 'success', publish: 'success' })
  })

  it('shows on the pull request that no plan could be made', async () => {
    await using stage = await open(helm3)
    const number = await planned(stage)
    await stage.edit('values/production.yaml', (text) => `${text}\nreplicas: [`)
    const run = await stage.signal(number, 'pull_request')
    expect(run.jobs).toEqual({ find: 'success', plan: 'failure', failed: 'success' })
    expect(run.output).toContain('E_CHART_RENDER')
    const { headOid } = stage.repo.pullRequest(number)
    expect(await stage.ghCalls()).toEqual([expect.stringContaining(`statuses/${headOid} -f state=error`)])
  })

  it('plans nothing that comes from a fork, takes no signal of a head that has moved on, and does not run for talk', async () => {
    await using stage = await open(helm3)
    const commits = [{ oid: 'e'.repeat(40), author: 'eve' }]
    const facts = { author: 'eve', title: 'mine', headRepository: 'eve/shop', headRef: 'change', baseRef: 'main' }
    const number = stage.repo.openPullRequest({ ...facts, commits })
    const fork = await stage.signal(number, 'pull_request')
    expect(fork.jobs).toEqual({ find: 'success' })
    const late = await stage.signal(number, 'pull_request_review', 'd'.repeat(40))
    expect(late.jobs).toEqual({ find: 'failure' })
    expect(late.output).toContain('E_NO_PULL_REQUEST')
    for (const [login, body] of [
      ['acme-gate[bot]', '/gate status'],
      ['alice', 'looks good'],
    ] as const)
      expect((await stage.comment(number, login, body)).jobs).toEqual({})
  })
})
