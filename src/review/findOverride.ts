import type { Query } from '../plan/Plan.ts'
import { surfaceFor } from './bindRemark.ts'
import { verdictOf } from './castVerdict.ts'
import type { CountedVerdict, RemarkResult } from './Decision.ts'
import { parseCommand } from './parseCommand.ts'
import type { Overriding } from './parseCommand.ts'
import type { Remark } from './Remark.ts'
import type { ReviewFacts } from './ReviewFacts.ts'
import { secondsBetween } from './secondsBetween.ts'
import { whyNotThem } from './whyNotCounted.ts'

/** How long an override lets its plan pass. */
const OVERRIDE_SECONDS = 3600

export type Overrides = {
  /** The newest that holds; null where none does. */
  readonly override: CountedVerdict | null
  readonly remarks: readonly RemarkResult[]
}

/** Overrides of exactly this plan by people who may give them, each for one hour and one apply. */
export const findOverride = (facts: ReviewFacts): Overrides => {
  const found = facts.remarks.flatMap((remark) => {
    const command = parseCommand(remark.body)
    return command?.kind === 'override' ? [{ remark, command, fault: whyNot(remark, command, facts) }] : []
  })
  const holding = found.findLast(({ fault }) => fault === null)
  return {
    override: holding === undefined ? null : verdictOf(holding.remark, holding.command.reason),
    remarks: found.map(({ remark, fault }) => ({
      remark: remark.id,
      login: remark.author.login,
      counted: fault === null,
      sentences: [
        fault === null
          ? 'Overridden: this plan may be applied once, within an hour of this comment.'
          : `Not counted: ${fault}`,
      ],
    })),
  }
}

const whyNot = (remark: Remark, command: Overriding, facts: ReviewFacts): string | null => {
  const { author, edited, emailed, at } = remark
  const who = whyNotThem(remark, facts)
  if (author.id === null || who !== null) return who
  if (edited) return 'the comment was edited. Post a new one.'
  if (emailed) return 'it came by e-mail. Comment on the page of the pull request.'
  const { id } = author
  const excluded = facts.excluded.get(id)
  if (excluded !== undefined) return `${excluded}.`
  if (facts.electorates.length === 0 || !facts.electorates.every((electorate) => mayOverride(electorate, id)))
    return 'the configuration does not list you among those who may override.'
  if (facts.voidings.some((voiding) => at <= voiding.at)) return 'the lists of this pull request were touched since.'
  if (command.plan !== facts.planId) return 'that is not the plan of now.'
  const surface = surfaceFor(remark, command, facts)
  if (typeof surface === 'string') return surface
  if (facts.queries.some(({ verb, unapprovable }) => verb === 'blocked' || unapprovable !== null))
    return 'the plan has a query that no approval lets pass, and no override does.'
  if (facts.queries.some((query) => isSpent(query, remark, facts))) return 'it was used by an earlier apply.'
  return secondsBetween(at, facts.now) >= OVERRIDE_SECONDS ? 'its hour is over.' : null
}

const mayOverride = ({ policy, roles }: ReviewFacts['electorates'][number], id: number): boolean =>
  policy.override.some((role) => roles.get(role)?.holders.has(id) === true)

const isSpent = ({ digest }: Query, { id }: Remark, { spent }: ReviewFacts): boolean => spent.has(`${digest} ${id}`)
