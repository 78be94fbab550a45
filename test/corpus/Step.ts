import type { DiffMode } from './askHelmDiff.ts'
import type { Differences } from './compareLists.ts'
import type { ScenarioName } from './scenarios.ts'

/** What was timed in a step. */
export type Timed = 'plan' | DiffMode | 'dry run' | 'upgrade'

/** One operation on one release: foreseen, run and compared. */
export interface Step extends Differences {
  readonly pair: string
  readonly helm: string
  readonly scenario: ScenarioName
  /** Of writes that happened; a refused operation counts as one. */
  readonly writes: number
  /** The words with which the operation was refused. */
  readonly refused: string | null
  /** By object; null where helm-diff failed, undefined where it was not asked. */
  readonly helmDiff: Partial<Record<DiffMode, Differences | null>>
  readonly seconds: Partial<Record<Timed, number>>
}
