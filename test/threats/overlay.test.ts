// The rehearsal lets Helm see what it wrote, and hooks that ended well. Where the real run goes another way, it is stopped.
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { finishReceipt } from '../../src/commands/makeReceipt.ts'
import type { RehearsedTarget } from '../../src/commands/rehearseTarget.ts'
import type { Operated } from '../../src/helm/runUnderCharter.ts'
import { readBack } from '../../src/helm/readBack.ts'
import { startProxy } from '../../src/kubectl/startProxy.ts'
import type { Receipt } from '../../src/review/Receipt.ts'
import { charterOf, inShort, openScene } from '../helm/Scene.ts'
import type { Scene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'

const kubectl = (scene: Scene, ...args: string[]) => cluster.kubectl(['-n', scene.namespace, ...args])

const opened = ({ plan }: RehearsedTarget): Receipt => ({
  schemaVersion: 1,
  planDigest: plan.digest,
  target: plan.target.name,
  pullRequest: 1,
  head: 'c'.repeat(40),
  identityLevel: 'L1',
  result: 'applying',
  code: null,
  sentence: '',
  revision: { before: plan.release.newest?.revision ?? null, after: null, status: null },
  startedAt: '',
  seconds: 0,
  override: null,
  queries: plan.queries.map(({ number, digest, verb, object }) => ({
    number,
    digest,
    verb,
    object,
    approvals: [],
    outcome: 'unknown' as const,
    readBack: null,
  })),
  requests: { query: 0, unchanged: 0, record: 0 },
  refused: [],
  inputs: [],
  spent: [],
})

/** The receipt of a real run, from what was seen and what the cluster holds after it. */
const receiptOf = async (scene: Scene, approved: RehearsedTarget, operated: Operated): Promise<Receipt> => {
  const env = { PATH: process.env['PATH'] ?? '', KUBECONFIG: cluster.kubeconfig }
  await using proxy = await startProxy({ kubectl: cluster.parts.kubectl, context: null, cwd: scene.folder, env })
  const state = await readBack(proxy.socketPath, charterOf(approved))
  return finishReceipt(opened(approved), { operated, state, revision: approved.stored.revision, mask: (text) => text })
}

const job = `apiVersion: batch/v1
kind: Job
metadata: {name: migrate, annotations: {"helm.sh/hook": pre-upgrade}}
spec:
  backoffLimit: 0
  template:
    spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]}
`

/** Waits for the Job of the hook, does something, and ends it as a controller would. */
const endJob = async (scene: Scene, how: 'Complete' | 'Failed', meanwhile: () => Promise<unknown>): Promise<void> => {
  const path = `/apis/batch/v1/namespaces/${scene.namespace}/jobs/migrate`
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await cluster.request('GET', path)).status === 200) break
    await sleep(50)
  }
  await meanwhile()
  const now = new Date().toISOString().replace(/\.\d+/, '')
  const condition = (type: string) => ({ type, status: 'True', lastProbeTime: now, lastTransitionTime: now })
  const done = how === 'Complete'
  const ending = {
    startTime: now,
    conditions: done ? [condition('SuccessCriteriaMet')] : [condition('FailureTarget')],
    [done ? 'succeeded' : 'failed']: 1,
  }
  const merge = { contentType: 'application/merge-patch+json' }
  await cluster.request('PATCH', `${path}/status`, { status: ending }, merge)
  const status = {
    ...ending,
    conditions: [...ending.conditions, condition(how)],
    ...(done ? { completionTime: now } : {}),
  }
  const { status: code, body } = await cluster.request('PATCH', `${path}/status`, { status }, merge)
  if (code !== 200) throw new Error(JSON.stringify(body))
}

const changed = async (scene: Scene, work: () => Promise<unknown>): Promise<string[]> => {
  const mark = await scene.mark()
  await work()
  const writes = await scene.writesSince(mark)
  return writes
    .filter(
      (write) =>
        write.changed && !write.resource.startsWith('jobs.batch') && !write.name?.startsWith('sh.helm.release'),
    )
    .map(({ method, resource, name, user }) => `${user}: ${method} ${resource} ${name}`)
}

const outcomes = (receipt: Receipt): string[] =>
  receipt.queries.map(({ object, outcome }) => `${object.kind} ${object.name}: ${outcome}`)

