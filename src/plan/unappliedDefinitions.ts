import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import type { Reason } from './Plan.ts'

/** A warning where an upgrade changes files of `crds/`: Helm applies those on a first install only. */
export const unappliedDefinitions = (baseline: ReleaseRecord | null, next: ReleaseRecord): Reason[] => {
  if (baseline === null) return []
  const [was, will] = [baseline.chart.definitions, next.chart.definitions]
  const paths = [...new Set([...was.keys(), ...will.keys()])].filter((path) => was.get(path) !== will.get(path)).sort()
  if (paths.length === 0) return []
  return [
    {
      code: 'W_DEFINITIONS_NOT_APPLIED',
      message: `Helm does not apply changes of crds/ on an upgrade: ${paths.join(', ')}. Apply them in a step of their own, before it.`,
    },
  ]
}
