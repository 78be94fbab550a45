import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { GateError } from '../errors/GateError.ts'
import { startService } from '../process/startService.ts'
import type { Service } from '../process/startService.ts'

/** Where and as whom kubectl speaks to the cluster; its environment holds the user's own KUBECONFIG and credentials. */
export type ProxySettings = {
  readonly kubectl: string
  readonly context: string | null
  readonly env: Readonly<Record<string, string>>
  /** From where relative paths in KUBECONFIG start. */
  readonly cwd: string
}

export type Proxy = AsyncDisposable & { readonly socketPath: string }

const START_SECONDS = 15

/**
 * Starts `kubectl proxy` on a socket in a private directory: every way of authentication comes with it.
 *
 * @throws GateError E_KUBECTL_MISSING or E_CLUSTER_UNREACHABLE.
 */
export const startProxy = async ({ kubectl, context, env, cwd }: ProxySettings): Promise<Proxy> => {
  const folder = await mkdtemp(join(tmpdir(), 'helm-query-gate-'))
  const socketPath = join(folder, 'api.sock')
  const chosen = context === null ? [] : [`--context=${context}`]
  const service = startService({
    command: kubectl,
    args: ['proxy', `--unix-socket=${socketPath}`, ...chosen],
    env,
    cwd,
  })
  const dispose = async (): Promise<void> => {
    await service[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await ready(service, socketPath, kubectl)
  } catch (error) {
    await dispose()
    throw error
  }
  return { socketPath, [Symbol.asyncDispose]: dispose }
}

const ready = async (service: Service, socketPath: string, kubectl: string): Promise<void> => {
  const deadline = performance.now() + START_SECONDS * 1000
  let status: number | null = null
  // The socket stands in the file system a moment before it listens.
  while (status === null) {
    const over = service.exited()
    if (over !== null) throw startFailure(kubectl, over.stderr)
    if (performance.now() > deadline) throw unreachable(`kubectl proxy did not answer within ${START_SECONDS} s.`)
    status = existsSync(socketPath) ? await versionStatus(socketPath) : null
    // A server that is busy, or only just starts, is asked again.
    const busy = status === 429 || status === 503
    if (busy) status = null
    if (status === null) await sleep(busy ? 500 : 5)
  }
  if (status === 401 || status === 403) {
    throw new GateError(
      'E_CLUSTER_UNAUTHORIZED',
      `The API server answered ${status} to this job's identity.`,
      'Check the credentials in the kubeconfig, then run again.',
    )
  }
  if (status !== 200) throw unreachable(`The API server could not be reached (HTTP ${status}).`)
}

const startFailure = (kubectl: string, words: string): GateError =>
  words.includes('ENOENT')
    ? new GateError(
        'E_KUBECTL_MISSING',
        `${kubectl} was not found.`,
        'Install kubectl in an earlier step (for example with azure/setup-kubectl), then run again.',
      )
    : unreachable('kubectl proxy ended at once: the kubeconfig names no usable cluster or context.')

const unreachable = (sentence: string): GateError =>
  new GateError(
    'E_CLUSTER_UNREACHABLE',
    sentence,
    'Check KUBECONFIG, the context, the network and the API server, then run again.',
  )

/** The status of a first request, null where nobody listens (yet). */
const versionStatus = async (socketPath: string): Promise<number | null> =>
  await new Promise((resolve) => {
    const options = { socketPath, path: '/version', headers: { host: 'localhost' }, timeout: START_SECONDS * 1000 }
    const request = http.get(options, (response) => {
      response.resume()
      resolve(response.statusCode ?? 502)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(null))
  })
