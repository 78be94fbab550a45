import { join } from 'node:path'
import type { RawInputs } from '../config/actionInputs.ts'
import { inputsOfTarget } from '../config/inputsOfTarget.ts'
import { parseConfig } from '../config/parseConfig.ts'
import { parseCommandName, parseConnection, parseGateInputs, parsePlanInputs } from '../config/parseInputs.ts'
import { GateError } from '../errors/GateError.ts'
import { GitHub } from '../github/GitHub.ts'
import { CONFIG_PATH } from '../github/pullRequestQuery.ts'
import { stringifyJson } from '../json/stringifyJson.ts'
import type { Json } from '../json/Json.ts'
import { renderDiagnosis } from '../render/renderDiagnosis.ts'
import { renderReport } from '../render/renderReport.ts'
import { statusLine } from '../render/statusLine.ts'
import { renderTerminal } from '../render/renderTerminal.ts'
import type { Paint } from '../render/renderTerminal.ts'
import { visibleText } from '../text/visibleText.ts'
import { apply } from './apply.ts'
import type { ApplySetting } from './apply.ts'
import { doctor } from './doctor.ts'
import { gate } from './gate.ts'
import type { Gated } from './gate.ts'
import { parsePlan } from './parsePlan.ts'
import { plan } from './plan.ts'
import { publish } from './publish.ts'
import { waitWhilePending } from './waitWhilePending.ts'

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
      return await runPublish(run)
    case 'gate':
      return await runGate(run)
    case 'apply':
      return await runApply(run)
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
    case 'doctor':
      return await runDoctor(run)
  }
}

/** The inputs with those of the target that they name, by the configuration of the checkout. */
const targetOf = async ({ inputs, read, setting }: TerminalRun): Promise<RawInputs> => {
  if (inputs.target === '') return inputs
  const text = await read(join(setting.checkout, CONFIG_PATH)).catch(() => null)
  const config = text === null ? null : parseConfig({ name: CONFIG_PATH, text })
  return inputsOfTarget(inputs, config, CONFIG_PATH)
}

const document = (run: TerminalRun, value: unknown, text: string): void =>
  run.print(run.output === 'json' ? `${stringifyJson(value as Json, 2)}\n` : `${text}\n`)

const planInputs = ({ inputs, sets }: TerminalRun) => {
  const parsed = parsePlanInputs(inputs)
  const quoted = sets.map((set) => `--set='${set.replaceAll("'", `'"'"'`)}'`)
  return { ...parsed, helmArgs: [parsed.helmArgs, ...quoted].join(' ').trim() }
}

const gateInputs = ({ inputs, apiUrl, repository }: TerminalRun) =>
  parseGateInputs(inputs, { apiUrl, repository, pullRequest: null })

const runPlan = async (run: TerminalRun): Promise<number> => {
  const { plan: made, witness } = await plan(planInputs(run), run.setting)
  if (run.report !== null) await run.write(run.report, renderReport(made, witness))
  document(run, made, renderTerminal(made, run.paint))
  if (made.counts.refused > 0) return 3
  return made.queries.length === 0 ? 0 : 2
}

const givenPlan = async (run: TerminalRun) =>
  run.inputs.plan === '' ? null : parsePlan(await run.read(run.inputs.plan))

const runPublish = async (run: TerminalRun): Promise<number> => {
  const made = (await givenPlan(run)) ?? (await plan(planInputs(run), run.setting)).plan
  const inputs = gateInputs(run)
  const github = new GitHub(inputs)
  const published = await publish(github, inputs, made, run.setting)
  await gate(github, inputs, made)
  document(
    run,
    { schemaVersion: 1, ...published },
    `plan ${published.planId}: ${published.kept ? 'still shown' : `${published.posted} comments posted`}`,
  )
  return made.queries.length === 0 ? 0 : 2
}

const runGate = async (run: TerminalRun): Promise<number> => {
  const inputs = gateInputs(run)
  const [github, given] = [new GitHub(inputs), await givenPlan(run)]
  const evaluate = async (): Promise<Gated> => await gate(github, inputs, given)
  const waiting = { github, gateInputs: inputs, evaluate, setting: run.setting }
  const { decision } = await waitWhilePending(await evaluate(), waiting)
  document(
    run,
    {
      schemaVersion: 1,
      state: decision.state,
      reason: decision.reason,
      queries: decision.queries.map(({ query, state, missing }) => ({
        number: query.number,
        digest: query.digest,
        state,
        missing,
      })),
    },
    visibleText(statusLine(decision)),
  )
  return decision.state === 'approved' ? 0 : decision.state === 'pending' ? 2 : 3
}

const runDoctor = async (run: TerminalRun): Promise<number> => {
  const diagnosis = await doctor(new GitHub(parseConnection(run.inputs, run)), run.setting)
  document(run, diagnosis, renderDiagnosis(diagnosis, run.paint))
  const { weakness, unseen } = diagnosis.counts
  if (weakness > 0) return 3
  return unseen > 0 ? 2 : 0
}

const runApply = async (run: TerminalRun): Promise<number> => {
  const inputs = gateInputs(run)
  const receipt = await apply(new GitHub(inputs), { ...planInputs(run), ...inputs }, run.setting)
  document(run, receipt, visibleText(`${receipt.result}: ${receipt.sentence}`))
  return receipt.result === 'applied' || receipt.result === 'nothing-to-do' ? 0 : 1
}
