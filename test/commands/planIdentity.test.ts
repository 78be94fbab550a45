import { readFile } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import { cluster } from '../real/cluster.ts'

const token = async (): Promise<string> =>
  /token: (\S+)/.exec(await readFile(cluster.planKubeconfig, 'utf8'))?.[1] ?? ''

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'probe' }, data: { a: 'b' } }

describe('the identity that plans', () => {
  it('threat 44: may not keep anything: create, patch, delete and a token are refused, dry runs pass', async () => {
    const namespace = await cluster.createNamespace()
    const path = `/api/v1/namespaces/${namespace}/configmaps`
    const mark = await cluster.auditMark()
    const as = { token: await token() }
    const denied = {
      status: 422,
      body: expect.objectContaining({ message: expect.stringContaining('may only dry-run') }),
    }

    expect(await cluster.request('POST', path, configMap, as)).toMatchObject(denied)
    expect(await cluster.request('POST', `${path}?dryRun=All`, configMap, as)).toMatchObject({ status: 201 })
    expect(await cluster.request('DELETE', `${path}/kube-root-ca.crt`, undefined, as)).not.toMatchObject({
      status: 200,
    })
    const patch = { ...as, contentType: 'application/merge-patch+json' }
    const own = `/api/v1/namespaces/${namespace}`
    expect(await cluster.request('PATCH', own, { metadata: { labels: { a: 'b' } } }, patch)).toMatchObject(denied)
    expect(await cluster.request('DELETE', own, undefined, as)).toMatchObject(denied)
    const asked = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} }
    const tokens = '/api/v1/namespaces/helm-query-gate/serviceaccounts/plan/token'
    expect((await cluster.request('POST', tokens, asked, as)).status).toBe(422)
    expect((await cluster.request('POST', `${tokens}?dryRun=All`, asked, as)).status).toBe(422)
    expect(await cluster.writesSince(mark, { namespace })).toEqual([])
  })
})
