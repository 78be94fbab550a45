/** Installs the identity of the job `gate` as users do, and writes its kubeconfig; returns the path once it is confined. */
export function planIdentity(cluster: {
  readonly kubectl: string
  readonly kubeconfig: string
  readonly server: string
  readonly certificate: string
  readonly folder: string
}): Promise<string>
