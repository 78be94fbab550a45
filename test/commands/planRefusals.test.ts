import { describe, expect, it } from '@jest/globals'
import { inShort, openScene } from '../helm/Scene.ts'
import { makePending } from '../helm/makePending.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'

const policies = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies'
const bindings = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings'

/** Forbids something in one namespace until it is disposed of. */
const forbid = async (namespace: string, rule: object, expression: string): Promise<AsyncDisposable> => {
  const metadata = { name: `forbid-${namespace}` }
  const spec = {
    matchConstraints: { resourceRules: [rule] },
    validations: [{ expression, message: 'the house does not allow it' }],
  }
  const selector = { matchLabels: { 'kubernetes.io/metadata.name': namespace } }
  const binding = {
    policyName: metadata.name,
    validationActions: ['Deny'],
    matchResources: { namespaceSelector: selector },
  }
  await cluster.request('POST', policies, {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata,
    spec,
  })
  await cluster.request('POST', bindings, {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata,
    spec: binding,
  })
  return {
    [Symbol.asyncDispose]: async () => {
      await cluster.request('DELETE', `${bindings}/${metadata.name}`)
      await cluster.request('DELETE', `${policies}/${metadata.name}`)
    },
  }
}

/** Policies work a moment after they were made: waits until a dry run of what is forbidden is refused. */
const untilForbidden = async (method: string, path: string, body?: unknown): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const { status } = await cluster.request(method, `${path}?dryRun=All`, body)
    if (status === 422) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the policy never worked')
}

const configMaps = (operations: string[]) => ({
  apiGroups: [''],
  apiVersions: ['v1'],
  resources: ['configmaps'],
  operations,
})

describe.each(helms)('what the cluster refuses, on $name', (helm) => {
  it('is found in one rehearsal, all of it, in the words of the API server', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: other}}
  template:
    metadata: {labels: {app: other}}
    spec: {containers: [{name: web, image: nginx}]}
`
    await scene.write({ 'chart/templates/deployment.yaml': deployment })
    const helmArgs = '--set port=8081 --set config.greeting=bye'
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 70000}]}\n'
    await scene.write({ 'chart/templates/service.yaml': service })
    const { plan } = await scene.rehearse({ inputs: { helmArgs } })
    expect(inShort(plan.queries)).toEqual(['blocked Service web', 'blocked Deployment web', 'update ConfigMap web'])
    expect(plan.queries[0]?.cluster.refusal).toContain('must be between 1 and 65535')
    expect(plan.queries[1]?.cluster.refusal).toContain('field is immutable')
    expect(plan.counts.refused).toBe(2)
  })

  it('by a policy is blocked in the words of the policy', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await using _ = await forbid(
      scene.namespace,
      configMaps(['CREATE', 'UPDATE']),
      "object.data.?greeting.orValue('') != 'bye'",
    )
    const path = `/api/v1/namespaces/${scene.namespace}/configmaps`
    await untilForbidden('POST', path, { metadata: { name: 'probe' }, data: { greeting: 'bye' } })
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--set config.greeting=bye --set image.tag=1.28' } })
    expect(inShort(plan.queries)).toEqual(['blocked ConfigMap web', 'update Deployment web'])
    expect(plan.queries[0]?.cluster.refusal).toContain('the house does not allow it')
  })

  it('of a delete is blocked, too, and nothing waits for an object to go that stays', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.remove('chart/templates/configmap.yaml')
    await using _ = await forbid(scene.namespace, configMaps(['DELETE']), 'false')
    await untilForbidden('DELETE', `/api/v1/namespaces/${scene.namespace}/configmaps/web`)
    const { plan } = await scene.rehearse({ inputs: { timeoutSeconds: 20 } })
    expect(inShort(plan.queries)).toEqual(['blocked ConfigMap web'])
  })

  it('of a hook’s delete is blocked, and the rehearsal does not wait for the hook to go', async () => {
    const hook = `apiVersion: v1
kind: ConfigMap
metadata: {name: seed, annotations: {"helm.sh/hook": pre-upgrade}}
`
    await using scene = await openScene(helm, { 'chart/templates/hook.yaml': hook })
    await scene.upgrade()
    await cluster.kubectl(['-n', scene.namespace, 'create', '-f', '-'], { input: hook })
    await using _ = await forbid(scene.namespace, configMaps(['DELETE']), 'false')
    await untilForbidden('DELETE', `/api/v1/namespaces/${scene.namespace}/configmaps/seed`)
    const { plan } = await scene.rehearse({ inputs: { timeoutSeconds: 20 } })
    expect(inShort(plan.queries)).toEqual(['blocked ConfigMap seed'])
  })

  it('for want of a quota is blocked', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const quota = { metadata: { name: 'few' }, spec: { hard: { 'count/configmaps': '1' } }, status: {} }
    const path = `/api/v1/namespaces/${scene.namespace}/resourcequotas`
    await cluster.request('POST', path, quota)
    const used = { hard: { 'count/configmaps': '1' }, used: { 'count/configmaps': '1' } }
    await cluster.request(
      'PATCH',
      `${path}/few/status`,
      { status: used },
      { contentType: 'application/merge-patch+json' },
    )
    await scene.write({ 'chart/templates/more.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: more}\n' })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['blocked ConfigMap more'])
    expect(plan.queries[0]?.cluster.refusal).toContain('exceeded quota')
  })

  it('is no refusal where only the rights for dry runs are missing: it is unverified, and said so', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.remove('chart/templates/service.yaml')
    const { plan } = await scene.rehearse({ user: 'reader', inputs: { helmArgs: '--set config.greeting=bye' } })
    expect(inShort(plan.queries)).toEqual(expect.arrayContaining(['delete Service web', 'update ConfigMap web']))
    const update = plan.queries.find(({ verb }) => verb === 'update')
    expect(update?.cluster).toMatchObject({ verified: false, reason: 'this identity may not dry-run the write' })
    expect(update?.changes).toContainEqual({ path: 'data.greeting', op: 'replace', before: 'hello', after: 'bye' })
    expect(plan.counts).toMatchObject({ refused: 0 })
    expect(plan.counts.unverified).toBeGreaterThan(1)
  })

  it('cannot be rehearsed while an operation on the release is unfinished', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await makePending(scene.namespace, 1)
    await expect(scene.rehearse()).rejects.toMatchObject({ code: 'E_RELEASE_PENDING' })
  })
})
