import { createServer } from 'node:net'
import { join } from 'node:path'

const audit = ['--audit-log-mode=blocking', '--audit-log-maxsize=100000']

/** The command lines of etcd and kube-apiserver, and the API server's address, on ports that are free right now. */
export async function clusterPrograms(parts, folder) {
  const [etcdPort, peerPort, port] = await freePorts(3)
  const etcdUrl = `http://127.0.0.1:${etcdPort}`
  const etcd = [
    ['--data-dir', join(folder, 'etcd'), '--listen-client-urls', etcdUrl, '--advertise-client-urls', etcdUrl],
    ['--listen-peer-urls', `http://127.0.0.1:${peerPort}`, '--unsafe-no-fsync'],
  ].flat()
  const key = join(folder, 'service-accounts.key')
  const apiserver = [
    [`--etcd-servers=${etcdUrl}`, `--secure-port=${port}`, '--bind-address=127.0.0.1'],
    [`--cert-dir=${join(folder, 'certificates')}`, '--service-cluster-ip-range=10.0.0.0/16'],
    [`--service-account-key-file=${key}`, `--service-account-signing-key-file=${key}`],
    ['--service-account-issuer=https://kubernetes.default.svc', '--authorization-mode=RBAC'],
    [`--token-auth-file=${join(folder, 'tokens.csv')}`, '--disable-admission-plugins=ServiceAccount'],
    // Reads go straight to etcd: through the cache each consistent list waits up to 100 ms for it to catch up.
    ['--watch-cache=false', '--allow-privileged', `--audit-policy-file=${join(folder, 'audit-policy.json')}`],
    [`--audit-log-path=${join(folder, 'audit.log')}`, ...audit],
  ].flat()
  return {
    server: `https://127.0.0.1:${port}`,
    etcd: { name: 'etcd', path: parts.etcd, args: etcd },
    apiserver: { name: 'kube-apiserver', path: parts['kube-apiserver'], args: apiserver },
  }
}

/** What makes Deployments, Jobs and deleted namespaces come to their end. */
export function controllerPrograms(parts, folder, kubeconfigFor) {
  const controllers =
    'deployment,replicaset,statefulset,daemonset,job,cronjob,namespace,garbagecollector,endpoint,endpointslice'
  const manager = [
    [`--kubeconfig=${kubeconfigFor('system:kube-controller-manager')}`, `--controllers=${controllers}`],
    ['--leader-elect=false', '--secure-port=0', '--authentication-skip-lookup=true'],
    [`--service-account-private-key-file=${join(folder, 'service-accounts.key')}`],
  ].flat()
  const kwok = [
    [`--kubeconfig=${kubeconfigFor('system:kwok')}`, '--manage-all-nodes'],
    ['--node-ip=10.1.0.1', '--cidr=10.1.0.0/16'],
  ].flat()
  return [
    { name: 'kube-controller-manager', path: parts['kube-controller-manager'], args: manager },
    { name: 'kwok', path: parts.kwok, args: kwok },
  ]
}

/** All are held open until the last is known, so that they differ. */
async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer()
      return new Promise((resolve) => {
        server.listen(0, '127.0.0.1', () => resolve(server))
      })
    }),
  )
  const ports = servers.map((server) => server.address().port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
