import { readFile } from 'node:fs/promises'
import type { RawInputs } from '../config/actionInputs.ts'
import type { Outputs } from '../config/actionOutputs.ts'
import type { GateInputs } from '../config/GateInputs.ts'
import { outputsAfterApply, outputsOf } from '../config/outputsOf.ts'
import { parseCommandName, parseGateInputs, parsePlanInputs } from '../config/parseInputs.ts'
import type { GateEvent } from '../config/readEvent.ts'
import { asGateError } from '../errors/asGateError.ts'
import { GateError } from '../errors/GateError.ts'
import { dispatchWorkflow } from '../github/dispatchWorkflow.ts'
import { GitHub } from '../github/GitHub.ts'
import { stringifyJson } from '../json/stringifyJson.ts'
import type { Plan } from '../plan/Plan.ts'
import { decisionDocument } from '../render/decisionDocument.ts'
import { renderReceipt } from '../render/renderReceipt.ts'
import { renderSummary } from '../render/renderSummary.ts'
import { identityLevel } from '../review/identityLevel.ts'
import type { Receipt } from '../review/Receipt.ts'
import type { ApplySetting } from './apply.ts'
import { asksForPlan } from './asksForPlan.ts'
import { auto } from './auto.ts'
import { gate } from './gate.ts'
import type { Gated } from './gate.ts'
import type { Planned } from './plan.ts'
import { publish } from './publish.ts'
import { replyToComment } from './replyToComment.ts'
import { runAside } from './runAside.ts'
import { waitWhilePending } from './waitWhilePending.ts'
import { showFailure } from './showFailure.ts'
import { statusOf } from './statusOf.ts'
import { withPullRequest } from './withPullRequest.ts'
import { withTarget } from './withTarget.ts'

/** One run of the action, with everything it touches outside handed in. */
export type ActionRun = {
  readonly inputs: RawInputs
  readonly event: GateEvent
  readonly apiUrl: string
  readonly repository: string
  readonly setting: ApplySetting
  /** Keeps a document in a file of the runner and returns its path. */
  readonly save: (name: string, text: string) => Promise<string>
  /** Adds Markdown to the job's summary. */
  readonly summarise: (markdown: string) => Promise<void>
}

export type ActionEnd = { readonly outputs: Outputs; readonly failure: GateError | null }

type Done = { readonly planned: Planned | null; readonly gated: Gated | null; readonly receipt: Receipt | null }

/** Runs the command and says how it ended; a failure in a pull request is shown there too. */
export const runAction = async (given: ActionRun): Promise<ActionEnd> => {
  let run = given
  try {
    run = await withTarget(await withPullRequest(given))
    const aside = await runAside(run)
    if (aside !== null) return aside
    const done = await runCommand(run)
    const reportPath = await report(run, done)
    return { outputs: outputs(run, done, reportPath), failure: failureOf(done.receipt) }
  } catch (error) {
    const failure = asGateError(error)
    const { inputs, event, apiUrl, repository, setting } = run
    await showFailure({
      inputs,
      place: { apiUrl, repository, pullRequest: event.pullRequest },
      failure,
      progress: setting.progress,
    })
    const nothing = { decision: null, plan: null, counts: null, environment: '', reportPath: '' }
    return { outputs: outputsOf({ ...nothing, error: failure.code }), failure }
  }
}

const NOTHING: Done = { planned: null, gated: null, receipt: null }

const runCommand = async (run: ActionRun): Promise<Done> => {
  const { inputs, event, setting } = run
  const command = parseCommandName(inputs.command)
  // What speaks to a cluster is loaded where it is needed: a run on a comment starts without it.
  if (command === 'plan') {
    const { plan } = await import('./plan.ts')
    return { ...NOTHING, planned: await plan(parsePlanInputs(inputs), setting) }
  }
  const gateInputs = parseGateInputs(inputs, { ...run, pullRequest: event.pullRequest })
  const github = connect(gateInputs)
  if (command === 'apply') {
    const { apply } = await import('./apply.ts')
    return { ...NOTHING, receipt: await apply(github, { ...parsePlanInputs(inputs), ...gateInputs }, setting) }
  }
  if (command === 'resolve' || command === 'doctor') return NOTHING
  const done = await runOnce(run, command, { github, gateInputs })
  const evaluate = async (): Promise<Gated> => await gate(github, gateInputs, done.given)
  return { ...done, gated: await waitWhilePending(done.gated, { github, gateInputs, evaluate, setting }) }
}

