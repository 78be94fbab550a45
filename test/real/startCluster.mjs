// A real API server with etcd, in two to three seconds. Plain ESM: jest, tools/demo.mjs and tools/bench.mjs share it.
import { existsSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { getParts } from '../../tools/parts.mjs'
import { apiRequest } from './apiRequest.mjs'
import { writeClusterFiles } from './clusterFiles.mjs'
import { clusterPrograms, controllerPrograms } from './clusterPrograms.mjs'
import { fakeNode, roleBindings } from './clusterObjects.mjs'
import { kubeconfigText } from './kubeconfigText.mjs'
import { supervisor } from './supervisor.mjs'

const needed = ['etcd', 'kube-apiserver']
const neededForControllers = ['kube-controller-manager', 'kwok']

/** See startCluster.d.mts for the contract. */
export async function startCluster({ controllers = false, users = {}, log = console.error } = {}) {
  const parts = await getParts(controllers ? [...needed, ...neededForControllers] : needed, { log })
  const cluster = await startWithRetry(parts, users)
  try {
    await create(cluster.request, roleBindings)
    if (controllers) await startControllers(cluster, parts)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return cluster
}

/** A port that was free can be taken by another process before our program opens it: then all starts again. */
async function startWithRetry(parts, users) {
  for (let left = 3; ; left--) {
    try {
      return await startOnce(parts, users)
    } catch (error) {
      if (left === 1) throw error
    }
  }
}

async function startOnce(parts, users) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'helm-query-gate-cluster-')))
  const supervised = supervisor(folder)
  const tokens = writeClusterFiles(folder, users)
  const programs = await clusterPrograms(parts, folder)
  await supervised.start(programs.etcd)
  await supervised.start(programs.apiserver)
  const certificate = join(folder, 'certificates', 'apiserver.crt')
  const request = apiRequest({ server: programs.server, certificate, token: tokens.admin })
  await untilReady(request, certificate, supervised, folder)
  const kubeconfigFor = writeKubeconfigs(folder, programs.server, certificate, tokens)
  const { pids, start, stop, kill } = supervised
  return {
    folder,
    server: programs.server,
    certificate,
    tokens,
    request,
    kubeconfig: kubeconfigFor('admin'),
    kubeconfigFor,
    auditLog: join(folder, 'audit.log'),
    pids,
    start,
    stop,
    kill: () => kill('kube-apiserver'),
  }
}

async function untilReady(request, certificate, supervised, folder) {
  const end = Date.now() + 60_000
  while (!(existsSync(certificate) && (await isReady(request)))) {
    const [name] = Object.keys(supervised.exited)
    if (name || Date.now() > end) {
      const said = lastLines(join(folder, `${name ?? 'kube-apiserver'}.log`))
      await supervised.stop()
      throw new Error(`${name ? `${name} ended` : 'the API server was not ready in 60 s'}; its last lines:\n${said}`)
    }
    await sleep(40)
  }
}

const isReady = (request) =>
  request('GET', '/readyz').then(
    ({ status }) => status === 200,
    () => false,
  )

const lastLines = (path) => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(-12).join('\n') : '')

/** One file for each user; answers with the function that names it. */
function writeKubeconfigs(folder, server, certificate, tokens) {
  const path = (user) => join(folder, `${user.replaceAll(':', '-')}.kubeconfig`)
  const authority = readFileSync(certificate).toString('base64')
  for (const [user, token] of Object.entries(tokens)) {
    writeFileSync(path(user), kubeconfigText({ server, authority, user, token }), { mode: 0o600 })
  }
  return (user) => {
    if (!(user in tokens)) throw new Error(`the cluster has no user ${user}; name it in startCluster({ users })`)
    return path(user)
  }
}

async function startControllers(cluster, parts) {
  for (const program of controllerPrograms(parts, cluster.folder, cluster.kubeconfigFor)) await cluster.start(program)
  const binder = fileURLToPath(new URL('bindPods.mjs', import.meta.url))
  const { server, certificate, tokens } = cluster
  const target = JSON.stringify({ server, certificate, token: tokens['system:binder'] })
  await cluster.start({ name: 'binder', path: process.execPath, args: [binder, target] })
  await create(cluster.request, [fakeNode])
}

async function create(request, objects) {
  for (const { path, object } of objects) {
    const { status, body } = await request('POST', path, object)
    if (status !== 201) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`)
  }
}
