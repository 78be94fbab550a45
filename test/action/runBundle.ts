import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runProgram } from '../real/runProgram.ts'

const entry = fileURLToPath(new URL('../../dist/action.js', import.meta.url))

/** One run of the built action in its own process, as a runner starts it. */
export type BundleRun = {
  readonly inputs: Readonly<Record<string, string>>
  readonly event: { readonly name: string; readonly payload: object }
  readonly apiUrl: string
  readonly checkout: string
  readonly env?: Readonly<Record<string, string>>
  readonly started?: (pid: number) => void
}

export type BundleEnd = {
  readonly code: number
  readonly outputs: Readonly<Record<string, string>>
  readonly stdout: string
  readonly stderr: string
  /** What it wrote to GITHUB_OUTPUT, GITHUB_ENV and the job's summary. */
  readonly files: Readonly<Record<'output' | 'env' | 'summary', string>>
  /** Documents that it left in RUNNER_TEMP, by name. */
  readonly documents: Readonly<Record<string, string>>
}

export const runBundle = async ({
  inputs,
  event,
  apiUrl,
  checkout,
  env = {},
  started,
}: BundleRun): Promise<BundleEnd> => {
  const folder = await mkdtemp(join(tmpdir(), 'runner-'))
  const file = async (name: string, text = ''): Promise<string> => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  const [output, environment, summary] = [await file('output'), await file('env'), await file('summary')]
  const finished = await runProgram(process.execPath, [entry], {
    cwd: checkout,
    ...(started === undefined ? {} : { started }),
    env: {
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: await file('event.json', JSON.stringify(event.payload)),
      GITHUB_API_URL: apiUrl,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_REPOSITORY_ID: '4711',
      GITHUB_WORKSPACE: checkout,
      GITHUB_OUTPUT: output,
      GITHUB_ENV: environment,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: folder,
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...env,
    },
  })
  const files = {
    output: await readFile(output, 'utf8'),
    env: await readFile(environment, 'utf8'),
    summary: await readFile(summary, 'utf8'),
  }
  const documents = await readDocuments(folder)
  await rm(folder, { recursive: true, force: true })
  return { ...finished, outputs: parseOutputs(files.output), files, documents }
}

const readDocuments = async (folder: string): Promise<Record<string, string>> => {
  const names = (await readdir(folder)).filter((name) => name.startsWith('helm-query-gate-'))
  const entries = names.map(
    async (name) => [name.replace('helm-query-gate-', ''), await readFile(join(folder, name), 'utf8')] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}

/** Outputs as the runner reads them: `name<<delimiter`, lines, `delimiter`. */
const parseOutputs = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/^(\S+)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [
      name ?? '',
      value ?? '',
    ]),
  )
