import type { Plan } from '../plan/Plan.ts'

/** What becomes of the revisions of a release, in a few words. */
export const revisionText = ({ newest, baseline, next, backTo }: Plan['release']): string => {
  if (newest === null) return next === null ? 'no release was looked at' : 'first install'
  if (next === null) return `revision ${newest.revision}, the last one`
  // Helm starts from what was deployed last, whatever failed since.
  if (baseline !== null && baseline.revision !== newest.revision) {
    return `revision ${baseline.revision} → ${next} (${newest.revision} was not deployed)`
  }
  return `revision ${newest.revision} → ${next}${backTo === null ? '' : `, back to what ${backTo} was`}`
}
