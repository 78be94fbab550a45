import type { ApiRequest } from './apiRequest.mjs'

export interface StartOptions {
  /** Also runs controllers, a fake node and its pods: Deployments get ready, Jobs finish, namespaces go away. */
  controllers?: boolean
  /** Users besides admin, planner, reader and nobody: name → groups. They get their rights from RBAC objects. */
  users?: Record<string, string[]>
  log?: (line: string) => void
}

export interface RunningCluster {
  /** Everything the cluster has on disk; the log of each program is `<folder>/<program>.log`. */
  folder: string
  server: string
  /** A file with the API server's certificate chain. */
  certificate: string
  /** The admin's. */
  kubeconfig: string
  /** Throws when the cluster has no such user. */
  kubeconfigFor(user: string): string
  tokens: Record<string, string>
  /** As admin, unless a token is given. */
  request: ApiRequest
  auditLog: string
  /** By program: etcd, kube-apiserver, … */
  pids: Record<string, number>
  /** Kills the API server at once, as a crash would. */
  kill(): Promise<void>
  /** Ends every program and removes the folder. The same happens when this process dies. */
  stop(): Promise<void>
}

export function startCluster(options?: StartOptions): Promise<RunningCluster>
