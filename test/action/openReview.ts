import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Plan } from '../../src/plan/Plan.ts'
import { Forge } from '../forge/Forge.ts'
import type { CommitInput, PullRequestInput } from '../forge/state/PullRequests.ts'
import type { Repository } from '../forge/state/Repository.ts'
import { runBundle } from './runBundle.ts'
import type { BundleEnd } from './runBundle.ts'

/** A pull request on the local GitHub whose plans are given as documents: the built action without any cluster. */
export type Review = AsyncDisposable & {
  readonly forge: Forge
  readonly repo: Repository
  readonly number: number
  /** Shows a plan as the job `publish` would. */
  readonly publish: (plan: Plan) => Promise<BundleEnd>
  /** Runs the command `gate` for a comment that was just posted, or for the pull request itself. */
  readonly gate: (comment?: number, inputs?: Readonly<Record<string, string>>) => Promise<BundleEnd>
  /** Comments and runs `gate` for it. */
  readonly comment: (login: string, body: string) => Promise<BundleEnd>
  /** The status comment. */
  readonly status: () => string
}

export type ReviewOptions = {
  /** Files of the branch `main`, by path: the configuration and CODEOWNERS among them. */
  readonly files?: Readonly<Record<string, string>>
  readonly pull?: Partial<PullRequestInput>
  readonly commits?: readonly CommitInput[]
  /** Passed to every run. */
  readonly inputs?: Readonly<Record<string, string>>
  /** The token that the action gets; one like GITHUB_TOKEN where left out. */
  readonly token?: (repo: Repository) => string
}

export const CONFIG = '.github/helm-query-gate.yml'

/** `ada` opens the pull request; she, `alice`, `bob`, `carol` and `dave` may write, `eve` may only read. */
export const openReview = async (options: ReviewOptions = {}): Promise<Review> => {
  const forge = await Forge.start()
  const repo = forge.repository('acme/shop')
  for (const login of ['ada', 'alice', 'bob', 'carol', 'dave']) repo.permit(login, 'write')
  for (const [path, text] of Object.entries(options.files ?? {})) repo.writeFile('main', path, text)
  const commits = options.commits ?? [{ oid: 'c'.repeat(40), author: 'ada', message: 'change' }]
  const number = repo.openPullRequest({
    author: 'ada',
    title: 'change',
    headRef: 'change',
    baseRef: 'main',
    commits,
    ...options.pull,
  })
  const token = options.token?.(repo) ?? repo.token()
  const folder = await mkdtemp(join(tmpdir(), 'review-'))
  const run = async (payload: [string, object], inputs: Readonly<Record<string, string>>): Promise<BundleEnd> =>
    await runBundle({
      apiUrl: forge.url,
      checkout: folder,
      event: { name: payload[0], payload: payload[1] },
      inputs: { 'github-token': token, ...options.inputs, ...inputs },
    })
  const gate: Review['gate'] = async (comment, inputs = {}) =>
    await run(
      comment === undefined
        ? ['pull_request', repo.event(number, 'pull_request', 'synchronize')]
        : ['issue_comment', repo.event(number, 'issue_comment', 'created', { comment })],
      { command: 'gate', ...inputs },
    )
  return {
    forge,
    repo,
    number,
    gate,
    publish: async (plan) => {
      const path = join(folder, 'plan.json')
      await writeFile(path, JSON.stringify(plan))
      const event = repo.event(number, 'pull_request', 'opened')
      return await run(['pull_request', event], { command: 'publish', plan: path })
    },
    comment: async (login, body) => await gate(repo.comment(number, login, body)),
    status: () => repo.comments(number).findLast(({ body }) => body.includes('helm-query-gate:status'))?.body ?? '',
    [Symbol.asyncDispose]: async () => {
      await forge.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
