import { describe, expect, it } from '@jest/globals'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'
import { openStage, replicasIn } from './openStage.ts'
import type { Stage } from './Stage.ts'

const asksForFive = async (helm: Helm): Promise<{ stage: Stage; number: number; approve: string }> => {
  const stage = await openStage(helm, 'simple/.github/workflows')
  await stage.edit('values/production.yaml', (text) => text.replace('replicas: 3', 'replicas: 5'))
  const number = await stage.openPullRequest('more replicas')
  const opened = await stage.run(number, 'pull_request', 'opened')
  expect(opened).toMatchObject({ jobs: { gate: 'success' }, code: 0 })
  return { stage, number, approve: `/approve all @${stage.planId(number)}` }
}

describe.each(helms)('the two-job workflow on $name', (helm) => {
  it('shows the change, waits, and applies exactly what was approved', async () => {
    const { stage, number, approve } = await asksForFive(helm)
    await using _ = stage
    const { namespace } = stage
    expect(stage.repo.comments(number)[0]?.body).toContain('1 query needs approval')

    const mark = await cluster.auditMark()
    const own = await stage.comment(number, 'ada', approve)
    expect(own.jobs).toEqual({ gate: 'success' })
    expect(stage.repo.comments(number).at(-1)?.body).toContain('you are the author of this pull request')
    expect(await cluster.writesSince(mark, { namespace })).toEqual([])

    const approved = await stage.comment(number, 'alice', approve)
    expect(approved.jobs).toEqual({ gate: 'success', apply: 'success' })
    expect(await replicasIn(namespace)).toBe('5')
    expect(stage.receipt(number)).toContain('### Applied')
    expect(stage.forge.problems).toEqual([])

    const again = await stage.run(number, 'pull_request', 'synchronize')
    expect(again.jobs).toEqual({ gate: 'success', apply: 'success' })
    expect(again.output).toContain('NOTHING_TO_DO')
  })

  it('refuses to apply when the values are no longer the approved ones, and writes nothing', async () => {
    const { stage, number, approve } = await asksForFive(helm)
    await using _ = stage
    const mark = await cluster.auditMark()
    await stage.edit('values/production.yaml', (text) => text.replace('replicas: 5', 'replicas: 50'))
    const run = await stage.comment(number, 'alice', approve)
    expect(run.jobs).toEqual({ gate: 'success', apply: 'failure' })
    expect(run.output).toContain('E_PLAN_STALE')
    expect(await cluster.writesSince(mark, { namespace: stage.namespace })).toEqual([])
  })

  it('refuses to apply when the cluster is no longer what was shown, and writes nothing', async () => {
    const { stage, number, approve } = await asksForFive(helm)
    await using _ = stage
    await cluster.kubectl(['-n', stage.namespace, 'scale', 'deployment', 'web', '--replicas=9'])
    const mark = await cluster.auditMark()
    const run = await stage.comment(number, 'alice', approve)
    expect(run.jobs).toEqual({ gate: 'success', apply: 'failure' })
    // Helm 4 applies on the server, which refuses to take a field from another owner; Helm 3 would overwrite it.
    expect(run.output).toContain(helm.major === 3 ? 'E_PLAN_STALE' : 'E_BLOCKED')
    expect(await cluster.writesSince(mark, { namespace: stage.namespace })).toEqual([])
  })

  it('blocks on a rejection until its author revokes it', async () => {
    const { stage, number, approve } = await asksForFive(helm)
    await using _ = stage
    const plan = stage.planId(number)
    const rejected = await stage.comment(number, 'bob', `/reject 1 @${plan} five is too many`)
    expect(rejected.jobs).toEqual({ gate: 'success' })
    expect(stage.status(number)).toMatchObject({ state: 'failure', description: 'rejected: 1 by bob' })
    const approved = await stage.comment(number, 'alice', approve)
    expect(approved.jobs).toEqual({ gate: 'success' })
    const revoked = await stage.comment(number, 'bob', `/revoke 1 @${plan}`)
    expect(revoked.jobs).toEqual({ gate: 'success', apply: 'success' })
    expect(await replicasIn(stage.namespace)).toBe('5')
  })

  it('decides again by the clock, without a cluster', async () => {
    const { stage, number, approve } = await asksForFive(helm)
    await using _ = stage
    stage.repo.comment(number, 'alice', approve)
    const swept = await stage.runEvent('schedule', { schedule: '17 * * * *' })
    expect(swept.jobs).toEqual({ sweep: 'success' })
    expect(stage.status(number)).toMatchObject({ state: 'success' })
  })
})
