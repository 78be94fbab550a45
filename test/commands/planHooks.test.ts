import { describe, expect, it } from '@jest/globals'
import { inShort, openScene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'

const hookJob = (name: string, annotations: Record<string, string>, command = '"true"'): string => `
apiVersion: batch/v1
kind: Job
metadata:
  name: ${name}
  annotations: ${JSON.stringify(annotations)}
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: main, image: busybox, command: [${command}]}]
`

const preUpgrade = {
  'helm.sh/hook': 'pre-upgrade',
  'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
}

const hookPod = `apiVersion: v1
kind: Pod
metadata:
  name: check
  annotations: {"helm.sh/hook": "post-upgrade,post-install"}
spec:
  restartPolicy: Never
  containers: [{name: main, image: busybox}]
`

describe.each(helms)('hooks in a rehearsal on $name', (helm) => {
  it('run to their end at once, without anything in the cluster that could run them', async () => {
    await using scene = await openScene(helm, { 'chart/templates/job.yaml': hookJob('migrate', preUpgrade) })
    await scene.upgrade()
    const { plan } = await scene.rehearse({ inputs: { timeoutSeconds: 20 } })
    expect(inShort(plan.queries)).toEqual(['run Job migrate'])
    expect(plan.queries[0]).toMatchObject({
      hook: { events: ['pre-upgrade'], weight: 0, deletePolicies: ['before-hook-creation', 'hook-succeeded'] },
      risks: ['hook', 'tag-without-digest'],
      unapprovable: null,
    })
    expect(plan.queries[0]?.diff).toContain('busybox')
  })

  it('run where a Job of the last time is still there', async () => {
    await using scene = await openScene(helm, { 'chart/templates/job.yaml': hookJob('migrate', preUpgrade) })
    await scene.upgrade()
    const left = hookJob('migrate', preUpgrade, '"false"')
    await cluster.kubectl(['-n', scene.namespace, 'create', '-f', '-'], { input: left })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['run Job migrate'])
    expect(plan.counts.refused).toBe(0)
  })

  it('show a delete of their own where their name belongs to an object that is no hook', async () => {
    await using scene = await openScene(helm, { 'chart/templates/job.yaml': hookJob('migrate', preUpgrade) })
    await scene.upgrade()
    await cluster.kubectl(['-n', scene.namespace, 'create', '-f', '-'], { input: hookJob('migrate', {}) })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['delete Job migrate', 'run Job migrate'])
  })

  it('run as Pods, too', async () => {
    await using scene = await openScene(helm, { 'chart/templates/pod.yaml': hookPod })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toContain('run Pod check')
    expect(plan.queries).toHaveLength(6)
  })

  it('may be Secrets, which the program waits for without seeing others', async () => {
    const secret = hookPod
      .replace('kind: Pod', 'kind: Secret')
      .replace(/spec:[^]*/, 'stringData: {password: hidden-value}\n')
    await using scene = await openScene(helm, { 'chart/templates/secret.yaml': secret })
    await cluster.kubectl(['-n', scene.namespace, 'create', 'secret', 'generic', 'foreign', '--from-literal=a=b'])
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toContain('run Secret check')
    expect(JSON.stringify(plan)).not.toContain('hidden-value')
  })

  it('stand in the order of their weights', async () => {
    await using scene = await openScene(helm, {
      'chart/templates/a.yaml': hookJob('late', { ...preUpgrade, 'helm.sh/hook-weight': '5' }),
      'chart/templates/b.yaml': hookJob('early', { ...preUpgrade, 'helm.sh/hook-weight': '-5' }),
    })
    await scene.upgrade()
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['run Job early', 'run Job late'])
    expect(plan.queries.map(({ hook }) => hook?.weight)).toEqual([-5, 5])
  })

  it('are on every upgrade, changed or not, and change their digest when they change', async () => {
    await using scene = await openScene(helm, { 'chart/templates/job.yaml': hookJob('migrate', preUpgrade) })
    await scene.upgrade()
    const [first, again] = [await scene.rehearse(), await scene.rehearse()]
    expect(again.plan.digest).toBe(first.plan.digest)
    await scene.write({ 'chart/templates/job.yaml': hookJob('migrate', preUpgrade, 'rm, "-rf"') })
    const changed = await scene.rehearse()
    expect(changed.plan.queries[0]?.digest).not.toBe(first.plan.queries[0]?.digest)
  })

  it('are left out by --no-hooks', async () => {
    await using scene = await openScene(helm, { 'chart/templates/job.yaml': hookJob('migrate', preUpgrade) })
    await scene.upgrade()
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--no-hooks', witness: 'strict' } })
    expect(plan.queries).toEqual([])
  })

  it('that cannot be the same twice cannot be approved', async () => {
    const random = hookJob('migrate', preUpgrade, 'echo, {{ randAlphaNum 12 | quote }}')
    await using scene = await openScene(helm, { 'chart/templates/job.yaml': random })
    await scene.upgrade()
    const { plan } = await scene.rehearse()
    expect(plan.queries[0]?.unapprovable).toMatchObject({ code: 'E_UNSTABLE' })
  })

  it('that are refused by the cluster are blocked in its words, and the rehearsal goes on', async () => {
    const bad = hookJob('migrate', preUpgrade).replace('restartPolicy: Never', 'restartPolicy: Always')
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.write({ 'chart/templates/job.yaml': bad })
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--set config.greeting=bye' } })
    expect(inShort(plan.queries)).toEqual(['blocked Job migrate', 'update ConfigMap web'])
    expect(plan.queries[0]?.cluster.refusal).toContain('restartPolicy')
  })

  it('that are not even of the right type are blocked, too', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.write({ 'chart/templates/job.yaml': hookJob('migrate', preUpgrade, 'true') })
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--set config.greeting=bye' } })
    expect(inShort(plan.queries)).toEqual(['blocked Job migrate', 'update ConfigMap web'])
    expect(plan.queries[0]?.cluster.refusal).toMatch(/command/)
  })
})
