import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { Forge } from '../forge/Forge.ts'
import type { Repository } from '../forge/state/Repository.ts'
import { runProgram } from '../real/runProgram.ts'
import { readJobs } from './readJobs.ts'
import type { Jobs } from './readJobs.ts'

/** What a stage needs from outside: the programs and the cluster. */
export type StageOptions = {
  /** Folder of the project, with action.yml and dist/. */
  readonly project: string
  /** `before-merge` or `after-merge`: which example's workflow runs. */
  readonly example: string
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

  private constructor(forge: Forge, folder: string, options: StageOptions) {
    this.forge = forge
    this.folder = folder
    this.#options = options
    this.repo = forge.repository('acme/shop')
    this.#token = this.repo.token()
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

  /** Runs the workflow for an event, as GitHub would. */
  async run(number: number, name: EventName, action: string, comment?: number): Promise<StageRun> {
    const payload = this.repo.event(number, name, action, comment === undefined ? {} : { comment })
    const event = join(this.folder, 'event.json')
    await writeFile(event, JSON.stringify(payload))
    const { act, helm, kubectl } = this.#options
    const temp = join(this.folder, 'runner-temp')
    await mkdir(temp, { recursive: true })
    const environment: Record<string, string> = {
      GITHUB_API_URL: this.forge.url,
      GITHUB_REPOSITORY_ID: '4711',
      RUNNER_TEMP: temp,
      ...helm.env,
    }
    const flags = Object.entries(environment).flatMap(([key, value]) => ['--env', `${key}=${value}`])
    const secrets = ['GITHUB_TOKEN', 'KUBECONFIG_PLAN', 'KUBECONFIG_DEPLOY', 'DIGEST_KEY'].flatMap((secret) => [
      '-s',
      secret,
    ])
    const deploying = await readFile(this.#options.kubeconfig, 'utf8')
    const planning = await readFile(this.#options.planKubeconfig, 'utf8')
    const path = [join(this.folder, 'bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter)
    await this.#link({ helm: helm.bin, kubectl })
    const finished = await runProgram(
      act,
      [name, '-e', event, '-P', 'ubuntu-latest=-self-hosted', '--pull=false', '--json', ...flags, ...secrets],
      {
        cwd: this.checkout,
        env: {
          PATH: path,
          GITHUB_TOKEN: this.#token,
          KUBECONFIG_PLAN: planning,
          KUBECONFIG_DEPLOY: deploying,
          DIGEST_KEY,
        },
      },
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
    const { project, example, namespace } = this.#options
    await cp(join(project, 'examples/shop'), this.checkout, { recursive: true })
    const gate = join(this.checkout, '.gate')
    await mkdir(gate, { recursive: true })
    await cp(join(project, 'action.yml'), join(gate, 'action.yml'))
    await cp(join(project, 'dist'), join(gate, 'dist'), { recursive: true })
    const workflows = join(this.checkout, '.github/workflows')
    await mkdir(workflows, { recursive: true })
    const text = await readFile(join(project, 'examples', example, 'deploy-web.yml'), 'utf8')
    // What is not as users have it: act cannot fetch the action, and its checkout is the work tree, which has no refs.
    const local = text
      .replaceAll('helm-query-gate/helm-query-gate@v1', './.gate')
      .replaceAll(/\n +ref: \$\{\{ env\.TREE \}\}/g, '')
      .replaceAll('namespace: web', `namespace: ${namespace}`)
    await writeFile(join(workflows, 'deploy-web.yml'), local)
    await this.#git('init', '--quiet', '--initial-branch=main')
    await this.#git('remote', 'add', 'origin', 'https://github.com/acme/shop')
    await this.#commit('start')
  }

  async #link(programs: Readonly<Record<string, string>>): Promise<void> {
    const bin = join(this.folder, 'bin')
    await mkdir(bin, { recursive: true })
    for (const [name, path] of Object.entries(programs)) {
      await writeFile(join(bin, name), `#!/bin/sh\nexec '${path}' "$@"\n`, { mode: 0o755 })
    }
  }

  async #commit(message: string): Promise<string> {
    await this.#git('add', '--all')
    await this.#git(
      '-c',
      'user.name=ada',
      '-c',
      'user.email=ada@example.com',
      'commit',
      '--quiet',
      '--allow-empty',
      '-m',
      message,
    )
    const head = await this.#git('rev-parse', 'HEAD')
    return /^[0-9a-f]{40}$/.test(head) ? head : createHash('sha1').update(head).digest('hex')
  }

  async #git(...args: string[]): Promise<string> {
    const { stdout, stderr, code } = await runProgram('git', args, {
      cwd: this.checkout,
      env: { PATH: process.env['PATH'] ?? '' },
    })
    if (code !== 0) throw new Error(`git ${args[0]} failed: ${stderr}`)
    return stdout.trim()
  }
}
