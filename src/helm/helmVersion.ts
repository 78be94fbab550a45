import { GateError } from '../errors/GateError.ts'
import { askProgram } from '../process/askProgram.ts'

export type HelmVersion = { readonly major: 3 | 4; readonly version: string }

// Older ones run code or leave charts unverified while rendering.
const MINIMUM: Readonly<Record<3 | 4, readonly [number, number]>> = { 3: [20, 2], 4: [1, 4] }

/**
 * The version of a helm program.
 *
 * @throws GateError E_HELM_MISSING where there is none, E_HELM_VERSION where it is too old or unknown.
 */
export const helmVersion = async (helm: string, env: Readonly<Record<string, string>>): Promise<HelmVersion> => {
  const answer = await askHelm(helm, ['version', '--template', '{{.Version}}'], env)
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

/**
 * The version of the helm-diff plugin that Helm finds, null where it finds none.
 *
 * @throws GateError E_HELM_MISSING where there is no Helm.
 */
export const helmDiffVersion = async (helm: string, env: Readonly<Record<string, string>>): Promise<string | null> => {
  const { exitCode, stdout } = await askHelm(helm, ['diff', 'version'], env)
  return exitCode === 0 ? (/^v?(\d+\.\d+\.\d+)/.exec(stdout.trim())?.[1] ?? null) : null
}

const askHelm = async (helm: string, args: readonly string[], env: Readonly<Record<string, string>>) => {
  try {
    return await askProgram(helm, args, env)
  } catch (cause) {
    throw new GateError(
      'E_HELM_MISSING',
      `${helm} was not found.`,
      'Install Helm in an earlier step (for example with azure/setup-helm), then run again.',
      { cause },
    )
  }
}
