import { GateError } from '../errors/GateError.ts'
import { textAt } from '../json/at.ts'
import { answerObject } from '../wire/answerObject.ts'
import type { Upstream } from '../wire/Upstream.ts'

export type ClusterFacts = { readonly identity: string; readonly version: string }

/** Who the cluster is (the uid of its namespace kube-system) and its version. */
export const readClusterFacts = async (upstream: Upstream): Promise<ClusterFacts> => {
  const [system, version] = await Promise.all([
    upstream.readJson('/api/v1/namespaces/kube-system'),
    upstream.readJson('/version'),
  ])
  const uid = system.status === 200 ? textAt(answerObject(system), 'metadata', 'uid') : undefined
  if (uid === undefined) {
    throw new GateError(
      'E_CLUSTER_READ',
      `The API server answered ${system.status} to a read of the namespace kube-system, whose uid names the cluster.`,
      'Give the identity of this job the right to get that namespace.',
    )
  }
  return {
    identity: `uid:${uid}`,
    version: version.status === 200 ? (textAt(answerObject(version, 'gitVersion'), 'gitVersion') ?? '') : 'unknown',
  }
}
