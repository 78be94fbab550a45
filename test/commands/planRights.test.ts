// What an identity lacks is named by one code for each right, with the API server's own refusal.
import { describe, expect, it } from '@jest/globals'
import { codeOf, openScene, unwritten } from '../helm/Scene.ts'
import type { Scene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { openIdentity } from '../real/openIdentity.ts'
import type { Rule } from '../real/openIdentity.ts'

const SYSTEM = '/api/v1/namespaces/kube-system'
const SEES_SYSTEM: Rule = { apiGroups: [''], resources: ['namespaces'], resourceNames: ['kube-system'], verbs: ['get'] }
const SEES_RECORDS: Rule = { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] }

/** The error with which a plan ends that is made with these rights. */
const planWith = async (scene: Scene, rules: Rule[], proof: string): Promise<unknown> => {
  const kubeconfig = await openIdentity(scene.namespace, rules, proof)
  const environment = { KUBECONFIG: kubeconfig }
  return await scene.rehearse({ environment }).then(
    () => null,
    (error: unknown) => error,
  )
}

describe.each(helms)('an identity on $name that may not', (helm) => {
  it('list the records of the release', async () => {
    await using scene = await openScene(helm)
    const error = await planWith(scene, [SEES_SYSTEM], SYSTEM)
    expect(error).toMatchObject({ code: 'E_RELEASE_READ', sentence: expect.stringContaining('answered 403') })
  })

  it('see who the cluster is', async () => {
    await using scene = await openScene(helm)
    const error = await planWith(scene, [SEES_RECORDS], `/api/v1/namespaces/${scene.namespace}/secrets`)
    expect(error).toMatchObject({ code: 'E_CLUSTER_READ', sentence: expect.stringContaining('answered 403') })
  })

  it('read what the chart writes', async () => {
    await using scene = await openScene(helm)
    const proof = `/api/v1/namespaces/${scene.namespace}/secrets`
    const error = await planWith(scene, [SEES_SYSTEM, SEES_RECORDS], proof)
    expect(error).toMatchObject({
      code: 'E_CLUSTER_FORBIDDEN',
      sentence: expect.stringContaining('cannot get resource'),
    })
  })
})

describe.each(helms)('a record on $name that is', (helm) => {
  it.each([
    ['no record at all', Buffer.from('nothing').toString('base64')],
    ['empty', ''],
  ])('%s ends the plan', async (_, release) => {
    await using scene = await openScene(helm)
    const name = 'sh.helm.release.v1.web.v1'
    const labels = { name: 'web', owner: 'helm', status: 'deployed', version: '1' }
    const record = { metadata: { name, labels }, type: 'helm.sh/release.v1', data: { release } }
    await cluster.request('POST', `/api/v1/namespaces/${scene.namespace}/secrets`, record)
    expect(await unwritten(scene.namespace, () => codeOf(scene.rehearse()))).toBe('E_RELEASE_READ')
  })
})
