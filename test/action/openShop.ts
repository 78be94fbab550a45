import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Forge } from '../forge/Forge.ts'
import type { Repository } from '../forge/state/Repository.ts'
import { cluster } from '../real/cluster.ts'
import { runHelm } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'
import { runBundle } from './runBundle.ts'
import type { BundleEnd } from './runBundle.ts'

const example = fileURLToPath(new URL('../../examples/shop', import.meta.url))

/** A pull request on the local GitHub whose chart is in front of a real cluster, and the built action to run on it. */
export type Shop = AsyncDisposable & {
  readonly forge: Forge
  readonly repo: Repository
  readonly number: number
  readonly namespace: string
  readonly checkout: string
  /** Runs the action for an event of the pull request. */
  readonly run: (event: 'pull_request' | 'issue_comment', more?: ShopRun) => Promise<BundleEnd>
  /** Comments and runs the action for it. */
  readonly comment: (login: string, body: string) => Promise<BundleEnd>
  readonly planId: () => string
  /** The status comment. */
  readonly status: () => string
}

export type ShopRun = {
  readonly comment?: number
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly token?: string
}

/** Opens a shop whose release is installed, and whose pull request changes the values by these flags. */
export const openShop = async (helm: Helm, helmArgs = '--set replicas=5'): Promise<Shop> => {
  const forge = await Forge.start()
  const repo = forge.repository('acme/shop')
  for (const login of ['ada', 'alice', 'bob']) repo.permit(login, 'write')
  const checkout = await mkdtemp(join(tmpdir(), 'shop-'))
  await cp(example, checkout, { recursive: true })
  const namespace = await cluster.createNamespace()
  const installed = await runHelm(helm, ['install', 'web', 'charts/web', '-n', namespace], { cwd: checkout })
  if (installed.code !== 0) throw new Error(installed.stderr)
  const commits = [{ oid: 'c'.repeat(40), author: 'ada', message: 'change' }]
  const number = repo.openPullRequest({ author: 'ada', title: 'change', headRef: 'change', baseRef: 'main', commits })
  const token = repo.token()
  const run: Shop['run'] = async (event, more = {}) =>
    await runBundle({
      apiUrl: forge.url,
      checkout,
      event: {
        name: event,
        payload: repo.event(
          number,
          event,
          event === 'pull_request' ? 'opened' : 'created',
          more.comment === undefined ? {} : { comment: more.comment },
        ),
      },
      env: { ...helm.env, KUBECONFIG: cluster.kubeconfig, ...more.env },
      inputs: {
        release: 'web',
        namespace,
        chart: 'charts/web',
        environment: 'production',
        'helm-args': helmArgs,
        helm: helm.bin,
        kubectl: cluster.parts.kubectl,
        'github-token': more.token ?? token,
        'digest-key': 'd'.repeat(64),
        ...more.inputs,
      },
    })
  return {
    forge,
    repo,
    number,
    namespace,
    checkout,
    run,
    comment: async (login, body) => await run('issue_comment', { comment: repo.comment(number, login, body) }),
    planId: () => {
      const surface = repo.comments(number).findLast(({ body }) => body.includes('helm-query-gate:surface'))
      return /@([0-9a-f]{32})/.exec(surface?.body ?? '')?.[1] ?? ''
    },
    status: () => repo.comments(number).find(({ body }) => body.includes('helm-query-gate:status'))?.body ?? '',
    [Symbol.asyncDispose]: async () => {
      await forge.close()
      await rm(checkout, { recursive: true, force: true })
    },
  }
}
