import type { Deciding } from './parseCommand.ts'
import type { Remark } from './Remark.ts'
import type { ReviewFacts } from './ReviewFacts.ts'

const VOIDED = {
  tampered: 'a comment of the gate was deleted or changed since. Look at the newest list and approve again.',
  retargeted: 'the pull request goes into another branch since. Look at the newest list and approve again.',
}

/** Why a remark does not count, whatever it is about; null where it does. */
export const whyNotCounted = (remark: Remark, { kind, selection }: Deciding, facts: ReviewFacts): string | null => {
  const { author, edited, emailed, state, at } = remark
  const who = whyNotThem(remark, facts)
  if (author.id === null || who !== null) return who
  if (state === 'DISMISSED' && kind !== 'reject') return 'the review was dismissed.'
  if (edited && kind !== 'reject') return 'the comment was edited. Post a new one.'
  if (emailed && kind !== 'reject') return 'it came by e-mail. Comment on the page of the pull request.'
  if (kind !== 'approve') return null
  const excluded = facts.excluded.get(author.id)
  if (excluded !== undefined) return `${excluded}.`
  if (selection.kind === 'all' && facts.electorates.some(({ policy }) => !policy.approvals.all))
    return 'this environment wants the numbers, not all.'
  const voiding = facts.voidings.find((each) => at <= each.at)
  return voiding === undefined ? null : VOIDED[voiding.why]
}

/** Why a person's word does not count at all; null where it does. */
export const whyNotThem = ({ author, id }: Remark, { viaApp, writers }: ReviewFacts): string | null => {
  if (!author.isPerson || author.id === null || viaApp.has(id)) return 'only people decide, by their own comments.'
  return writers.has(author.id) ? null : 'deciding needs the right to write to this repository.'
}
