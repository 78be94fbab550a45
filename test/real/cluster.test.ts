// The harness proves itself: what other tests take for the truth about the cluster must be the truth.
import { describe, expect, it, test } from '@jest/globals'
import { fileURLToPath } from 'node:url'
import { cluster } from './cluster.ts'
import { helms, runHelm } from './helm.ts'
import { runProgram } from './runProgram.ts'

const chart = fileURLToPath(new URL('../charts/web', import.meta.url))

const configMap = (name: string, data: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
})

/** A namespace with the ConfigMap `here`, and a mark set after both. */
async function startMarked() {
  const namespace = await cluster.createNamespace()
  const path = `/api/v1/namespaces/${namespace}/configmaps`
  await cluster.request('POST', path, configMap('here'))
  return { namespace, path, mark: await cluster.auditMark() }
}

describe('the audit oracle', () => {
  it('sees a write that stayed, once, with its body', async () => {
    const { namespace, path, mark } = await startMarked()
    await cluster.request('POST', path, configMap('new', { a: '1' }))
    const writes = await cluster.writesSince(mark, { namespace })
    expect(writes).toMatchObject([
      { verb: 'create', method: 'POST', uri: path, user: 'admin', resource: 'configmaps', name: 'new', code: 201 },
    ])
    expect(writes[0]).toMatchObject({ namespace, changed: true, body: { data: { a: '1' } } })
  })

  it('does not count dry runs, in the URI or in the body of a deletion', async () => {
    const { namespace, path, mark } = await startMarked()
    const answers = [
      await cluster.request('POST', `${path}?dryRun=All`, configMap('new')),
      await cluster.request('PUT', `${path}/here?dryRun=%41ll`, configMap('here', { a: '1' })),
      await cluster.request('DELETE', `${path}/here?dryRun=All`),
      await cluster.request('DELETE', `${path}/here`, { kind: 'DeleteOptions', apiVersion: 'v1', dryRun: ['All'] }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200])
    expect(await cluster.writesSince(mark, { namespace })).toEqual([])
  })

  it('counts a deletion whose body says nothing of a dry run, whatever its URI says', async () => {
    const { namespace, path, mark } = await startMarked()
    await cluster.request('DELETE', `${path}/here?dryRun=All`, { kind: 'DeleteOptions', apiVersion: 'v1' })
    expect((await cluster.request('GET', `${path}/here`)).status).toBe(404)
    expect(await cluster.writesSince(mark, { namespace })).toMatchObject([{ verb: 'delete', name: 'here' }])
  })

  it('tells a write that changes nothing from one that does', async () => {
    const { namespace, path, mark } = await startMarked()
    const patch = (data: object) =>
      cluster.request('PATCH', `${path}/here`, { data }, { contentType: 'application/merge-patch+json' })
    await patch({})
    await patch({ a: '1' })
    await patch({ a: '1' })
    const writes = await cluster.writesSince(mark, { namespace })
    expect(writes.map(({ changed }) => changed)).toEqual([false, true, false])
  })

  it('passes over refused writes, questions and other users', async () => {
    const { namespace, path, mark } = await startMarked()
    await cluster.request('POST', path, configMap('new'), { token: cluster.tokenOf('nobody') })
    const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview' }
    const attributes = { namespace, verb: 'get', resource: 'pods' }
    await cluster.request('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      ...review,
      spec: { resourceAttributes: attributes },
    })
    await cluster.request('POST', path, configMap('planned'), { token: cluster.tokenOf('planner') })
    expect(await cluster.writesSince(mark, { user: 'nobody' })).toEqual([])
    expect(await cluster.writesSince(mark, { namespace })).toMatchObject([{ user: 'planner' }])
    expect(await cluster.writesSince(mark, { namespace, user: 'admin' })).toEqual([])
  })
})

test('resource versions tell which object changed', async () => {
  const { namespace, path } = await startMarked()
  const before = await cluster.resourceVersions(namespace)
  await cluster.request('PUT', `${path}/here`, configMap('here', { a: '1' }))
  const after = await cluster.resourceVersions(namespace)
  expect([...before.keys()]).toEqual([...after.keys()])
  expect([...after].filter(([key, version]) => before.get(key) !== version).map(([key]) => key)).toEqual([
    'configmaps/here',
  ])
})

test('users have the rights they are known for', async () => {
  const { namespace } = await startMarked()
  const status = async (user: string, args: string[]) =>
    (await runProgram(cluster.parts.kubectl, [`--kubeconfig=${cluster.kubeconfigFor(user)}`, '-n', namespace, ...args]))
      .code
  expect(await status('nobody', ['get', 'configmaps'])).toBe(1)
  expect(await status('reader', ['get', 'configmaps,secrets'])).toBe(0)
  expect(await status('reader', ['delete', 'configmap', 'here'])).toBe(1)
  expect(await status('planner', ['delete', 'configmap', 'here'])).toBe(0)
  expect(() => cluster.kubeconfigFor('stranger')).toThrow('no user stranger')
  await expect(cluster.kubectl(['get', 'configmap', 'absent'])).rejects.toThrow('NotFound')
})

describe.each(helms)('$name', (helm) => {
  it('installs a chart for real', async () => {
    const namespace = await cluster.createNamespace()
    const mark = await cluster.auditMark()
    const { stderr, code } = await runHelm(helm, ['install', 'shop', chart, '-n', namespace, '--set', 'replicas=3'])
    expect({ stderr, code }).toEqual({ stderr: expect.any(String), code: 0 })
    const created = (await cluster.writesSince(mark, { namespace })).filter(({ verb }) => verb === 'create')
    const names = created.map(({ resource, name }) => `${resource}/${name}`).sort()
    const ours = ['configmaps/shop', 'deployments.apps/shop', 'secrets/sh.helm.release.v1.shop.v1', 'secrets/shop']
    if (helm.major === 3) expect(names).toEqual([...ours, 'serviceaccounts/shop', 'services/shop'])
    expect([...(await cluster.resourceVersions(namespace)).keys()]).toEqual(expect.arrayContaining(ours))
    const kubernetes = await runHelm(helm, ['template', chart, '--show-only', 'templates/deployment.yaml'])
    expect(kubernetes.stdout).toContain('kind: Deployment')
  })

  it('finds helm diff, which shows the changes of an upgrade', async () => {
    const namespace = await cluster.createNamespace()
    const version = await runHelm(helm, ['diff', 'version'])
    expect(version).toEqual({ code: 0, stdout: '3.9.11\n', stderr: '' })
    await runHelm(helm, ['install', 'shop', chart, '-n', namespace])
    const args = ['diff', 'upgrade', 'shop', chart, '-n', namespace, '--set', 'replicas=5', '--no-color']
    const { stdout, stderr } = await runHelm(helm, args)
    expect({ stdout, stderr }).toEqual({ stderr: '', stdout: expect.stringContaining('+   replicas: 5') })
  })
})
