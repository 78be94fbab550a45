import { gunzipSync, gzipSync } from 'node:zlib'
import { cluster } from '../real/cluster.ts'

/** Marks the stored revision of release web as unfinished, as a Helm that died in the middle leaves it. */
export const makePending = async (namespace: string, revision: number): Promise<void> => {
  const name = `sh.helm.release.v1.web.v${revision}`
  const stored = await cluster.kubectl(['-n', namespace, 'get', 'secret', name, '-o', 'jsonpath={.data.release}'])
  const text = Buffer.from(stored, 'base64').toString('utf8')
  const release: { info: { status: string } } = JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString('utf8'))
  release.info.status = 'pending-upgrade'
  const data = Buffer.from(gzipSync(JSON.stringify(release)).toString('base64')).toString('base64')
  const patch = JSON.stringify({ data: { release: data }, metadata: { labels: { status: 'pending-upgrade' } } })
  await cluster.kubectl(['-n', namespace, 'patch', 'secret', name, '--type=merge', '-p', patch])
}
