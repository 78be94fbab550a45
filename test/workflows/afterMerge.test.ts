import { readFile } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import { load } from 'js-yaml'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { openStage, replicasIn } from './openStage.ts'

describe.each(helms)('applying after the merge on $name', (helm) => {
  it('waits for the merge although everything is approved, then applies', async () => {
    await using stage = await openStage(helm, 'after-merge')
    await stage.edit('values/production.yaml', (text) => text.replace('replicas: 3', 'replicas: 4'))
    const number = await stage.openPullRequest('one more')
    await stage.run(number, 'pull_request', 'opened')
    const mark = await cluster.auditMark()
    const approved = await stage.comment(number, 'alice', `/approve 1 @${stage.planId(number)}`)
    expect(approved.jobs).toEqual({ gate: 'success' })
    expect(stage.status(number)?.description).toContain('waiting for the merge')
    expect(await cluster.writesSince(mark, { namespace: stage.namespace })).toEqual([])

    stage.repo.merge(number, 'bob')
    const merged = await stage.run(number, 'pull_request', 'closed')
    expect(merged.jobs).toEqual({ gate: 'success', apply: 'success' })
    expect(await replicasIn(stage.namespace)).toBe('4')
  })

  it('does nothing when a pull request is closed without a merge', async () => {
    await using stage = await openStage(helm, 'after-merge')
    await stage.edit('values/production.yaml', (text) => text.replace('replicas: 3', 'replicas: 4'))
    const number = await stage.openPullRequest('one more')
    await stage.run(number, 'pull_request', 'opened')
    stage.repo.close(number)
    const closed = await stage.run(number, 'pull_request', 'closed')
    expect(closed).toMatchObject({ jobs: { gate: 'success' }, code: 0 })
    expect(closed.jobs).not.toHaveProperty('apply')
  })
})

type Workflow = {
  readonly env: { readonly TREE: string }
  readonly jobs: Record<string, { readonly steps: { readonly with?: { readonly ref?: string } }[] }>
}

describe('the examples', () => {
  it.each(['before-merge', 'after-merge'])(
    '%s checks out the merge of the pull request in both jobs',
    async (example) => {
      const path = new URL(`../../examples/${example}/deploy-web.yml`, import.meta.url)
      const { env, jobs } = load(await readFile(path, 'utf8')) as Workflow
      expect(env.TREE).toMatch(/refs\/pull\/.*\/merge/)
      const refs = Object.values(jobs).map(({ steps }) => steps[0]?.with?.ref)
      expect(refs).toEqual(['${{ env.TREE }}', '${{ env.TREE }}'])
    },
  )
})
