import { join } from 'node:path'
import type { RawInputs } from '../config/actionInputs.ts'
import { parseCommandName } from '../config/parseInputs.ts'
import { GateError } from '../errors/GateError.ts'
import { CONFIG_PATH } from '../github/pullRequestQuery.ts'
import { renderTerminal } from '../render/renderTerminal.ts'
import type { Paint } from '../render/renderTerminal.ts'
import type { ApplySetting } from './apply.ts'
import { plan } from './plan.ts'
import { planInputs } from './planInputs.ts'
import { printDocument } from './printDocument.ts'

/** One run at a terminal, with everything it touches outside handed in. */
export type TerminalRun = {
  readonly inputs: RawInputs
  readonly sets: readonly string[]
  readonly output: string
  readonly report: string | null
  readonly repository: string
  readonly apiUrl: string
  readonly paint: Paint
  readonly setting: ApplySetting
  readonly print: (text: string) => void
  readonly read: (path: string) => Promise<string>
  readonly write: (path: string, text: string) => Promise<void>
}

/** Runs a command and returns the exit code: 0 nothing to do, approved or applied; 2 pending; 3 rejected or refused. */
export const runTerminal = async (given: TerminalRun): Promise<number> => {
  const run = { ...given, inputs: await targetOf(given) }
  const command = parseCommandName(run.inputs.command)
  if (run.output !== 'text' && run.output !== 'json')
    throw new GateError('E_USAGE', '--output is text or json.', 'helm-query-gate --help shows the flags.')
  switch (command) {
    case 'plan':
      return await runPlan(run)
    case 'publish':
    case 'gate':
    case 'apply':
    case 'doctor': {
      // What speaks to GitHub takes longer to load than all the rest: a plan does without it.
      const { runWithGitHub } = await import('./runWithGitHub.ts')
      return await runWithGitHub(run, command)
    }
    case 'auto':
      throw new GateError(
        'E_USAGE',
        'auto chooses by the event of a workflow, and there is none at a terminal.',
        'Name plan, publish, gate or apply.',
      )
    case 'resolve':
      throw new GateError(
        'E_USAGE',
        'resolve reads the event of a workflow, and there is none at a terminal.',
        'Name the pull request with --pull-request.',
      )
  }
}

/** The inputs with those of the target that they name, by the configuration of the checkout. */
const targetOf = async ({ inputs, read, setting }: TerminalRun): Promise<RawInputs> => {
  if (inputs.target === '') return inputs
  const { inputsOfTarget } = await import('../config/inputsOfTarget.ts')
  const { parseConfig } = await import('../config/parseConfig.ts')
  const text = await read(join(setting.checkout, CONFIG_PATH)).catch(() => null)
  const config = text === null ? null : parseConfig({ name: CONFIG_PATH, text })
  return inputsOfTarget(inputs, config, CONFIG_PATH)
}

const runPlan = async (run: TerminalRun): Promise<number> => {
  const { plan: made, witness } = await plan(planInputs(run), run.setting)
  if (run.report !== null) {
    const { renderReport } = await import('../render/renderReport.ts')
    await run.write(run.report, renderReport(made, witness))
  }
  printDocument(run, made, renderTerminal(made, run.paint))
  if (made.counts.refused > 0) return 3
  return made.queries.length === 0 ? 0 : 2
}
