import fc from 'fast-check'

/** Contents of the two queries `web` and `api`: the digest that each has at a moment. */
export type Contents = Readonly<Record<Name, number>>
export type Name = 'web' | 'api'
export type Who = 'ann' | 'bob' | 'cara' | 'dan'
export const PEOPLE: readonly Who[] = ['ann', 'bob', 'cara', 'dan']
export const NAMES: readonly Name[] = ['web', 'api']

/** What somebody says: about one query or both, of the newest list or (`bare`) of whichever there is. */
export type Saying = {
  readonly kind: 'approve' | 'reject' | 'revoke'
  readonly about: readonly Name[]
  readonly bare: boolean
}

/** Something that happens on a pull request, one second after what was before. */
export type Happening =
  /** New content of a query, and the list that shows it; the list may come too late, and be lost for good. */
  | { readonly what: 'push'; readonly name: Name; readonly shown: boolean }
  | { readonly what: 'say'; readonly who: Who; readonly saying: Saying }
  /** The nth remark that is still there is edited or deleted by somebody. */
  | { readonly what: 'edit'; readonly which: number; readonly saying: Saying | null }
  | { readonly what: 'delete'; readonly which: number }
  /** The newest list is deleted, or edited by somebody else. */
  | { readonly what: 'tamper' }
  | { readonly what: 'retarget' }
  /** Somebody gets or loses the right to write. */
  | { readonly what: 'right'; readonly who: Who; readonly may: boolean }
  | { readonly what: 'pass'; readonly seconds: number }
  /** The gate runs; every event whose run is lost or late is simply a timeline without it here. */
  | { readonly what: 'run' }

/** Roles by name; a requirement is a list of alternatives, each a list of roles of which each needs its own person. */
export type Rules = {
  readonly roles: Readonly<Record<'sre' | 'web', readonly Who[]>>
  readonly alternatives: readonly (readonly ('sre' | 'web')[])[]
  readonly expires: number | null
}

export type Timeline = { readonly rules: Rules; readonly happenings: readonly Happening[] }

const name = fc.constantFrom(...NAMES)
const who = fc.constantFrom(...PEOPLE)
const saying: fc.Arbitrary<Saying> = fc.record({
  kind: fc.constantFrom<Saying['kind']>('approve', 'approve', 'approve', 'approve', 'reject', 'revoke'),
  about: fc.constantFrom<readonly Name[]>(['web', 'api'], ['web', 'api'], ['web'], ['api']),
  bare: fc.constantFrom(false, false, false, true),
})
const which = fc.nat(6)

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ what: fc.constant('say' as const), who, saying }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('push' as const), name, shown: fc.constantFrom(true, true, false) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('edit' as const), which, saying: fc.option(saying) }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('delete' as const), which }) },
  { weight: 1, arbitrary: fc.constant({ what: 'tamper' as const }) },
  { weight: 1, arbitrary: fc.constant({ what: 'retarget' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('right' as const), who, may: fc.constantFrom(true, true, false) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('pass' as const), seconds: fc.constantFrom(10, 100) }) },
  { weight: 5, arbitrary: fc.constant({ what: 'run' as const }) },
)

const role = fc.constantFrom<'sre' | 'web'>('sre', 'web')
const rules: fc.Arbitrary<Rules> = fc.record({
  roles: fc.record({
    sre: fc.subarray([...PEOPLE], { minLength: 1 }),
    web: fc.subarray([...PEOPLE], { minLength: 1 }),
  }),
  alternatives: fc.array(fc.array(role, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
  expires: fc.constantFrom(null, null, 60),
})

/** Whole lives of a pull request, from its first list to the moment at which is decided. */
export const livedTimelines: fc.Arbitrary<Timeline> = fc.record({
  rules,
  happenings: fc.array(happening, { minLength: 3, maxLength: 18 }),
})
