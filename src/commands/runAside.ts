import { outputsOf, outputsOfDoctor, outputsOfResolved } from '../config/outputsOf.ts'
import { parseCommandName, parseConnection, parseGateInputs } from '../config/parseInputs.ts'
import { GateError } from '../errors/GateError.ts'
import { GitHub } from '../github/GitHub.ts'
import { readPullState } from '../github/readPullState.ts'
import { stringifyJson } from '../json/stringifyJson.ts'
import { renderDiagnosis } from '../render/renderDiagnosis.ts'
import { renderDiagnosisSummary } from '../render/renderDiagnosisSummary.ts'
import { paintWith } from '../render/renderTerminal.ts'
import { doctor } from './doctor.ts'
import type { ActionEnd, ActionRun } from './runAction.ts'
import { sweep } from './sweep.ts'

/**
 * What stands beside the way of one pull request from plan to apply: `resolve`, `doctor`, and the sweep over all that
 * are open; null where it is none of them.
 */
export const runAside = async (run: ActionRun): Promise<ActionEnd | null> => {
  const command = parseCommandName(run.inputs.command)
  if (run.event.kind === 'sweep' && (command === 'auto' || command === 'gate')) return await sweepAll(run)
  if (command === 'resolve') return await resolve(run)
  return command === 'doctor' ? await examine(run) : null
}

const sweepAll = async (run: ActionRun): Promise<ActionEnd> => {
  const { inputs, event, setting } = run
  const github = new GitHub(parseConnection(inputs, run))
  const inputsFor = (number: number) => parseGateInputs(inputs, { ...run, pullRequest: number })
  await sweep(github, inputsFor, { base: event.base, replan: inputs.replan }, setting)
  const nothing = { decision: null, plan: null, counts: null, environment: '', reportPath: '' }
  return { outputs: outputsOf({ ...nothing, error: null }), failure: null }
}

const resolve = async (run: ActionRun): Promise<ActionEnd> => {
  const inputs = parseGateInputs(run.inputs, { ...run, pullRequest: run.event.pullRequest })
  const resolved = await readPullState(new GitHub(inputs), inputs.pullRequest)
  run.setting.progress(`pull request ${resolved.number} is ${resolved.state}`)
  return { outputs: outputsOfResolved(resolved), failure: null }
}

const examine = async (run: ActionRun): Promise<ActionEnd> => {
  const diagnosis = await doctor(new GitHub(parseConnection(run.inputs, run)), run.setting)
  for (const line of renderDiagnosis(diagnosis, paintWith(false)).split('\n')) run.setting.progress(line)
  await run.summarise(renderDiagnosisSummary(diagnosis))
  const path = await run.save('diagnosis.json', stringifyJson(diagnosis, 2))
  const isWell = diagnosis.counts.weakness === 0
  return { outputs: outputsOfDoctor(isWell, path), failure: isWell ? null : failureOf(diagnosis.counts.weakness) }
}

const failureOf = (count: number): GateError =>
  new GateError(
    'E_WEAKNESS',
    `The doctor found ${count} ${count === 1 ? 'weakness' : 'weaknesses'}.`,
    'The summary of the job lists each with its fix.',
  )
