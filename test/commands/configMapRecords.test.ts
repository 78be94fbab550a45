// HELM_DRIVER=configmap: the same release, its records in ConfigMaps.
import { describe, expect, it } from '@jest/globals'
import { gunzipSync, gzipSync } from 'node:zlib'
import { readBack } from '../../src/helm/readBack.ts'
import { startProxy } from '../../src/kubectl/startProxy.ts'
import { charterOf, codeOf, inShort, openScene } from '../helm/Scene.ts'
import { happened, predicted } from '../helm/prediction.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'

const hook = `apiVersion: v1
kind: ConfigMap
metadata: {name: seed, annotations: {"helm.sh/hook": "pre-upgrade,pre-install"}}
`

const records = async (namespace: string): Promise<string> =>
  await cluster.kubectl(['-n', namespace, 'get', 'configmaps,secrets', '-l', 'owner=helm', '-o', 'name'])

describe.each(helms)('records in ConfigMaps on $name', (secrets) => {
  const helm = { ...secrets, env: { ...secrets.env, HELM_DRIVER: 'configmap' } }

  it('are read, rehearsed, enforced and read back, for an install and for an upgrade', async () => {
    await using scene = await openScene(helm, { 'chart/templates/seed.yaml': hook })
    const steps = ['', '--set config.greeting=bye', '--set replicas=4 --history-max 2']
    const left = [[1], [1, 2], [2, 3]]
    for (const [place, helmArgs] of steps.entries()) {
      const approved = await scene.rehearse({ inputs: { helmArgs, witness: 'strict' } })
      expect(approved.plan.release.next).toBe(place + 1)
      expect(approved.plan.release.baseline?.revision ?? 0).toBe(place)
      const mark = await scene.mark()
      const { result, enforced, trouble } = await scene.enforce(approved)
      expect({ code: result?.exitCode, refused: enforced.refused, trouble }).toEqual({
        code: 0,
        refused: [],
        trouble: null,
      })
      expect(enforced.recordStored).toBe(true)
      expect(happened(await scene.writesSince(mark))).toEqual(predicted(approved))
      expect(await records(scene.namespace)).toBe(
        (left[place] ?? []).map((revision) => `configmap/sh.helm.release.v1.web.v${revision}\n`).join(''),
      )
      await using proxy = await startProxy({
        kubectl: cluster.parts.kubectl,
        context: null,
        cwd: scene.folder,
        env: { PATH: process.env['PATH'] ?? '', KUBECONFIG: cluster.kubeconfig },
      })
      const { record } = await readBack(proxy.socketPath, charterOf(approved))
      expect(record).toMatchObject({
        revision: place + 1,
        status: 'deployed',
        manifest: approved.facts.record.manifest,
      })
    }
  })

  it('show a change as one and nothing where nothing changes', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    expect((await scene.rehearse()).plan.queries).toEqual([])
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--set config.greeting=bye' } })
    expect(inShort(plan.queries)).toEqual(['update ConfigMap web'])
  })

  it('of another content than the approved one stop the run before any write', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const approved = await scene.rehearse({ inputs: { helmArgs: '--set config.greeting=bye' } })
    await scene.write({ 'chart/templates/seed.yaml': hook })
    const mark = await scene.mark()
    const { enforced } = await scene.enforce(approved)
    expect(enforced.refused.map(({ kind }) => kind)).toEqual(['record'])
    expect(await scene.writesSince(mark)).toEqual([])
  })

  it('that are unfinished stop the plan', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const name = 'sh.helm.release.v1.web.v2'
    const text = await cluster.kubectl(['-n', scene.namespace, 'get', 'cm/sh.helm.release.v1.web.v1', '-o', 'json'])
    const { data, metadata }: { data: { release: string }; metadata: { labels: object } } = JSON.parse(text)
    const release = JSON.parse(gunzipSync(Buffer.from(data.release, 'base64')).toString('utf8'))
    release.version = 2
    release.info.status = 'pending-upgrade'
    const record = gzipSync(JSON.stringify(release)).toString('base64')
    const labels = { ...metadata.labels, version: '2', status: 'pending-upgrade' }
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels }, data: { release: record } }
    await cluster.kubectl(['-n', scene.namespace, 'create', '-f', '-'], { input: JSON.stringify(object) })
    expect(await codeOf(scene.rehearse())).toBe('E_RELEASE_PENDING')
  })

  it('leave the rules for Secrets as they are', async () => {
    const lookup = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: peek}\ndata: {seen: {{ (lookup "v1" "Secret" .Release.Namespace "foreign") | toJson | quote }}}\n`
    await using scene = await openScene(helm, { 'chart/templates/peek.yaml': lookup })
    await cluster.kubectl(['-n', scene.namespace, 'create', 'secret', 'generic', 'foreign', '--from-literal=a=b'])
    expect(await codeOf(scene.rehearse())).toBe('E_SECRET_READ')
  })
})

describe('other places for records', () => {
  it.each([
    ['sql', /database/],
    ['memory', /forgets/],
    ['etcd', /no driver/],
  ])('are refused with a sentence of their own: %s', async (driver, sentence) => {
    const [helm] = helms
    if (helm === undefined) throw new Error('no helm')
    await using scene = await openScene(helm)
    const failure: unknown = await scene
      .rehearse({ environment: { HELM_DRIVER: driver } })
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'E_ENVIRONMENT', sentence: expect.stringMatching(sentence) })
  })
})
