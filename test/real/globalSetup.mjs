import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getParts } from '../../tools/parts.mjs'
import { planIdentity } from './planIdentity.mjs'
import { startCluster } from './startCluster.mjs'

/** Gets the real programs and starts one API server for the whole run; test/real/cluster.ts reads what is written. */
export default async function globalSetup() {
  const parts = await getParts()
  const cluster = await startCluster()
  const { folder, server, certificate, tokens, auditLog, pids } = cluster
  const planKubeconfig = await planIdentity({ ...cluster, kubectl: parts.kubectl })
  const file = join(folder, 'cluster.json')
  writeFileSync(file, JSON.stringify({ folder, server, certificate, tokens, auditLog, pids, parts, planKubeconfig }), {
    mode: 0o600,
  })
  process.env.HQG_TEST_CLUSTER = file
  globalThis.stopTestCluster = () => cluster.stop()
}
