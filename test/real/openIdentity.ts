// An identity that has the rights of these rules and no other: a service account, as a job would have one.
import { writeFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { apiRequest } from './apiRequest.mjs'
import { cluster } from './cluster.ts'
import { kubeconfigText } from './kubeconfigText.mjs'

export interface Rule {
  apiGroups: string[]
  resources: string[]
  verbs: string[]
  resourceNames?: string[]
}

const RBAC = '/apis/rbac.authorization.k8s.io/v1'
const TRIES = 100

/** Makes the identity in a namespace and answers with its kubeconfig, once the API server gives it what `proof` asks for. */
export async function openIdentity(namespace: string, rules: Rule[], proof: string): Promise<string> {
  const name = `job-${randomUUID().slice(0, 8)}`
  const accounts = `/api/v1/namespaces/${namespace}/serviceaccounts`
  await made(accounts, { metadata: { name } })
  await made(`${RBAC}/clusterroles`, { metadata: { name }, rules })
  await made(`${RBAC}/clusterrolebindings`, {
    metadata: { name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
    roleRef: { kind: 'ClusterRole', name, apiGroup: 'rbac.authorization.k8s.io' },
  })
  const issued = await made(`${accounts}/${name}/token`, { spec: {} })
  const { token } = (issued as { status: { token: string } }).status
  await allowed(token, proof)
  const path = join(cluster.folder, `${name}.kubeconfig`)
  const authority = readFileSync(cluster.certificate).toString('base64')
  await writeFile(path, kubeconfigText({ server: cluster.server, authority, user: name, token }), { mode: 0o600 })
  return path
}

const made = async (path: string, object: object): Promise<unknown> => {
  const { status, body } = await cluster.request('POST', path, object)
  if (status !== 201) throw new Error(`${path}: ${JSON.stringify(body)}`)
  return body
}

// The API server learns of new rights a moment after they are stored.
const allowed = async (token: string, proof: string): Promise<void> => {
  const { server, certificate } = cluster
  const request = apiRequest({ server, certificate, token })
  for (let tries = 0; tries < TRIES; tries += 1) {
    if ((await request('GET', proof)).status === 200) return
    await sleep(50)
  }
  throw new Error(`the identity may not read ${proof}`)
}
