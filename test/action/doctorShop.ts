import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Forge } from '../forge/Forge.ts'
import type { Repository } from '../forge/state/Repository.ts'
import type { Access } from '../forge/state/Token.ts'
import { runProgram } from '../real/runProgram.ts'
import { runBundle } from './runBundle.ts'
import type { BundleEnd } from './runBundle.ts'

const path = (text: string): string => fileURLToPath(new URL(`../../${text}`, import.meta.url))
const branchRule = {
  type: 'pull_request',
  parameters: {
    dismiss_stale_reviews_on_push: true,
    require_code_owner_review: true,
    require_last_push_approval: true,
    required_approving_review_count: 1,
    required_review_thread_resolution: false,
  },
}
const statusRule = {
  type: 'required_status_checks',
  parameters: {
    required_status_checks: [{ context: 'helm-query-gate/web/production', integration_id: 15368 }],
    strict_required_status_checks_policy: true,
  },
}
/** What a personal token of an administrator may read. */
const administrator = { contents: 'read', actions: 'read', administration: 'read' } as const

/** A repository on the local GitHub whose settings are well kept, and a checkout with the workflows of an example. */
export type DoctorShop = AsyncDisposable & {
  readonly forge: Forge
  readonly repo: Repository
  readonly checkout: string
  readonly run: (permissions?: Record<string, Access>) => Promise<BundleEnd>
  readonly atTerminal: (...flags: string[]) => Promise<{ code: number; stdout: string; stderr: string }>
}

export const doctorShop = async (example: string): Promise<DoctorShop> => {
  const checkout = await mkdtemp(join(tmpdir(), 'doctor-'))
  await cp(path(`examples/${example}/.github`), join(checkout, '.github'), { recursive: true })
  const forge = await Forge.start()
  const repo = forge.repository('acme/shop')
  repo.writeFile('main', '.github/CODEOWNERS', '/.github/ @acme/platform\n')
  repo.writeFile('main', '.github/helm-query-gate.yml', 'schemaVersion: 1\n')
  repo.settings.rules = [branchRule, statusRule]
  for (const name of ['production', 'cluster-read', 'approval-gate'])
    repo.settings.environments.set(name, { branches: ['main'], adminsBypass: false, reviewers: [] })
  return {
    forge,
    repo,
    checkout,
    run: async (permissions = administrator) =>
      await runBundle({
        inputs: { command: 'doctor', 'github-token': repo.token({ permissions }) },
        event: { name: 'workflow_dispatch', payload: {} },
        apiUrl: forge.url,
        checkout,
      }),
    atTerminal: async (...flags) =>
      await runProgram(process.execPath, [path('dist/cli.js'), 'doctor', '--repository', 'acme/shop', ...flags], {
        cwd: checkout,
        env: { GITHUB_API_URL: forge.url, GITHUB_TOKEN: repo.token({ as: 'root', permissions: administrator }) },
      }),
    [Symbol.asyncDispose]: async () => {
      await forge.close()
      await rm(checkout, { recursive: true, force: true })
    },
  }
}
