import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as core from '@actions/core'
import { actionInputs } from './config/actionInputs.ts'
import type { RawInputs } from './config/actionInputs.ts'
import { actionOutputs } from './config/actionOutputs.ts'
import type { Outputs } from './config/actionOutputs.ts'
import { outputsOf } from './config/outputsOf.ts'
import { readEvent } from './config/readEvent.ts'
import { asGateError } from './errors/asGateError.ts'
import type { GateError } from './errors/GateError.ts'
import { runAction } from './commands/runAction.ts'
import type { ActionRun } from './commands/runAction.ts'
import { parseJson } from './json/parseJson.ts'
import { logLine } from './text/logLine.ts'

const readInputs = (): RawInputs =>
  Object.fromEntries(
    Object.entries(actionInputs).map(([name, fallback]) => [name, core.getInput(name) || fallback]),
  ) as RawInputs

const setOutputs = (outputs: Outputs): void => {
  for (const name of actionOutputs) core.setOutput(name, outputs[name])
}

const readPayload = async (path: string | undefined): Promise<ReturnType<typeof parseJson>> =>
  path === undefined || path === '' ? {} : parseJson(await readFile(path, 'utf8'))

/** An error with the lines that it points at, if it does. */
const fail = ({ message, excerpt }: GateError): void => {
  for (const line of excerpt?.split('\n') ?? []) core.info(logLine(line))
  core.setFailed(logLine(message))
}

/** Runs on a runner: inputs → command → outputs. Whatever happens, the outputs and the exit code say the same. */
const main = async (): Promise<void> => {
  const { env } = process
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const folder = env['RUNNER_TEMP'] ?? env['TMPDIR'] ?? '/tmp'
  try {
    const inputs = readInputs()
    for (const name of ['github-token', 'digest-key'] as const) if (inputs[name] !== '') core.setSecret(inputs[name])
    const run: ActionRun = {
      inputs,
      event: readEvent(env['GITHUB_EVENT_NAME'] ?? '', await readPayload(env['GITHUB_EVENT_PATH'])),
      apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
      repository: env['GITHUB_REPOSITORY'] ?? '',
      setting: {
        checkout: env['GITHUB_WORKSPACE'] ?? process.cwd(),
        environment: env,
        repository: env['GITHUB_REPOSITORY_ID'] === undefined ? null : Number(env['GITHUB_REPOSITORY_ID']),
        progress: (line) => core.info(logLine(line)),
        stop: stop.signal,
        now: () => new Date(),
      },
      save: async (name, text) => {
        const path = join(folder, `helm-query-gate-${name}`)
        await writeFile(path, text, { mode: 0o600 })
        return path
      },
      summarise: async (markdown) => {
        if (env['GITHUB_STEP_SUMMARY'] !== undefined) await core.summary.addRaw(markdown, true).write()
      },
    }
    const { outputs, failure } = await runAction(run)
    setOutputs(outputs)
    if (failure !== null) fail(failure)
  } catch (error) {
    const failure = asGateError(error)
    setOutputs(
      outputsOf({ decision: null, plan: null, counts: null, environment: '', reportPath: '', error: failure.code }),
    )
    fail(failure)
  }
}

await main()