describe.each(helms)('threat 40: a real run that goes another way than its rehearsal, on $name', (helm) => {
  it('threat 40: a hook that really fails ends it: nothing after it is sent, and the receipt says so', async () => {
    await using scene = await openScene(helm, { 'chart/templates/job.yaml': job })
    await scene.upgrade()
    const approved = await scene.rehearse({ inputs: { helmArgs: '--set replicas=4' } })
    expect(inShort(approved.plan.queries).sort()).toEqual(['run Job migrate', 'update Deployment web'])
    let operated: Operated | null = null
    const writes = await changed(scene, async () => {
      const running = scene.enforce(approved)
      await endJob(scene, 'Failed', async () => {})
      operated = await running
    })
    expect(writes).toEqual([])
    if (operated === null) throw new Error('it did not run')
    const receipt = await receiptOf(scene, approved, operated)
    expect(receipt).toMatchObject({
      result: 'failed',
      code: 'E_HELM_FAILED',
      refused: [],
      revision: { status: 'failed' },
    })
    expect(outcomes(receipt).sort()).toEqual(['Deployment web: not sent', 'Job migrate: applied'])
  })

  it('threat 40: a hook that changes the cluster for real does not change what is sent', async () => {
    await using scene = await openScene(helm, { 'chart/templates/job.yaml': job })
    await scene.upgrade()
    const force = helm.major === 4 ? ' --force-conflicts' : ''
    const approved = await scene.rehearse({ inputs: { helmArgs: `--set config.greeting=bye${force}` } })
    let operated: Operated | null = null
    const writes = await changed(scene, async () => {
      const running = scene.enforce(approved)
      await endJob(scene, 'Complete', () => kubectl(scene, 'scale', 'deployment/web', '--replicas=9'))
      operated = await running
    })
    if (operated === null) throw new Error('it did not run')
    const receipt = await receiptOf(scene, approved, operated)
    expect(receipt).toMatchObject({ result: 'failed', code: 'E_NOT_A_QUERY' })
    expect(receipt.refused[0]?.path).toContain('/deployments/web')
    expect(writes.filter((write) => /deployments\S*(?<!\/scale) web/.test(write))).toEqual([])
    expect(await kubectl(scene, 'get', 'deployment/web', '-o', 'jsonpath={.spec.replicas}')).toBe('9')
  })

  it.each([
    [
      'an object that was changed since',
      'colour: {{ (lookup "v1" "ConfigMap" .Release.Namespace "mode").data.colour }}',
    ],
    ['the time', 'colour: {{ now | unixEpoch | quote }}'],
  ])('threat 40: a template that looks at %s is stopped before any write', async (what, line) => {
    const seen = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: seen}\ndata: {${line}}\n`
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.write({ 'chart/templates/seen.yaml': seen })
    await kubectl(scene, 'create', 'configmap', 'mode', '--from-literal=colour=green')
    const approved = await scene.rehearse()
    await kubectl(scene, 'patch', 'configmap/mode', '--type=merge', '-p', '{"data":{"colour":"red"}}')
    // The time has gone on by a second, too.
    if (what === 'the time') await sleep(1100)
    let operated: Operated | null = null
    expect(
      await changed(scene, async () => {
        operated = await scene.enforce(approved)
      }),
    ).toEqual([])
    if (operated === null) throw new Error('it did not run')
    const receipt = await receiptOf(scene, approved, operated)
    expect(receipt).toMatchObject({ result: 'refused', code: 'E_RELEASE_DIFFERS', spent: [] })
  })

  it('threat 40: a Helm that is killed in the middle leaves a receipt of what was done', async () => {
    await using scene = await openScene(helm, { 'chart/templates/job.yaml': job })
    await scene.upgrade()
    const approved = await scene.rehearse({ inputs: { helmArgs: '--set replicas=4' } })
    const stop = new AbortController()
    const running = scene.enforce(approved, { stop: stop.signal })
    await endJob(scene, 'Failed', async () => stop.abort())
    const receipt = await receiptOf(scene, approved, await running)
    expect(receipt).toMatchObject({ result: 'failed' })
    expect(['E_HELM_KILLED', 'E_HELM_FAILED']).toContain(receipt.code)
    expect(outcomes(receipt)).toContain('Deployment web: not sent')
  })

  it('threat 40: what Helm reports is believed only when the cluster holds it', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const approved = await scene.rehearse({ inputs: { helmArgs: '--set replicas=4' } })
    const operated = await scene.enforce(approved)
    expect((await receiptOf(scene, approved, operated)).result).toBe('applied')
    await kubectl(scene, 'delete', 'secret', 'sh.helm.release.v1.web.v2')
    expect(await receiptOf(scene, approved, operated)).toMatchObject({ result: 'unknown', code: 'E_READ_BACK' })
  })
})
