import type { Plan } from '../plan/Plan.ts'

/** What becomes of the revisions of a release, in a few words. */
export const revisionText = ({ newest, next, backTo }: Plan['release']): string => {
  if (newest === null) return next === null ? 'no release was looked at' : 'first install'
  if (next === null) return `revision ${newest.revision}, the last one`
  return `revision ${newest.revision} → ${next}${backTo === null ? '' : `, back to what ${backTo} was`}`
}
