import { sameJson } from '../json/sameJson.ts'
import type { Query } from '../plan/Plan.ts'
import type { FoundSurface } from './findSurfaces.ts'
import type { Command, Deciding, Selection } from './parseCommand.ts'
import type { Remark } from './Remark.ts'
import { subjectOf } from './ReviewFacts.ts'
import type { ReviewFacts } from './ReviewFacts.ts'

/** The queries that a remark names, as its author saw them, and the target that was shown with them. */
export type Bound = {
  readonly shown: readonly Query[]
  readonly target: string
  /** Whether it is not known any more what its author saw. */
  readonly isLost: boolean
}

type Shown = NonNullable<FoundSurface['surface']>

/**
 * The whole surface that a remark speaks of, or why there is none that counts. Without a plan id a rejection speaks of
 * the newest list before it: in doubt it is stricter. Nothing else may be in doubt.
 */
export const surfaceFor = (
  { at }: Pick<Remark, 'at'>,
  { plan, kind }: { readonly plan: string | null; readonly kind: Command['kind'] },
  { surfaces, voidings }: Pick<ReviewFacts, 'surfaces' | 'voidings'>,
): Shown | string => {
  const tampered = voidings.some(({ why }) => why === 'tampered')
  if (plan === null && kind !== 'reject' && (surfaces.length !== 1 || tampered)) {
    return 'this pull request has had more than one list; say which one you read, with @ and its plan id.'
  }
  const older = surfaces.filter(({ sealedAt }) => sealedAt < at)
  const meant = older.filter(({ planId }) => plan === null || planId === plan)
  const newest = meant.at(-1)
  if (newest === undefined) return 'there was no complete list of that plan before this comment.'
  if (newest.surface === null) return 'the list of that plan is incomplete or was changed.'
  return plan !== null && meant.some(({ surface }) => surface !== null && !showSame(surface, newest.surface))
    ? 'there are lists of that plan that differ from each other: one of them is forged. Have it planned again.'
    : newest.surface
}

/** Whether two lists have the same query under each number; how it is shown is compared with what it is now. */
const showSame = (one: Shown, other: Shown | null): boolean =>
  other !== null && one.target.name === other.target.name && sameJson(named(one), named(other))

const named = ({ queries }: Shown): string[] => queries.map((query) => `${query.digest} ${subjectOf(query)}`)

/**
 * Binds a command to what its author read, or says why it is void. A rejection whose list was deleted or changed is for
 * every query: who takes away the list does not take away the rejection.
 */
export const bindRemark = (remark: Remark, command: Deciding, facts: ReviewFacts): Bound | string => {
  const surface = surfaceFor(remark, command, facts)
  if (typeof surface === 'string')
    return command.kind === 'reject' ? { shown: facts.queries, target: facts.targetName, isLost: true } : surface
  const shown = choose(command.selection, surface.queries)
  if (typeof shown === 'string') return shown
  const more = command.kind === 'reject' && command.plan === null ? namedElsewhere(remark, command, facts) : []
  return { shown: [...shown, ...more], target: surface.target.name, isLost: false }
}

/** What a rejection without a plan id names on the older lists: the newest may be one that its author never saw. */
const namedElsewhere = ({ at }: Remark, { selection }: Deciding, { surfaces }: ReviewFacts): readonly Query[] =>
  surfaces
    .filter(({ sealedAt }) => sealedAt < at)
    .slice(0, -1)
    .flatMap(({ surface }) => {
      const chosen = surface === null ? [] : choose(selection, surface.queries)
      return typeof chosen === 'string' ? [] : chosen
    })

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
