import fc from 'fast-check'

export type Shown = { readonly name: string; readonly content: number; readonly lie: boolean }

/** What happens on a pull request, one after the other; `step` seconds after what was before. */
export type Happening = { readonly step: number } & (
  | { readonly what: 'surface'; readonly plan: string; readonly list: readonly Shown[]; readonly broken: boolean }
  | { readonly what: 'deletion'; readonly which: number }
  | {
      readonly what: 'remark'
      readonly who: string
      readonly kind: 'approve' | 'reject' | 'revoke'
      readonly numbers: readonly number[] | 'all'
      readonly plan: string | null
      readonly edited: boolean
      readonly viaApp: boolean
      readonly state: 'COMMENTED' | 'CHANGES_REQUESTED' | 'APPROVED' | 'DISMISSED' | null
    }
)

export type Timeline = {
  readonly happenings: readonly Happening[]
  /** The content of each query now. */
  readonly now: readonly { readonly name: string; readonly content: number }[]
  readonly required: number
}

const rarely = fc.integer({ min: 0, max: 9 }).map((n) => n === 0)
const plan = fc.constantFrom('d', 'd', 'd', 'e')
const step = fc.constantFrom(0, 1, 1, 1, 2)
const content = fc.constantFrom(0, 0, 0, 1)
const list = fc
  .subarray(['web', 'api'], { minLength: 1 })
  .chain((names) => fc.tuple(...names.map((name) => fc.record({ name: fc.constant(name), content, lie: rarely }))))

const surface = fc.record({ what: fc.constant('surface' as const), step, plan, list, broken: rarely })
const deletion = fc.record({ what: fc.constant('deletion' as const), step, which: fc.nat(3) })
const remark = fc.record({
  what: fc.constant('remark' as const),
  step,
  who: fc.constantFrom('ann', 'ann', 'bob', 'bob', 'cara', 'dan', 'eve'),
  kind: fc.constantFrom<'approve' | 'reject' | 'revoke'>(
    'approve',
    'approve',
    'approve',
    'approve',
    'reject',
    'revoke',
  ),
  numbers: fc.constantFrom<readonly number[] | 'all'>('all', 'all', [1], [2], [1, 2], [3]),
  plan: fc.oneof({ weight: 4, arbitrary: plan }, { weight: 1, arbitrary: fc.constant(null) }),
  edited: rarely,
  viaApp: rarely,
  state: fc.constantFrom(
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    'COMMENTED',
    'CHANGES_REQUESTED',
    'APPROVED',
    'DISMISSED',
  ),
})

/** Timelines of one pull request: surfaces posted, broken and deleted, remarks of all kinds by all kinds of people. */
export const timelines: fc.Arbitrary<Timeline> = fc.record({
  happenings: fc
    .tuple(
      surface,
      fc.array(
        fc.oneof(
          { weight: 1, arbitrary: surface },
          { weight: 1, arbitrary: deletion },
          { weight: 14, arbitrary: remark },
        ),
        { minLength: 2, maxLength: 10 },
      ),
    )
    .map(([first, rest]) => [first, ...rest]),
  now: list.map((shown) => shown.map(({ name, content: now }) => ({ name, content: now }))),
  required: fc.constantFrom(1, 1, 2),
})
