import type { Query } from '../plan/Plan.ts'
import { queryBlock } from '../render/queryBlock.ts'
import type { Person } from './Ballots.ts'
import type { CountedVerdict } from './Decision.ts'
import type { Deciding } from './parseCommand.ts'
import type { Remark } from './Remark.ts'
import type { QueryIndex } from './QueryIndex.ts'
import { subjectOf } from './ReviewFacts.ts'
import type { ReviewFacts } from './ReviewFacts.ts'
import { secondsBetween } from './secondsBetween.ts'

export type Casting = {
  readonly remark: Remark
  readonly command: Deciding
  readonly facts: ReviewFacts
  readonly person: Person
  readonly index: QueryIndex
  /** The target that the surface names. */
  readonly target: string
}

/** Casts one verdict on one query as the reviewer saw it; answers why it does not count, or null where it does. */
export const castVerdict = (
  { remark, command, facts, person, index, target }: Casting,
  shown: Query,
): string | null => {
  const subject = subjectOf(shown)
  const verdict = verdictOf(remark, command.kind === 'reject' ? command.reason : '')
  if (command.kind !== 'approve') {
    for (const digest of index.digestsOf(subject)) person.approvals.delete(digest)
    if (command.kind === 'reject') person.rejections.set(subject, verdict)
    else person.rejections.delete(subject)
    return null
  }
  const fault = whyNotApproved(shown, target, remark, { facts, index })
  if (fault !== null) return fault
  person.approvals.set(shown.digest, verdict)
  person.rejections.delete(subject)
  return null
}

export const verdictOf = ({ author, id, url, at }: Remark, reason: string): CountedVerdict => ({
  login: author.login,
  id: author.id ?? 0,
  remark: id,
  url,
  at,
  reason,
})

const whyNotApproved = (
  shown: Query,
  target: string,
  remark: Remark,
  { facts, index }: Pick<Casting, 'facts' | 'index'>,
): string | null => {
  if (shown.verb === 'blocked') return 'the cluster refuses it; no approval helps.'
  if (shown.unapprovable !== null) return shown.unapprovable.message
  if (!index.has(shown.digest)) return 'it has changed since; look at the newest list.'
  if (index.blockOf(shown.digest) !== queryBlock(shown, target)) return 'it was shown differently from what it is now.'
  if (facts.spent.has(`${shown.digest} ${remark.id}`))
    return 'this approval was used by an earlier apply; approve again.'
  if (secondsBetween(remark.at, facts.now) >= expiry(facts)) return 'the approval has expired; approve again.'
  return null
}

/** Approvals count as long as the strictest rules say. */
const expiry = ({ electorates }: ReviewFacts): number =>
  Math.min(...electorates.map(({ policy }) => policy.approvals.expireSeconds ?? Number.POSITIVE_INFINITY))
