import { GateError } from '../errors/GateError.ts'
import { runProgram } from '../process/runProgram.ts'
import type { Operation } from './Operation.ts'

/** A helm to be asked something. */
export type HelmProgram = Pick<Operation, 'helm' | 'env' | 'cwd' | 'timeoutSeconds'>

export type HelmVersion = { readonly major: 3 | 4; readonly version: string }

// Older ones run code or leave charts unverified while rendering.
const MINIMUM: Readonly<Record<3 | 4, readonly [number, number]>> = { 3: [20, 2], 4: [1, 4] }

/**
 * The version of a helm program.
 *
 * @throws GateError E_HELM_MISSING, E_HELM_TIMEOUT where it does not answer, E_HELM_VERSION where it is too old or unknown.
 */
export const helmVersion = async (program: HelmProgram): Promise<HelmVersion> => {
  const { helm } = program
  const answer = await askHelm(program, ['version', '--template', '{{.Version}}'])
  const match = /^v(\d+)\.(\d+)\.(\d+)/.exec(answer.stdout.trim())
  const [major, minor, patch] = (match ?? []).slice(1).map(Number)
  if ((major !== 3 && major !== 4) || minor === undefined || patch === undefined)
    throw badVersion(helm, 'is of a version that the gate does not know')
  const [leastMinor, leastPatch] = MINIMUM[major]
  if (minor < leastMinor || (minor === leastMinor && patch < leastPatch)) {
    throw badVersion(helm, `is ${match?.[0]}, older than v${major}.${leastMinor}.${leastPatch}`)
  }
  return { major, version: match?.[0] ?? '' }
}

const badVersion = (helm: string, fault: string): GateError =>
  new GateError('E_HELM_VERSION', `${helm} ${fault}.`, 'Install Helm 3.20.2 or newer, or 4.1.4 or newer.')

// It answers in a moment; one that does not would hold the job up without a word.
const ANSWER_SECONDS = 60

const askHelm = async ({ helm, env, cwd, timeoutSeconds }: HelmProgram, args: readonly string[]) => {
  const seconds = Math.min(timeoutSeconds, ANSWER_SECONDS)
  const result = await runProgram({ command: helm, args, env, cwd, timeoutSeconds: seconds }).catch(
    (cause: unknown) => {
      throw new GateError(
        'E_HELM_MISSING',
        `${helm} was not found.`,
        'Install Helm in an earlier step (for example with azure/setup-helm), then run again.',
        { cause },
      )
    },
  )
  if (result.ended !== 'timeout') return result
  throw new GateError(
    'E_HELM_TIMEOUT',
    `${helm} ${args.slice(0, 2).join(' ')} gave no answer in ${seconds} s and was ended.`,
    'Run it by hand on the runner, and look at what it waits for.',
  )
}
