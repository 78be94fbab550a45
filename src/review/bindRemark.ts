import type { Query } from '../plan/Plan.ts'
import type { FoundSurface } from './findSurfaces.ts'
import type { Command, Deciding, Selection } from './parseCommand.ts'
import type { Remark } from './Remark.ts'
import type { ReviewFacts } from './ReviewFacts.ts'

/** The queries that a remark names, as its author saw them, and the target that was shown with them. */
export type Bound = {
  readonly shown: readonly Query[]
  readonly target: string
  /** Whether it is not known any more what its author saw. */
  readonly isLost: boolean
}

/**
 * The whole surface that a remark speaks of, or why there is none that counts. Without a plan id a rejection speaks of
 * the newest list before it: in doubt it is stricter. Nothing else may be in doubt.
 */
export const surfaceFor = (
  { at }: Pick<Remark, 'at'>,
  { plan, kind }: { readonly plan: string | null; readonly kind: Command['kind'] },
  { surfaces, voidings }: Pick<ReviewFacts, 'surfaces' | 'voidings'>,
): NonNullable<FoundSurface['surface']> | string => {
  const tampered = voidings.some(({ why }) => why === 'tampered')
  if (plan === null && kind !== 'reject' && (surfaces.length !== 1 || tampered)) {
    return 'this pull request has had more than one list; say which one you read, with @ and its plan id.'
  }
  const older = surfaces.filter(({ sealedAt }) => sealedAt < at)
  const named = older.filter(({ planId }) => plan === null || planId === plan).at(-1)
  if (named === undefined) return 'there was no complete list of that plan before this comment.'
  return named.surface ?? 'the list of that plan is incomplete or was changed.'
}

/**
 * Binds a command to what its author read, or says why it is void. A rejection whose list was deleted or changed is for
 * every query: who takes away the list does not take away the rejection.
 */
export const bindRemark = (remark: Remark, command: Deciding, facts: ReviewFacts): Bound | string => {
  const surface = surfaceFor(remark, command, facts)
  if (typeof surface === 'string')
    return command.kind === 'reject' ? { shown: facts.queries, target: facts.targetName, isLost: true } : surface
  const shown = choose(command.selection, surface.queries)
  return typeof shown === 'string' ? shown : { shown, target: surface.target.name, isLost: false }
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
