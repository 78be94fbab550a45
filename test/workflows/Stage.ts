import { randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { Forge } from '../forge/Forge.ts'
import type { Repository } from '../forge/state/Repository.ts'
import { workflowRun } from '../forge/workflowRun.ts'
import { runProgram } from '../real/runProgram.ts'
import { git } from './git.ts'
import { localActions } from './localActions.ts'
import { readJobs } from './readJobs.ts'
import type { Jobs } from './readJobs.ts'

/** What a stage needs from outside: the programs and the cluster. */
export type StageOptions = {
  /** Folder of the project, with action.yml and dist/. */
  readonly project: string
  /** Folder in examples/ whose workflows run. */
  readonly workflows: 'simple/.github/workflows' | 'simple/after-merge' | 'hardened/.github/workflows'
  readonly helm: { readonly bin: string; readonly env: Readonly<Record<string, string>> }
  readonly kubectl: string
  readonly act: string
  /** Of the identity that deploys. */
  readonly kubeconfig: string
  /** Of the identity that plans: it may read and dry-run. */
  readonly planKubeconfig: string
  readonly namespace: string
}

/** What act said of one run of the workflow. */
export type StageRun = { readonly jobs: Jobs; readonly output: string; readonly code: number }

type EventName = 'pull_request' | 'issue_comment' | 'pull_request_review'

const RUNNERS = ['ubuntu-latest', 'ubuntu-24.04'].flatMap((name) => ['-P', `${name}=-self-hosted`])
const DIGEST_KEY = randomBytes(32).toString('hex')

/**
 * A repository with a chart and the example workflow, on the local GitHub, in front of a real cluster: every event
 * runs the whole workflow by act, with the built action, the real helm and the real API server.
 */
export class Stage implements AsyncDisposable {
  readonly forge: Forge
  readonly repo: Repository
  readonly folder: string
  readonly #options: StageOptions
  readonly #token: string
  readonly #appToken: string
  #localActions: readonly string[] = []

  private constructor(forge: Forge, folder: string, options: StageOptions) {
    this.forge = forge
    this.folder = folder
    this.#options = options
    this.repo = forge.repository('acme/shop')
    const hardened = options.workflows.startsWith('hardened')
    // All that the jobs of the hardened setup ask of GITHUB_TOKEN: act does not heed `permissions`.
    this.#token = this.repo.token(hardened ? { permissions: { contents: 'read', pull_requests: 'read' } } : {})
    this.#appToken = this.repo.token({
      as: 'acme-gate[bot]',
      permissions: {
        actions: 'write',
        contents: 'read',
        issues: 'write',
        members: 'read',
        pull_requests: 'write',
        statuses: 'write',
      },
    })
    for (const login of ['ada', 'alice', 'bob', 'carol']) this.repo.permit(login, 'write')
  }

  static async open(options: StageOptions): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'shop-'))
    const stage = new Stage(await Forge.start(), folder, options)
    await stage.#layOut()
    return stage
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.forge.close()
    await rm(this.folder, { recursive: true, force: true })
  }

  get namespace(): string {
    return this.#options.namespace
  }

  /** The newest receipt on a pull request. */
  receipt(number: number): string {
    return this.repo.comments(number).findLast(({ body }) => body.includes('helm-query-gate:receipt'))?.body ?? ''
  }

  /** The newest commit status of a pull request's head. */
  status(number: number): { readonly state: string; readonly description: string | null } | undefined {
    return this.repo.statuses(this.repo.pullRequest(number).headOid).at(-1)
  }

  /** Where the checkout of the runner is. */
  get checkout(): string {
    return join(this.folder, 'shop')
  }

  /** Opens a pull request of the checkout as it is. */
  async openPullRequest(title: string): Promise<number> {
    const commits = [{ oid: await this.#commit(title), author: 'ada', message: title }]
    return this.repo.openPullRequest({ author: 'ada', title, headRef: 'change', baseRef: 'main', commits })
  }

  /** Pushes the checkout as it is onto the pull request. */
  async push(number: number, message: string): Promise<void> {
    this.repo.push(number, [{ oid: await this.#commit(message), author: 'ada', message }])
  }

  async edit(path: string, change: (text: string) => string): Promise<void> {
    const file = join(this.checkout, path)
    await writeFile(file, change(await readFile(file, 'utf8')))
  }

  /** Merges the pull request: the default branch is what the checkout is. */
  async merge(number: number, by: string): Promise<void> {
    const merged = await this.#commit(`merge ${number}`)
    await git(this.checkout, 'update-ref', 'refs/heads/main', merged)
    this.repo.merge(number, by, merged)
  }

  /** Runs the workflow for an event, as GitHub would. */
  async run(number: number, name: EventName, action: string, comment?: number): Promise<StageRun> {
    await git(this.checkout, 'update-ref', `refs/pull/${number}/merge`, await this.#commit('as it is'))
    return await this.runEvent(name, this.repo.event(number, name, action, comment === undefined ? {} : { comment }))
  }

  /** Runs what starts when a workflow of the pull request has ended, for its head or an older one. */
  async signal(number: number, event: 'pull_request' | 'pull_request_review', head?: string): Promise<StageRun> {
    await git(this.checkout, 'update-ref', `refs/pull/${number}/merge`, await this.#commit('as it is'))
    return await this.runEvent('workflow_run', workflowRun(this.repo, number, event, head))
  }

  /** Runs a workflow by hand for a pull request, from the default branch. */
  async dispatch(workflow: string, number: number): Promise<StageRun> {
    const repository = { full_name: 'acme/shop', default_branch: 'main' }
    const payload = { inputs: { 'pull-request': String(number) }, ref: 'refs/heads/main', repository }
    return await this.runEvent('workflow_dispatch', payload, workflow)
  }

  /** What workflows ran by GitHub's own program, one line a call. */
  async ghCalls(): Promise<string[]> {
    const log = await readFile(join(this.folder, 'gh.txt'), 'utf8').catch(() => '')
    return log.split('\n').filter((line) => line !== '')
  }

  /** Runs every workflow that listens to an event, or only the one of this file name. */
  async runEvent(name: string, payload: object, only?: string): Promise<StageRun> {
    const event = join(this.folder, 'event.json')
    await writeFile(event, JSON.stringify(payload))
    const { act, helm, kubectl } = this.#options
    const temp = join(this.folder, 'runner-temp')
    await mkdir(temp, { recursive: true })
    const environment: Record<string, string> = {
      GITHUB_API_URL: this.forge.url,
      GITHUB_REPOSITORY_ID: '4711',
      RUNNER_TEMP: temp,
      STAGE_FOLDER: this.folder,
      ...helm.env,
    }
    const flags = Object.entries(environment).flatMap(([key, value]) => ['--env', `${key}=${value}`])
    const values = { GITHUB_TOKEN: this.#token, GATE_APP_KEY: this.#appToken, DIGEST_KEY }
    const secrets = [...Object.keys(values), 'KUBECONFIG_PLAN', 'KUBECONFIG_DEPLOY'].flatMap((secret) => ['-s', secret])
    const variables = ['--var', 'GATE_APP_ID=12']
    const workflow = only === undefined ? [] : ['-W', `.github/workflows/${only}`]
    const deploying = await readFile(this.#options.kubeconfig, 'utf8')
    const planning = await readFile(this.#options.planKubeconfig, 'utf8')
    const path = [join(this.folder, 'bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter)
    await this.#link({ helm: helm.bin, kubectl })
    const finished = await runProgram(
      act,
      [
        name,
        '-e',
        event,
        ...workflow,
        ...RUNNERS,
        '--pull=false',
        '--json',
        ...flags,
        ...secrets,
        ...variables,
        ...this.#localActions,
      ],
      { cwd: this.checkout, env: { PATH: path, ...values, KUBECONFIG_PLAN: planning, KUBECONFIG_DEPLOY: deploying } },
    )
    const output = finished.stdout + finished.stderr
    if (process.env['STAGE_LOG'] !== undefined) await writeFile(process.env['STAGE_LOG'], output, { flag: 'a' })
    return { jobs: readJobs(finished.stdout), output, code: finished.code }
  }

  /** Comments, and runs the workflow that this starts. */
  async comment(number: number, login: string, body: string): Promise<StageRun> {
    const id = this.repo.comment(number, login, body)
    return await this.run(number, 'issue_comment', 'created', id)
  }

  /** The plan id that the newest surface on a pull request tells people to copy. */
  planId(number: number): string {
    const bodies = this.repo.comments(number).map(({ body }) => body)
    const found = bodies.findLast((body) => body.includes('helm-query-gate:surface'))
    return /@([0-9a-f]{32})/.exec(found ?? '')?.[1] ?? ''
  }

  async #layOut(): Promise<void> {
    const { project, workflows, namespace } = this.#options
    await cp(join(project, 'examples/shop'), this.checkout, { recursive: true })
    const gate = join(this.folder, 'gate')
    await mkdir(gate)
    await cp(join(project, 'action.yml'), join(gate, 'action.yml'))
    await cp(join(project, 'dist'), join(gate, 'dist'), { recursive: true })
    const folder = join(this.checkout, '.github/workflows')
    await mkdir(folder, { recursive: true })
    const from = join(project, 'examples', workflows)
    const names = await readdir(from)
    const texts = await Promise.all(names.map(async (name) => await readFile(join(from, name), 'utf8')))
    this.#localActions = localActions(texts, { gate, standins: join(project, 'test/workflows/standins') })
    for (const [index, text] of texts.entries()) {
      // All that is not as users have it: many releases share one cluster here.
      const local = text.replaceAll('namespace: web', `namespace: ${namespace}`)
      await writeFile(join(folder, names[index] ?? ''), local)
    }
    await git(this.checkout, 'init', '--quiet', '--initial-branch=main')
    await git(this.checkout, 'remote', 'add', 'origin', 'https://github.com/acme/shop')
    await git(this.checkout, 'update-ref', 'HEAD', await this.#commit('start'))
  }

  async #link(programs: Readonly<Record<string, string>>): Promise<void> {
    const bin = join(this.folder, 'bin')
    await mkdir(bin, { recursive: true })
    for (const [name, path] of Object.entries(programs)) {
      await writeFile(join(bin, name), `#!/bin/sh\nexec '${path}' "$@"\n`, { mode: 0o755 })
    }
    // GitHub's own program only says what it was asked for; the test starts what GitHub would.
    await writeFile(join(bin, 'gh'), '#!/bin/sh\necho "$@" >> "$STAGE_FOLDER/gh.txt"\n', { mode: 0o755 })
  }

  /** A commit of the checkout as it is, on top of the default branch, which itself stays where it is. */
  async #commit(message: string): Promise<string> {
    await git(this.checkout, 'add', '--all')
    const tree = await git(this.checkout, 'write-tree')
    const main = await git(this.checkout, 'rev-parse', '--quiet', '--verify', 'main').catch(() => '')
    const ada = ['-c', 'user.name=ada', '-c', 'user.email=ada@example.com']
    return await git(this.checkout, ...ada, 'commit-tree', tree, ...(main === '' ? [] : ['-p', main]), '-m', message)
  }
}
