import { inputsOfTarget } from '../config/inputsOfTarget.ts'
import { parseConfig } from '../config/parseConfig.ts'
import { parseConnection } from '../config/parseInputs.ts'
import { GitHub } from '../github/GitHub.ts'
import { CONFIG_PATH } from '../github/pullRequestQuery.ts'
import { readHead } from '../github/readHead.ts'
import { readTrunk } from '../github/readTrunk.ts'
import type { ActionRun } from './runAction.ts'

/**
 * The run with what the configuration says of the target that the input `target` names: read from the base of the pull
 * request, or from the default branch where there is none, never from what a pull request changed.
 *
 * @throws GateError E_CONFIG, E_TARGET, E_INPUT
 */
export const withTarget = async (run: ActionRun): Promise<ActionRun> => {
  const { inputs, event } = run
  if (inputs.target === '') return run
  const github = new GitHub(parseConnection(inputs, run))
  const number = inputs['pull-request'] === '' ? event.pullRequest : Number(inputs['pull-request'])
  const files = number === null ? await readTrunk(github) : (await readHead(github, number)).base
  const place = `${CONFIG_PATH} at ${files?.place ?? 'a branch that is gone'}`
  const config = files === null || files.config === null ? null : parseConfig({ name: place, text: files.config })
  return { ...run, inputs: inputsOfTarget(inputs, config, place) }
}
