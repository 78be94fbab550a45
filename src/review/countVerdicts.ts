import type { Query } from '../plan/Plan.ts'
import { Ballots } from './Ballots.ts'
import { bindRemark } from './bindRemark.ts'
import { castVerdict } from './castVerdict.ts'
import type { KeptRejection, RemarkResult } from './Decision.ts'
import { isDeciding, parseCommand } from './parseCommand.ts'
import type { Command, Deciding } from './parseCommand.ts'
import { QueryIndex } from './QueryIndex.ts'
import type { Remark } from './Remark.ts'
import type { ReviewFacts } from './ReviewFacts.ts'
import { ranges } from '../text/ranges.ts'
import { whyNotCounted } from './whyNotCounted.ts'
import { compareTexts } from '../text/compareTexts.ts'

export type Count = { readonly ballots: Ballots; readonly remarks: readonly RemarkResult[] }

/** Reads remarks in order; the newest verdict of a person on a query wins, a rejection holds for its verb and object. */
export const countVerdicts = (facts: ReviewFacts): Count => {
  const ballots = new Ballots()
  const index = new QueryIndex(facts)
  const remarks: RemarkResult[] = []
  const kept = [...facts.keptRejections].sort((a, b) => compareTexts(a.at, b.at))
  for (const remark of facts.remarks) {
    while (kept[0] !== undefined && kept[0].at <= remark.at) restore(kept.shift(), { facts, index, ballots })
    const result = countRemark(remark, { facts, index, ballots })
    if (result !== null) remarks.push({ remark: remark.id, login: remark.author.login, ...result })
  }
  for (const rejection of kept) restore(rejection, { facts, index, ballots })
  return { ballots, remarks }
}

/** What remarks are counted with. */
type Counting = { readonly facts: ReviewFacts; readonly index: QueryIndex; readonly ballots: Ballots }

/** What was said once was said: whatever became of its remark, or of the list that it spoke of. */
const restore = (rejection: KeptRejection | undefined, { facts, index, ballots }: Counting): void => {
  if (rejection === undefined || !facts.writers.has(rejection.id)) return
  const { subjects, ...verdict } = rejection
  const person = ballots.person(verdict.id)
  for (const subject of subjects) {
    person.rejections.set(subject, verdict)
    for (const digest of index.digestsOf(subject)) person.approvals.delete(digest)
  }
}

type Result = Pick<RemarkResult, 'counted' | 'sentences'> | null

const no = (...sentences: string[]): Result => ({
  counted: false,
  sentences: sentences.map((sentence) => `Not counted: ${sentence}`),
})

const countRemark = (remark: Remark, { facts, index, ballots }: Counting): Result => {
  const held = countReview(remark, facts, ballots)
  const command = commandOf(remark, facts)
  if (command?.kind === 'malformed') return no(`${command.fault}. The whole command is void.`)
  if (command === null || !isDeciding(command)) return held
  const bound = bindRemark(remark, command, facts)
  const fault = whyNotCounted(remark, command, facts)
  if (fault !== null) {
    if (command.kind === 'approve' && typeof bound !== 'string')
      ballots.refuse(bound.shown, { login: remark.author.login, url: remark.url, why: fault })
    return no(fault)
  }
  if (typeof bound === 'string') return no(bound)
  const person = ballots.person(remark.author.id ?? 0)
  const outcomes = bound.shown.map((shown) => ({
    shown,
    fault: castVerdict({ remark, command, facts, person, index, target: bound.target }, shown),
  }))
  for (const each of outcomes)
    if (each.fault !== null)
      ballots.refuse([each.shown], { login: remark.author.login, url: remark.url, why: each.fault })
  return tell(command, outcomes, bound.isLost)
}

/** What a remark commands: what it says, or what a plain review stands for where all rules agree on it. */
const commandOf = ({ body, state }: Remark, { electorates }: ReviewFacts): Command | null => {
  const command = parseCommand(body)
  if (command !== null || state !== 'APPROVED') return command
  return electorates.every(({ policy }) => policy.approvals.plainReviews === 'approve-all')
    ? { kind: 'approve', selection: { kind: 'all', except: [] }, plan: null, reason: '' }
    : null
}

/** A review that requests changes holds the whole plan until its author approves, or takes it back. */
const countReview = ({ state, author, body }: Remark, { writers }: ReviewFacts, ballots: Ballots): Result => {
  if (state === null || author.id === null || !writers.has(author.id)) return null
  if (state === 'CHANGES_REQUESTED') {
    ballots.person(author.id).held = author.login
    return {
      counted: true,
      sentences: ['Changes requested: nothing is applied until its author dismisses this review or approves.'],
    }
  }
  if (state === 'APPROVED') ballots.person(author.id).held = null
  const isPlain = state === 'APPROVED' && !body.startsWith('/')
  return isPlain ? no('a plain review approves no query. Comment /approve with the numbers and the plan id.') : null
}

type Outcome = { readonly shown: Query; readonly fault: string | null }

const LOST = 'The list that it speaks of is not there as it was, so it holds for every query.'

/** Most queries that a sentence names; of more it gives the numbers alone. */
const NAMED = 12

const tell = ({ kind }: Deciding, outcomes: readonly Outcome[], isLost: boolean): Result => {
  const counted = outcomes.filter(({ fault }) => fault === null).map(({ shown }) => shown)
  const names = counted.map(({ number, verb, object }) => `${number} (${verb} ${object.kind} ${object.name})`)
  const words = counted.length > NAMED ? ranges(counted.map(({ number }) => number)) : names.join(', ')
  const word = { approve: 'Approved', reject: 'Rejected', revoke: 'Revoked' }[kind]
  const faults = new Map<string, number[]>()
  for (const { shown, fault } of outcomes)
    if (fault !== null) faults.set(fault, [...(faults.get(fault) ?? []), shown.number])
  return {
    counted: counted.length > 0,
    sentences: [
      ...(counted.length === 0 ? [] : [`${word} ${words}.`]),
      ...(isLost ? [LOST] : []),
      ...[...faults].map(([fault, list]) => `Not counted for ${ranges(list)}: ${fault}`),
    ],
  }
}
