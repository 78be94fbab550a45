import type { PlanInputs } from '../../src/config/PlanInputs.ts'
import { driftByHand } from './driftByHand.ts'
import type { Pair, Place } from './Pair.ts'
import { runRelease } from './runRelease.ts'

export type ScenarioName = 'bump' | 'drift' | 'failed' | 'hooks' | 'rollback' | 'uninstall'

/** A state that a release comes into, and the operation that is planned and run from there. */
export interface Scenario {
  readonly name: ScenarioName
  /** Whether hooks of the chart must really come to their end. */
  readonly living: boolean
  prepare(place: Place, pair: Pair): Promise<unknown>
  /** The command of Helm, and what a plan of the same is asked for. */
  readonly command: readonly string[]
  readonly inputs: Partial<PlanInputs>
  /** Flags of the operation, for both. */
  args(pair: Pair, major: 3 | 4): string
}

const given = ({ args = '' }: Pair): string => args

// A hand owns what it has changed: server-side apply takes that back only when it is told to.
const overruling = (pair: Pair, major: 3 | 4): string => {
  const args = given(pair)
  const clientSide =
    `${pair.installArgs ?? ''} ${args}`.includes('server-side=false') && !args.includes('server-side=true')
  return major === 3 || clientSide || args.includes('--force') ? args : `${args} --force-conflicts`.trim()
}

const meddle = async (place: Place, pair: Pair): Promise<unknown> => await pair.meddle?.(place)

/** An upgrade that goes back to the first version until it meets an Ingress that is refused. */
const failHalfway = async (place: Place, pair: Pair): Promise<void> => {
  const args = `--reset-values --disable-openapi-validation ${pair.installArgs ?? ''}`
  const { code, stderr } = await runRelease(place, ['upgrade', 'web', './broken'], args)
  if (code === 0 || !stderr.includes('"refused"'))
    throw new Error(`an upgrade that should be refused was not: ${stderr}`)
}

const upgrade = { command: ['upgrade', 'web', './next'], inputs: { chart: 'next' } } as const

const nothing = async (): Promise<void> => {}

// Flags of an upgrade mean nothing to the others; a hand of earlier scenarios owns what it changed.
const backArgs = (pair: Pair, major: 3 | 4): string =>
  overruling(pair, major)
    .split(' ')
    .filter((word) => /^--(?:no-hooks|force|force-replace|force-conflicts|server-side=.*)$/.test(word))
    .join(' ')

const rollback = {
  command: ['rollback', 'web', '1'],
  inputs: { operation: 'rollback', chart: '', revision: 1 },
} as const
const uninstall = { command: ['uninstall', 'web'], inputs: { operation: 'uninstall', chart: '' } } as const

/** In this order on one release: each starts from where the one before it ended. */
export const scenarios: readonly Scenario[] = [
  { ...upgrade, name: 'bump', living: false, prepare: meddle, args: given },
  { ...upgrade, name: 'hooks', living: true, prepare: meddle, args: given },
  { ...upgrade, name: 'drift', living: false, prepare: driftByHand, args: overruling },
  { ...upgrade, name: 'failed', living: false, prepare: failHalfway, args: overruling },
  { ...rollback, name: 'rollback', living: false, prepare: nothing, args: backArgs },
  { ...uninstall, name: 'uninstall', living: false, prepare: nothing, args: () => '' },
]

/** The scenarios of a pair: its own choice, or all that need no controllers. */
export const scenariosOf = ({ scenarios: chosen }: Pair): readonly Scenario[] =>
  scenarios.filter(({ name, living }) => (chosen === undefined ? !living : chosen.includes(name)))
