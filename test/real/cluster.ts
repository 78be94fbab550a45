// What tests use of the one API server that runs beside them; globalSetup.mjs starts it.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiRequest } from './apiRequest.mjs'
import { auditTrail } from './auditTrail.ts'
import { listVersions } from './listVersions.ts'
import { runProgram } from './runProgram.ts'

export interface Parts {
  helm3: string
  helm4: string
  'helm-diff': string
  helmDiffData3: string
  helmDiffData4: string
  etcd: string
  'kube-apiserver': string
  kubectl: string
  act: string
  actionlint: string
}

interface Started {
  /** Of the identity that is confined to dry runs. */
  planKubeconfig: string
  folder: string
  server: string
  certificate: string
  tokens: Record<string, string>
  auditLog: string
  pids: Record<string, number>
  parts: Parts
}

const started = readStarted()
const request = apiRequest({ ...started, token: tokenOf('admin') })
const trail = auditTrail(request, started.auditLog)

export const cluster = {
  /** Goes with the cluster: a place for files that nobody cleans up. */
  folder: started.folder,
  server: started.server,
  /** The API server's certificate chain, a PEM file. */
  certificate: started.certificate,
  auditLog: started.auditLog,
  pids: started.pids,
  parts: started.parts,
  kubeconfig: kubeconfigFor('admin'),
  /** admin may do everything, so may planner; reader may read everything; nobody may nothing. */
  kubeconfigFor,
  /** Of the identity that `examples/cluster/plan-identity.yaml` confines to dry runs. */
  planKubeconfig: started.planKubeconfig,
  tokenOf,
  /** Straight to the API server, as admin unless a token is given; any status is an answer. */
  request,

  /** A new one with a name that no other test has. */
  async createNamespace(): Promise<string> {
    const name = `test-${randomUUID().slice(0, 13)}`
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
    const { status, body } = await request('POST', '/api/v1/namespaces', namespace)
    if (status !== 201) throw new Error(`namespace not created: ${JSON.stringify(body)}`)
    return name
  },

  /** As admin; answers with stdout, throws what stderr says. */
  async kubectl(args: string[], options: { input?: string } = {}): Promise<string> {
    const { code, stdout, stderr } = await runProgram(
      started.parts.kubectl,
      [`--kubeconfig=${kubeconfigFor('admin')}`, ...args],
      options,
    )
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')} ended with ${code}:\n${stderr}`)
    return stdout
  },

  auditMark: trail.mark,

  /** Tests run side by side: filter by namespace or user. */
  writesSince: trail.writesSince,

  /** `resource.group/name` → resource version, of everything in the namespace and of the namespace itself. */
  resourceVersions: (namespace: string): Promise<Map<string, string>> => listVersions(request, namespace),
}

function readStarted(): Started {
  const file = process.env['HQG_TEST_CLUSTER']
  if (!file) throw new Error('no test cluster: run the tests with `npm test`, which starts one')
  return JSON.parse(readFileSync(file, 'utf8'))
}

function tokenOf(user: string): string {
  const token = started.tokens[user]
  if (!token) throw new Error(`the test cluster has no user ${user}`)
  return token
}

function kubeconfigFor(user: string): string {
  tokenOf(user)
  return join(started.folder, `${user.replaceAll(':', '-')}.kubeconfig`)
}
