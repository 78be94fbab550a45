import { describe, expect, it } from '@jest/globals'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { openStage, replicasIn } from './openStage.ts'

describe.each(helms)('applying after the merge on $name', (helm) => {
  it('waits for the merge although everything is approved, then applies', async () => {
    await using stage = await openStage(helm, 'simple/after-merge')
    await stage.edit('values/production.yaml', (text) => text.replace('replicas: 3', 'replicas: 4'))
    const number = await stage.openPullRequest('one more')
    await stage.run(number, 'pull_request', 'opened')
    const mark = await cluster.auditMark()
    const approved = await stage.comment(number, 'alice', `/approve 1 @${stage.planId(number)}`)
    expect(approved.jobs).toEqual({ gate: 'success' })
    expect(stage.status(number)?.description).toContain('waiting for the merge')
    expect(await cluster.writesSince(mark, { namespace: stage.namespace })).toEqual([])

    await stage.merge(number, 'bob')
    const merged = await stage.run(number, 'pull_request', 'closed')
    expect(merged.jobs).toEqual({ gate: 'success', apply: 'success' })
    expect(await replicasIn(stage.namespace)).toBe('4')
  })

  it('does nothing when a pull request is closed without a merge', async () => {
    await using stage = await openStage(helm, 'simple/after-merge')
    await stage.edit('values/production.yaml', (text) => text.replace('replicas: 3', 'replicas: 4'))
    const number = await stage.openPullRequest('one more')
    await stage.run(number, 'pull_request', 'opened')
    stage.repo.close(number)
    const closed = await stage.run(number, 'pull_request', 'closed')
    expect(closed).toMatchObject({ jobs: { gate: 'success' }, code: 0 })
    expect(closed.jobs).not.toHaveProperty('apply')
  })
})