type Connected = { readonly github: GitHub; readonly gateInputs: GateInputs }

/** Decides once; `given` is the plan that was decided on, null where it is the list on the pull request. */
const runOnce = async (
  run: ActionRun,
  command: 'auto' | 'publish' | 'gate',
  { github, gateInputs }: Connected,
): Promise<Done & { readonly given: Plan | null }> => {
  const { inputs, event, setting } = run
  if (command === 'auto') {
    const done = await auto(github, { planInputs: parsePlanInputs(inputs), gateInputs, event }, setting)
    return { ...NOTHING, ...done, given: done.planned?.plan ?? null }
  }
  const given = inputs.plan === '' ? null : await readPlan(inputs.plan)
  if (command === 'publish') {
    if (given === null)
      throw new GateError('E_INPUT', 'The input plan is missing.', 'Name the plan.json that the command plan wrote.')
    await publish(github, gateInputs, given, setting)
    return { ...NOTHING, planned: { plan: given, witness: null }, gated: await gate(github, gateInputs, given), given }
  }
  const gated = await gate(github, gateInputs, given, event.groupHead)
  if (inputs.replan !== '' && (await asksForPlan(github, event, async () => gated.pull))) {
    const { number, defaultBranch } = gated.pull
    await dispatchWorkflow(github, { workflow: inputs.replan, branch: defaultBranch, number })
  }
  await replyToComment(github, event.comment, gated, setting)
  return { ...NOTHING, gated, given }
}

const connect = ({ token, apiUrl, owner, repo, timeoutSeconds }: GateInputs): GitHub =>
  new GitHub({ token, apiUrl, owner, repo, timeoutSeconds })

const readPlan = async (path: string): Promise<Plan> => {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new GateError(
      'E_FILE_MISSING',
      `The plan ${path} cannot be read.`,
      'Name the plan.json that the command plan wrote.',
      { cause },
    )
  })
  const { parsePlan } = await import('./parsePlan.ts')
  return parsePlan(text)
}

/** Keeps what was made as files and in the job's summary; the path of the HTML report, or nothing. */
const report = async ({ save, summarise }: ActionRun, { planned, gated, receipt }: Done): Promise<string> => {
  const decision = gated === null ? '' : await save('decision.json', stringifyJson(decisionDocument(gated), 2))
  if (receipt !== null) {
    await summarise(renderReceipt(receipt))
    return await save('receipt.json', stringifyJson(receipt, 2))
  }
  if (gated !== null) await summarise(statusOf(gated))
  if (planned === null) return decision
  await summarise(renderSummary(planned.plan))
  await save('plan.json', stringifyJson(planned.plan, 2))
  const { renderReport } = await import('../render/renderReport.ts')
  const level = gated === null ? null : identityLevel(gated.pull.viewer)
  return await save('report.html', renderReport(planned.plan, planned.witness, level))
}

const outputs = ({ inputs }: ActionRun, { planned, gated, receipt }: Done, reportPath: string): Outputs => {
  const facts = { environment: inputs.environment === '' ? 'default' : inputs.environment, reportPath, error: null }
  if (receipt !== null) return outputsAfterApply(receipt, facts.environment, reportPath)
  const made = planned?.plan ?? null
  return outputsOf({
    ...facts,
    decision: gated?.decision ?? null,
    plan: gated?.surface ?? made,
    counts: made?.counts ?? null,
  })
}

const failureOf = (receipt: Receipt | null): GateError | null => {
  if (receipt === null || receipt.result === 'applied' || receipt.result === 'nothing-to-do') return null
  return new GateError(
    'E_APPLY',
    receipt.sentence,
    `Result ${receipt.result}${receipt.code === null ? '' : `, ${receipt.code}`}; the receipt on the pull request lists every request.`,
  )
}
