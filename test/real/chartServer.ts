// A repository and a registry with one chart in them: as little of both protocols as `helm pull` asks for.
import { createHash } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ChartServer extends AsyncDisposable {
  /** `127.0.0.1:port` */
  readonly host: string
  /** Puts another archive in the place of the one there, under the same name and version. */
  replace(archive: Buffer): void
  readonly digest: () => string
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

const CONFIG = Buffer.from('{"name":"web","version":"1.4.0","apiVersion":"v2"}')

/** Serves `web` 1.4.0 at `http://host/charts` and `oci://host/charts/web`. */
export const serveChart = async (first: Buffer): Promise<ChartServer> => {
  let archive = first
  const manifest = (): string =>
    JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: {
        mediaType: 'application/vnd.cncf.helm.config.v1+json',
        digest: `sha256:${sha256(CONFIG)}`,
        size: CONFIG.length,
      },
      layers: [
        {
          mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
          digest: `sha256:${sha256(archive)}`,
          size: archive.length,
        },
      ],
    })
  const answers = (path: string): readonly [type: string, body: Buffer] | null => {
    if (path === '/charts/index.yaml') return ['text/yaml', Buffer.from(index(sha256(archive)))]
    if (path === '/charts/web-1.4.0.tgz' || path.endsWith(sha256(archive))) return ['application/octet-stream', archive]
    if (path.endsWith(sha256(CONFIG))) return ['application/octet-stream', CONFIG]
    const isManifest = path === '/v2/charts/web/manifests/1.4.0' || path.endsWith(`sha256:${sha256(manifest())}`)
    if (isManifest) return ['application/vnd.oci.image.manifest.v1+json', Buffer.from(manifest())]
    return path === '/v2/' ? ['application/json', Buffer.from('{}')] : null
  }
  const server = http.createServer((request, response) => {
    const found = answers(request.url ?? '')
    if (found === null) return void response.writeHead(404).end()
    const [type, body] = found
    response.writeHead(200, {
      'content-type': type,
      'content-length': body.length,
      'docker-content-digest': `sha256:${sha256(body)}`,
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    replace: (other) => (archive = other),
    digest: () => `sha256:${sha256(manifest())}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const index = (digest: string): string => `apiVersion: v1
entries:
  web:
    - {apiVersion: v2, name: web, version: 1.4.0, digest: ${digest}, urls: [web-1.4.0.tgz]}
`
