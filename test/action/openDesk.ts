import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringifyJson } from '../../src/json/stringifyJson.ts'
import { makePlan } from '../../src/plan/makePlan.ts'
import type { PlanFacts } from '../../src/plan/makePlan.ts'
import { Forge } from '../forge/Forge.ts'
import type { ForgeOptions } from '../forge/Forge.ts'
import type { Repository } from '../forge/state/Repository.ts'
import { cluster } from '../real/cluster.ts'
import { runBundle } from './runBundle.ts'
import type { BundleEnd } from './runBundle.ts'
import { smallFacts } from './smallFacts.ts'

/** A pull request and the built action in front of it; no cluster is needed to publish and to decide. */
export type Desk = {
  readonly forge: Forge
  readonly repo: Repository
  readonly number: number
  readonly planFile: string
  /** Ends of the digest that commands carry. */
  readonly planId: string
  /** Runs the action, for a comment where one is given. */
  readonly run: (
    inputs: Record<string, string>,
    comment?: number,
    started?: (pid: number) => void,
  ) => Promise<BundleEnd>
}

export type DeskOptions = ForgeOptions & { readonly facts?: PlanFacts }

/** Opens a desk in front of acme/shop, whose pull request by ada shows the list of a plan already. */
export const openDesk = async ({ facts = smallFacts, ...options }: DeskOptions = {}): Promise<Desk> => {
  const forge = await Forge.start(options)
  const repo = forge.repository('acme/shop')
  for (const login of ['ada', 'alice']) repo.permit(login, 'write')
  const commits = [{ oid: 'c'.repeat(40), author: 'ada', message: 'change' }]
  const number = repo.openPullRequest({ author: 'ada', title: 'change', headRef: 'change', baseRef: 'main', commits })
  const planFile = join(cluster.folder, `plan-${forge.url.split(':').at(-1)}.json`)
  const { plan } = makePlan(facts)
  await writeFile(planFile, stringifyJson(plan))
  const token = repo.token()
  const run: Desk['run'] = async (inputs, comment, started) => {
    const [name, action, subject] =
      comment === undefined
        ? (['pull_request', 'opened', {}] as const)
        : (['issue_comment', 'created', { comment }] as const)
    const all = {
      release: 'web',
      chart: 'charts/web',
      environment: 'production',
      'github-token': token,
      'github-timeout-seconds': '1',
      plan: inputs['command'] === 'publish' ? planFile : '',
      ...inputs,
    }
    return await runBundle({
      inputs: all,
      event: { name, payload: repo.event(number, name, action, subject) },
      apiUrl: forge.apiUrl,
      checkout: cluster.folder,
      ...(started === undefined ? {} : { started }),
    })
  }
  await run({ command: 'publish' })
  return { forge, repo, number, planFile, planId: plan.digest.slice(7, 39), run }
}
