import { GateError } from '../errors/GateError.ts'
import { actionInputs } from './actionInputs.ts'
import type { RawInputs } from './actionInputs.ts'
import type { Config, WrittenTarget } from './Config.ts'

type TargetInput = keyof WrittenTarget

/** Inputs that a target says, and nobody else beside it. */
const OWNED: readonly TargetInput[] = [
  'release',
  'namespace',
  'chart',
  'chart-version',
  'chart-repository',
  'values',
  'helm-args',
  'environment',
  'lookup-secrets',
  'unstable',
]

/**
 * The inputs with what the configuration says of the target that they name.
 *
 * @throws GateError E_TARGET where there is no such target; E_INPUT where the workflow says what is the target's to say.
 */
export const inputsOfTarget = (inputs: RawInputs, config: Config | null, place: string): RawInputs => {
  const name = inputs.target
  const target = config?.targets?.[name]
  if (target === undefined) {
    const known = Object.keys(config?.targets ?? {})
    throw new GateError(
      'E_TARGET',
      `${place} has no target ${name}.`,
      known.length === 0 ? 'Define it there under targets.' : `There are ${known.join(', ')}.`,
    )
  }
  const twice = OWNED.find((input) => inputs[input] !== actionInputs[input])
  if (twice !== undefined) {
    throw new GateError(
      'E_INPUT',
      `The input ${twice} and the target ${name} contradict each other.`,
      'What a target is stands in the configuration alone: remove the input.',
    )
  }
  const said = Object.entries(target).map(([input, value]) => [input, [value].flat().join('\n')] as const)
  return { ...inputs, ...Object.fromEntries(said) }
}
