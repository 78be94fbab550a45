import { describe, expect, it } from '@jest/globals'
import { fileURLToPath } from 'node:url'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'
import { runHelm } from '../real/helm.ts'
import { Stage } from './Stage.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))

/** A stage whose release is installed at revision 1. */
const openStage = async (helm: Helm, example: string): Promise<Stage & { readonly namespace: string }> => {
  const namespace = await cluster.createNamespace()
  const { kubectl, act } = cluster.parts
  const stage = await Stage.open({ project, example, helm, kubectl, act, kubeconfig: cluster.kubeconfig, namespace })
  const installed = await runHelm(
    helm,
    ['install', 'web', 'charts/web', '-n', namespace, '-f', 'values/production.yaml'],
    {
      cwd: stage.checkout,
    },
  )
  expect(installed.stderr).toBe('')
  return Object.assign(stage, { namespace })
}

const replicas = async (namespace: string): Promise<string> =>
  (await cluster.kubectl(['-n', namespace, 'get', 'deployment', 'web', '-o', 'jsonpath={.spec.replicas}'])).trim()

describe.each(helms)('the two-job workflow on $name', (helm) => {
  it('shows the change, waits, and applies exactly what was approved', async () => {
    await using stage = await openStage(helm, 'before-merge')
    const { namespace } = stage
    await stage.edit('values/production.yaml', (text) => text.replace('replicas: 3', 'replicas: 5'))
    const number = await stage.openPullRequest('more replicas')

    const opened = await stage.run(number, 'pull_request', 'opened')
    expect(opened).toMatchObject({ jobs: { gate: 'success' }, code: 0 })
    expect(opened.jobs).not.toHaveProperty('apply')
    expect(stage.repo.comments(number)[0]?.body).toContain('1 query needs approval')

    const mark = await cluster.auditMark()
    const own = await stage.comment(number, 'ada', `/approve all @${stage.planId(number)}`)
    expect(own.jobs).toEqual({ gate: 'success' })
    expect(stage.repo.comments(number).at(-1)?.body).toContain('you are the author of this pull request')
    expect(await cluster.writesSince(mark, { namespace })).toEqual([])

    const approved = await stage.comment(number, 'alice', `/approve all @${stage.planId(number)}`)
    expect(approved.jobs).toEqual({ gate: 'success', apply: 'success' })
    expect(await replicas(namespace)).toBe('5')
    const receipt = stage.repo.comments(number).findLast(({ body }) => body.includes('helm-query-gate:receipt'))
    expect(receipt?.body).toContain('### Applied')
    expect(stage.forge.problems).toEqual([])
  })
})
