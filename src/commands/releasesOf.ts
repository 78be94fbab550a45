import { GateError } from '../errors/GateError.ts'
import type { Operation } from '../helm/Operation.ts'
import type { ReleaseHistory } from '../helm/readHistory.ts'
import { textAt } from '../json/at.ts'
import type { JsonObject } from '../json/Json.ts'
import { indexManifest } from '../plan/manifestIndex.ts'
import type { PlanFacts } from '../plan/makePlan.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import type { Results } from './runPrograms.ts'

/** The releases that a plan of an operation speaks of. */
export type Releases = Pick<PlanFacts, 'record' | 'secondRender' | 'baseline' | 'backTo' | 'kept'> & {
  /** What the run stores, or of a removal what is stored until then. */
  readonly stored: ReleaseRecord
}

type Outcome = Pick<Results, 'rehearsed' | 'dryRun'>

/** Tells from what is stored and what was rehearsed where an operation starts and where it ends. */
export const releasesOf = ({ kind }: Operation, history: ReleaseHistory, outcome: Outcome): Releases => {
  if (kind === 'upgrade') return upgraded(history, outcome)
  return kind === 'rollback' ? rolledBack(history, outcome) : removed(history)
}

const upgraded = ({ newest, deployed }: ReleaseHistory, { rehearsed, dryRun }: Outcome): Releases => {
  const { record, kept } = rehearsed
  if (record === null || dryRun === null) throw noRecord()
  // Helm starts from the last deployed revision, else from the newest that there is.
  return { record, stored: record, secondRender: dryRun, baseline: deployed ?? newest, backTo: null, kept }
}

// Helm goes back from the newest revision, whatever became of it.
const rolledBack = ({ newest, wanted }: ReleaseHistory, { rehearsed }: Outcome): Releases => {
  const { record, kept } = rehearsed
  if (record === null || wanted === null) throw noRecord()
  return { record, stored: record, secondRender: wanted, baseline: newest, backTo: wanted.revision, kept }
}

const removed = ({ newest }: ReleaseHistory): Releases => {
  if (newest === null) throw noRecord()
  const record = { ...newest, manifest: '' }
  return { record, stored: newest, secondRender: record, baseline: newest, backTo: null, kept: keptOf(newest) }
}

/** Objects that a removal leaves: Helm goes by the stored manifest there, not by the live object. */
const keptOf = (release: ReleaseRecord): JsonObject[] =>
  [...indexManifest(release).documents]
    .filter(([key]) => !key.startsWith('hook|'))
    .map(([, { object }]) => object)
    .filter((object) => {
      const policy = textAt(object, 'metadata', 'annotations', 'helm.sh/resource-policy') ?? ''
      return policy.trim().toLowerCase() === 'keep'
    })

const noRecord = (): GateError =>
  new GateError('E_HELM_OUTPUT', 'The rehearsal ended without a release record.', 'Report it with the version of Helm.')
