// An API server that does not do its work, through a real HTTP proxy in front of the real one. Whatever happens ends in
// a stated code or in the whole plan; never in a shorter one, never in a write.
import { describe, expect, it } from '@jest/globals'
import type { ServerResponse } from 'node:http'
import type { PlanInputs } from '../../src/config/PlanInputs.ts'
import { codeOf, inShort, openScene, unwritten } from '../helm/Scene.ts'
import type { Scene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'
import { openProxy } from '../real/openProxy.ts'
import { storeOldWebhook } from '../real/storeOldWebhook.ts'
import type { Passing, Proxy } from '../real/openProxy.ts'

const CHANGE = '--set config.greeting=bye --set image.tag=1.28'
const WHOLE = ['update Deployment web', 'update ConfigMap web']

/** An installed release whose next plan goes through a proxy. */
const openInstalled = async (helm: Helm, proxy: Proxy): Promise<Scene> => {
  const kubeconfigFor = (user: string) => (user === 'planner' ? proxy.kubeconfig : cluster.kubeconfigFor(user))
  const scene = await openScene(helm, {}, { kubeconfigFor })
  const { code, stderr } = await scene.upgrade()
  expect({ code, stderr }).toMatchObject({ code: 0 })
  return scene
}

/** The queries of a plan, or the code of its failure; nothing is written either way. */
const outcome = async (scene: Scene, inputs: Partial<PlanInputs> = {}): Promise<unknown> =>
  await unwritten(scene.namespace, () =>
    scene.rehearse({ inputs: { helmArgs: CHANGE, ...inputs } }).then(
      ({ plan }) => new Set(inShort(plan.queries)),
      async (error: unknown) => await codeOf(Promise.reject(error)),
    ),
  )

const whole = new Set(WHOLE)

const answers: Record<string, (response: ServerResponse) => void> = {
  'a page': (response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Please log in</body></html>'),
  'half an object': (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end('{"kind":"ConfigMap","apiVersion":"v'),
  nothing: (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(),
  'an object of somebody else': (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end('{"error":"try later"}'),
}

interface Place {
  name: string
  at: (passing: Passing) => boolean
  codes: string[]
}

const HELMS_OWN = ['E_HELM_FAILED', 'E_KIND_UNKNOWN', 'E_CHART_RENDER']
const places: Place[] = [
  { name: 'who the cluster is', at: ({ url }) => url.includes('/namespaces/kube-system'), codes: ['E_CLUSTER_ANSWER'] },
  {
    name: 'the records',
    at: ({ url }) => url.includes('/secrets?labelSelector'),
    codes: ['E_CLUSTER_ANSWER'],
  },
  { name: 'what is served', at: ({ url }) => /^\/apis(\?|$)/.test(url), codes: HELMS_OWN },
  { name: 'a group', at: ({ url }) => /^\/apis\/apps\/v1$/.test(url), codes: ['E_CLUSTER_ANSWER', ...HELMS_OWN] },
  {
    name: 'an object',
    at: ({ method, url }) => method === 'GET' && url.includes('/configmaps/web'),
    codes: ['E_CLUSTER_ANSWER', ...HELMS_OWN],
  },
  {
    name: 'a dry run of a delete',
    at: ({ method, url }) => method === 'DELETE' && url.includes('/services/web'),
    codes: ['E_CLUSTER_ANSWER'],
  },
  {
    name: 'a dry run',
    at: ({ method, url }) => method === 'PATCH' && url.includes('/configmaps/web'),
    codes: ['E_CLUSTER_ANSWER'],
  },
]

describe.each(helms)('a broken way to the cluster, on $name:', (helm) => {
  it.each(places.flatMap((place) => Object.keys(answers).map((answer) => ({ ...place, answer }))))(
    '$answer instead of $name',
    async ({ at, answer, codes }) => {
      let hits = 0
      await using proxy = await openProxy((passing) => {
        if (!at(passing)) return passing.pass()
        hits += 1
        answers[answer]?.(passing.response)
      })
      await using scene = await openInstalled(helm, proxy)
      await scene.remove('chart/templates/service.yaml')
      expect(codes).toContain(await outcome(scene))
      expect(hits).toBeGreaterThan(0)
    },
  )

  it.each([3, 10, 18, 25])('down after %d requests', async (last) => {
    let count = 0
    await using proxy = await openProxy(({ response, pass }) => {
      count += 1
      if (count <= last) pass()
      else response.destroy()
    })
    await using scene = await openInstalled(helm, proxy)
    expect(await outcome(scene)).toBe('E_CLUSTER_UNREACHABLE')
  })

  // These wait more than they work.
  it.concurrent.each([
    ['who the cluster is', '/namespaces/kube-system', 'E_CLUSTER_UNREACHABLE'],
    ['an object', '/configmaps/web', 'E_HELM_TIMEOUT'],
    ['what is served', '/apis', 'E_HELM_TIMEOUT'],
  ])('30 s slow when asked for %s, where less is left', async (_, part, code) => {
    const slow: NodeJS.Timeout[] = []
    await using proxy = await openProxy(({ url, pass }) => {
      if (url.includes(part)) slow.push(setTimeout(() => pass(), 30_000))
      else pass()
    })
    await using scene = await openInstalled(helm, proxy)
    const started = performance.now()
    expect(await outcome(scene, { timeoutSeconds: 3 })).toBe(code)
    expect(performance.now() - started).toBeLessThan(15_000)
    slow.forEach((timer) => clearTimeout(timer))
  })

  it.concurrent.each([
    ['too busy for a moment', 429, { 'retry-after': '1' }],
    ['away for a moment', 503, { 'retry-after': '1' }],
    ['away for a moment and says no more', 503, {}],
  ])('%s, for every first request of its kind: the plan is whole', async (_, status, headers) => {
    const seen = new Set<string>()
    await using proxy = await openProxy(({ method, url, response, pass }) => {
      const path = `${method} ${url.split('?')[0]}`
      // Without Retry-After clients do not try again: then only what the gate asks for itself is put off.
      const counts = method === 'GET' || 'retry-after' in headers
      if (!counts || !/kube-system|secrets\?labelSelector|configmaps\/web/.test(url) || seen.has(path)) return pass()
      seen.add(path)
      const body = { kind: 'Status', apiVersion: 'v1', status: 'Failure', message: 'busy', code: status }
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
    })
    await using scene = await openInstalled(helm, proxy)
    expect(await outcome(scene)).toEqual(whole)
    expect(seen.size).toBe('retry-after' in headers ? 4 : 3)
  })
})

describe.each(helms)('a webhook that does not support dry runs, on $name,', (helm) => {
  it('leaves what it looks at unverified, and the plan whole', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await using _webhook = await storeOldWebhook(scene.namespace)
    await scene.write({ 'chart/templates/new.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: new}\n' })
    const { plan } = await scene.rehearse({ inputs: { helmArgs: CHANGE } })
    expect(new Set(inShort(plan.queries))).toEqual(new Set(['create ConfigMap new', ...WHOLE]))
    const unverified = plan.queries.filter(({ cluster: { verified } }) => !verified)
    expect(new Set(inShort(unverified))).toEqual(new Set(['create ConfigMap new', 'update ConfigMap web']))
    for (const { cluster: said } of unverified) expect(said.reason).toMatch(/webhook does not support dry runs/)
  })
})
