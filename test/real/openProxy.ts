// A real HTTP proxy between kubectl proxy and the API server: passes every request on, unless a test has other plans for it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cluster } from './cluster.ts'

/** Reads requests and writes them on; `url` is what the API server is asked. */
export interface Passing {
  readonly method: string
  readonly url: string
  /** Passes the request on, to another URL if one is given. */
  readonly pass: (url?: string) => void
  readonly response: ServerResponse
}

export interface Proxy extends AsyncDisposable {
  readonly kubeconfig: string
  /** `GET /api/v1/…` of every request that came. */
  readonly seen: string[]
}

/** Opens a proxy whose requests `treat` passes on, as the user of the token, or answers. */
export async function openProxy(treat: (passing: Passing) => void, token = cluster.tokenOf('planner')): Promise<Proxy> {
  const seen: string[] = []
  const agent = new https.Agent({ keepAlive: true, ca: readFileSync(cluster.certificate) })
  const server = http.createServer((request, response) => {
    const { method = '', url = '' } = request
    seen.push(`${method} ${url}`)
    treat({ method, url, response, pass: (other = url) => forward({ request, response, agent, token }, other) })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const folder = await mkdtemp(join(tmpdir(), 'helm-query-gate-proxy-'))
  const kubeconfig = join(folder, 'kubeconfig')
  const { port } = server.address() as AddressInfo
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'proxy',
    clusters: [{ name: 'proxy', cluster: { server: `http://127.0.0.1:${port}` } }],
    contexts: [{ name: 'proxy', context: { cluster: 'proxy', user: 'proxy' } }],
    users: [{ name: 'proxy', user: {} }],
  }
  await writeFile(kubeconfig, JSON.stringify(config), { mode: 0o600 })
  return {
    kubeconfig,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      agent.destroy()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface Call {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly agent: https.Agent
  readonly token: string
}

const forward = ({ request, response, agent, token }: Call, url: string): void => {
  const options = {
    method: request.method ?? 'GET',
    headers: { ...request.headers, authorization: `Bearer ${token}` },
    agent,
  }
  const onward = https.request(`${cluster.server}${url}`, options, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => response.destroy())
  response.on('close', () => onward.destroy())
  request.pipe(onward)
}
