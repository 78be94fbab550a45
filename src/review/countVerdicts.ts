import type { Query } from '../plan/Plan.ts'
import { queryBlock } from '../render/queryBlock.ts'
import type { CountedVerdict, RemarkResult } from './Decision.ts'
import type { FoundSurface } from './findSurfaces.ts'
import { isDeciding, parseCommand } from './parseCommand.ts'
import type { Deciding, Selection } from './parseCommand.ts'
import type { Author, Remark } from './Remark.ts'

/** Everything that a decision rests on. */
export type ReviewFacts = {
  readonly queries: readonly Query[]
  readonly targetName: string
  readonly surfaces: readonly FoundSurface[]
  /** In the order in which they were posted. */
  readonly remarks: readonly Remark[]
  /** People who may write to the repository right now, by numeric id; whoever is not in it may not. */
  readonly writers: ReadonlySet<number>
  /** People whose approval does not count, by numeric id, with the reason as a clause ("you are the author …"). */
  readonly excluded: ReadonlyMap<number, string>
  /** Approvals that each query needs. */
  readonly required: number
  /** Pairs of query digest and remark id that an apply has used up, as `digest remark`. */
  readonly spent: ReadonlySet<string>
  /** When a comment of the gate's account was last deleted or changed by another; older remarks no longer count. */
  readonly tamperedAt: string | null
}

export type Ballot = { readonly approvals: readonly CountedVerdict[]; readonly rejections: readonly CountedVerdict[] }

export type Count = {
  readonly ballots: ReadonlyMap<string, Ballot>
  readonly remarks: readonly RemarkResult[]
  readonly held: readonly string[]
}

type Person = {
  readonly approvals: Map<string, CountedVerdict>
  readonly rejections: Map<string, CountedVerdict>
  held: string | null
}

/** Reads remarks in order; the newest verdict of a person on a query wins, a rejection holds for its verb and object. */
export const countVerdicts = (facts: ReviewFacts): Count => {
  const people = new Map<number, Person>()
  const remarks: RemarkResult[] = []
  for (const remark of facts.remarks) {
    const result = countRemark(remark, facts, people)
    if (result !== null) remarks.push({ remark: remark.id, login: remark.author.login, ...result })
  }
  const ballots = new Map(facts.queries.map((query) => [query.digest, ballotOf(query, people)]))
  const held = [...people.values()].flatMap((person) => (person.held === null ? [] : [person.held]))
  return { ballots, remarks, held }
}

const ballotOf = (query: Query, people: ReadonlyMap<number, Person>): Ballot => {
  const all = [...people.values()]
  return {
    approvals: all.flatMap(({ approvals }) => approvals.get(query.digest) ?? []),
    rejections: all.flatMap(({ rejections }) => rejections.get(subject(query)) ?? []),
  }
}

/** Verb and object: what a rejection holds for, whatever the content becomes. */
const subject = ({ verb, object }: Pick<Query, 'verb' | 'object'>): string =>
  [verb, object.group, object.kind, object.namespace, object.name].join('|')

type Result = Pick<RemarkResult, 'counted' | 'sentences'> | null

const no = (...sentences: string[]): Result => ({
  counted: false,
  sentences: sentences.map((sentence) => `Not counted: ${sentence}`),
})

const countRemark = (remark: Remark, facts: ReviewFacts, people: Map<number, Person>): Result => {
  const held = countReview(remark, facts, people)
  const command = parseCommand(remark.body)
  if (command?.kind === 'malformed') return no(`${command.fault}. The whole command is void.`)
  if (command === null || !isDeciding(command)) return held
  const fault = whyNot(remark, command, facts)
  if (fault !== null) return no(fault)
  const surface = surfaceFor(remark, command, facts)
  if (typeof surface === 'string') return no(surface)
  const chosen = choose(command.selection, surface.queries)
  if (typeof chosen === 'string') return no(chosen)
  return apply(
    { remark, command, facts, person: personOf(remark.author, people), shownTarget: surface.target.name },
    chosen,
  )
}

/** A review that requests changes holds the whole plan until its author approves, or it is dismissed. */
const countReview = ({ state, author, body }: Remark, facts: ReviewFacts, people: Map<number, Person>): Result => {
  if (state === null || author.id === null || !facts.writers.has(author.id)) return null
  if (state === 'CHANGES_REQUESTED') {
    personOf(author, people).held = author.login
    return {
      counted: true,
      sentences: ['Changes requested: nothing is applied until this review is dismissed or its author approves.'],
    }
  }
  if (state === 'APPROVED') personOf(author, people).held = null
  const isPlain = state === 'APPROVED' && !body.startsWith('/')
  return isPlain ? no('a plain review approves no query. Comment /approve with the numbers and the plan id.') : null
}

const personOf = ({ id }: Author, people: Map<number, Person>): Person => {
  const person = people.get(id ?? 0) ?? { approvals: new Map(), rejections: new Map(), held: null }
  people.set(id ?? 0, person)
  return person
}

