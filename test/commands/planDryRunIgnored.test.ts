// What stands before the API server and turns dry runs into writes: a real proxy that drops `dryRun` from requests.
import { describe, expect, it } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { messageOf } from '../../src/errors/messageOf.ts'
import { codeOf, openScene, unwritten } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { openProxy } from '../real/openProxy.ts'

const withoutDryRun = (url: string): string => url.replace(/([?&])dryRun=All&?/, '$1').replace(/[?&]$/, '')
const PROBE = /helm-query-gate-probe/

/** A proxy that drops `dryRun` from writes that match; by default from all. */
const dropping = (matches: (method: string, url: string) => boolean = () => true, token?: string) =>
  openProxy(({ method, url, pass }) => pass(method !== 'GET' && matches(method, url) ? withoutDryRun(url) : url), token)

const through = (proxy: { kubeconfig: string }) => ({
  kubeconfigFor: (user: string) => (user === 'planner' ? proxy.kubeconfig : cluster.kubeconfigFor(user)),
})

describe.each(helms)('a way to the cluster that drops dryRun, on $name,', (helm) => {
  it.each([
    ['an upgrade', true],
    ['a first install', false],
  ])('is found out before %s writes anything', async (_, installed) => {
    await using proxy = await dropping()
    await using scene = await openScene(helm, {}, through(proxy))
    if (installed) await scene.upgrade()
    const inputs = { helmArgs: '--set config.greeting=bye' }
    expect(await unwritten(scene.namespace, () => codeOf(scene.rehearse({ inputs })))).toBe('E_DRY_RUN_IGNORED')
    expect(proxy.seen.filter((line) => !line.startsWith('GET'))).toHaveLength(1)
  })

  it('is found out before the namespace of a first install is made', async () => {
    await using proxy = await dropping()
    const namespace = `${await cluster.createNamespace()}-new`
    await using scene = await openScene(helm, {}, { ...through(proxy), namespace })
    const inputs = { helmArgs: '--create-namespace' }
    expect(await unwritten(namespace, () => codeOf(scene.rehearse({ inputs })))).toBe('E_DRY_RUN_IGNORED')
  })

  it.each([
    ['made', 'POST', 'configmaps', '--set config.greeting=bye', false],
    ['changed', 'PATCH', 'configmaps', '--set config.greeting=bye', true],
    ['deleted', 'DELETE', 'services', '', true],
  ])(
    'only sometimes is found out by the first object that is %s, and no other is',
    async (_, verb, kind, helmArgs, installed) => {
      let probed = false
      await using proxy = await dropping((method, url) => {
        const isFirst = method === 'POST' && /\/configmaps\?/.test(url) && !probed
        probed ||= isFirst
        return (
          !isFirst &&
          (method === verb || (helm.major === 4 && verb === 'POST' && method === 'PATCH')) &&
          url.includes(`/${kind}`)
        )
      })
      await using scene = await openScene(helm, {}, through(proxy))
      if (installed) await scene.upgrade()
      if (verb === 'DELETE') await scene.remove('chart/templates/service.yaml')
      const mark = await scene.mark()
      const failure: unknown = await scene.rehearse({ inputs: { helmArgs } }).catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: 'E_DRY_RUN_IGNORED' })
      expect(messageOf(failure)).toContain(`/namespaces/${scene.namespace}/${kind}/web was really changed`)
      const written = await scene.writesSince(mark)
      expect(written.map(({ resource }) => resource)).toEqual([kind])
    },
  )

  it('is no more suspected where somebody else changes the object in the middle', async () => {
    let left = 1
    await using proxy = await openProxy(({ method, url, pass }) => {
      if (method !== 'PATCH' || !url.includes('/configmaps/web') || left === 0) return pass()
      left -= 1
      void cluster.kubectl(['-n', scene.namespace, 'annotate', 'configmap/web', 'hand=was-here']).then(
        () => pass(),
        () => pass(),
      )
    })
    await using scene = await openScene(helm, {}, through(proxy))
    await scene.upgrade()
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--set config.greeting=bye' } })
    expect(left).toBe(0)
    expect(plan.queries).toHaveLength(1)
  })
})

describe('a way to the cluster that drops dryRun, for an identity that is confined to dry runs,', () => {
  it('is found out by the refusal of its policy', async () => {
    const token = /token: (\S+)/.exec(await readFile(cluster.planKubeconfig, 'utf8'))?.[1]
    await using proxy = await dropping(undefined, token)
    const [helm] = helms
    if (helm === undefined) throw new Error('no helm')
    await using scene = await openScene(helm, {}, through(proxy))
    expect(await unwritten(scene.namespace, () => codeOf(scene.rehearse()))).toBe('E_DRY_RUN_IGNORED')
    expect(proxy.seen.filter((line) => !line.startsWith('GET'))).toHaveLength(1)
  })
})

describe('the question whether dry runs are dry runs', () => {
  it('is put once for a rehearsal and leaves nothing', async () => {
    const [helm] = helms
    if (helm === undefined) throw new Error('no helm')
    await using proxy = await openProxy(({ pass }) => pass())
    await using scene = await openScene(helm, {}, through(proxy))
    const { plan } = await unwritten(scene.namespace, () => scene.rehearse())
    expect(JSON.stringify(plan)).not.toMatch(PROBE)
    const asked = proxy.seen.filter(
      (line) => line === `POST /api/v1/namespaces/${scene.namespace}/configmaps?dryRun=All`,
    )
    expect(asked).toHaveLength(1)
  })
})
