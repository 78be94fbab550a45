import { parseConnection, parseGateInputs } from '../config/parseInputs.ts'
import { GitHub } from '../github/GitHub.ts'
import { renderDiagnosis } from '../render/renderDiagnosis.ts'
import { statusLine } from '../render/statusLine.ts'
import { visibleText } from '../text/visibleText.ts'
import { apply } from './apply.ts'
import { doctor } from './doctor.ts'
import { gate } from './gate.ts'
import type { Gated } from './gate.ts'
import { parsePlan } from './parsePlan.ts'
import { plan } from './plan.ts'
import { planInputs } from './planInputs.ts'
import { printDocument } from './printDocument.ts'
import { publish } from './publish.ts'
import type { TerminalRun } from './runTerminal.ts'
import { waitWhilePending } from './waitWhilePending.ts'

type Command = 'publish' | 'gate' | 'apply' | 'doctor'

/** Runs a command at a terminal that speaks to GitHub, and returns its exit code. */
export const runWithGitHub = async (run: TerminalRun, command: Command): Promise<number> => await COMMANDS[command](run)

const gateInputs = ({ inputs, apiUrl, repository }: TerminalRun) =>
  parseGateInputs(inputs, { apiUrl, repository, pullRequest: null })

const givenPlan = async (run: TerminalRun) =>
  run.inputs.plan === '' ? null : parsePlan(await run.read(run.inputs.plan))

const runPublish = async (run: TerminalRun): Promise<number> => {
  const made = (await givenPlan(run)) ?? (await plan(planInputs(run), run.setting)).plan
  const inputs = gateInputs(run)
  const github = new GitHub(inputs)
  const published = await publish(github, inputs, made, run.setting)
  await gate(github, inputs, made)
  printDocument(
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
  printDocument(
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
  printDocument(run, diagnosis, renderDiagnosis(diagnosis, run.paint))
  const { weakness, unseen } = diagnosis.counts
  if (weakness > 0) return 3
  return unseen > 0 ? 2 : 0
}

const runApply = async (run: TerminalRun): Promise<number> => {
  const inputs = gateInputs(run)
  const receipt = await apply(new GitHub(inputs), { ...planInputs(run), ...inputs }, run.setting)
  printDocument(run, receipt, visibleText(`${receipt.result}: ${receipt.sentence}`))
  return receipt.result === 'applied' || receipt.result === 'nothing-to-do' ? 0 : 1
}

const COMMANDS: Readonly<Record<Command, (run: TerminalRun) => Promise<number>>> = {
  publish: runPublish,
  gate: runGate,
  apply: runApply,
  doctor: runDoctor,
}