const whyNot = (
  { author, viaApp, edited, state, at }: Remark,
  { kind }: Deciding,
  facts: ReviewFacts,
): string | null => {
  if (!author.isPerson || author.id === null || viaApp) return 'only people decide, by their own comments.'
  if (state === 'DISMISSED' && kind !== 'reject') return 'the review was dismissed.'
  if (edited && kind !== 'reject') return 'the comment was edited. Post a new one.'
  const excluded = facts.excluded.get(author.id)
  if (kind === 'approve' && excluded !== undefined) return `${excluded}.`
  if (!facts.writers.has(author.id)) return 'deciding needs the right to write to this repository.'
  if (kind === 'approve' && facts.tamperedAt !== null && at <= facts.tamperedAt) {
    return 'a comment of the gate was deleted or changed since. Look at the newest list and approve again.'
  }
  return null
}

type Bound = { readonly queries: readonly Query[]; readonly target: { readonly name: string } }

/** The surface that the reviewer read, or why there is none that counts. */
const surfaceFor = (remark: Remark, command: Deciding, facts: ReviewFacts): Bound | string => {
  const older = facts.surfaces.filter(({ sealedAt }) => sealedAt < remark.at)
  if (command.plan === null) {
    if (facts.surfaces.length !== 1 || facts.tamperedAt !== null) {
      return 'this pull request has had more than one list; say which one you read, with @ and its plan id.'
    }
  }
  const named = older.filter(({ planId }) => command.plan === null || planId === command.plan).at(-1)
  if (named === undefined) return 'there was no complete list of that plan before this comment.'
  return named.surface ?? 'the list of that plan is incomplete or was changed.'
}

/** The queries that a selection names on a surface, or why it is void. */
const choose = (selection: Selection, queries: readonly Query[]): readonly Query[] | string => {
  const named = selection.kind === 'all' ? selection.except : selection.numbers
  const unknown = named.find((number) => number > queries.length)
  if (unknown !== undefined)
    return `${unknown} is not a query of that plan (1 to ${queries.length}). Nothing was counted.`
  if (selection.kind === 'numbers') return queries.filter(({ number }) => named.includes(number))
  return queries.filter(
    ({ number, verb, unapprovable }) => !named.includes(number) && verb !== 'blocked' && unapprovable === null,
  )
}

type Casting = {
  readonly remark: Remark
  readonly command: Deciding
  readonly facts: ReviewFacts
  readonly person: Person
  /** The target that the surface names. */
  readonly shownTarget: string
}

const apply = (casting: Casting, chosen: readonly Query[]): Result => {
  const outcomes = chosen.map((shown) => cast(casting, shown))
  const counted = outcomes
    .filter(({ fault }) => fault === null)
    .map(({ shown }) => `${shown.number} (${shown.verb} ${shown.object.kind} ${shown.object.name})`)
  const word = { approve: 'Approved', reject: 'Rejected', revoke: 'Revoked' }[casting.command.kind]
  const faults = outcomes.flatMap(({ shown, fault }) =>
    fault === null ? [] : [`Not counted for ${shown.number}: ${fault}`],
  )
  return {
    counted: counted.length > 0,
    sentences: [...(counted.length === 0 ? [] : [`${word} ${counted.join(', ')}.`]), ...faults],
  }
}

/** Casts one verdict on one query as the reviewer saw it. */
const cast = (
  { remark, command, facts, person, shownTarget }: Casting,
  shown: Query,
): { readonly shown: Query; readonly fault: string | null } => {
  const verdict = {
    login: remark.author.login,
    id: remark.author.id ?? 0,
    remark: remark.id,
    url: remark.url,
    reason: command.kind === 'reject' ? command.reason : '',
  }
  if (command.kind !== 'approve') {
    for (const { digest, ...query } of facts.queries) {
      if (subject(query) === subject(shown)) person.approvals.delete(digest)
    }
    if (command.kind === 'reject') person.rejections.set(subject(shown), verdict)
    else person.rejections.delete(subject(shown))
    return { shown, fault: null }
  }
  if (shown.verb === 'blocked') return { shown, fault: 'the cluster refuses it; no approval helps.' }
  if (shown.unapprovable !== null) return { shown, fault: shown.unapprovable.message }
  const now = facts.queries.find(({ digest }) => digest === shown.digest)
  if (now === undefined) return { shown, fault: 'it has changed since; look at the newest list.' }
  if (queryBlock(now, facts.targetName) !== queryBlock(shown, shownTarget))
    return { shown, fault: 'it was shown differently from what it is now.' }
  if (facts.spent.has(`${shown.digest} ${remark.id}`))
    return { shown, fault: 'this approval was used by an earlier apply; approve again.' }
  person.approvals.set(shown.digest, verdict)
  person.rejections.delete(subject(shown))
  return { shown, fault: null }
}
