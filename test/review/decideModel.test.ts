import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Query } from '../../src/plan/Plan.ts'
import { decide } from '../../src/review/decide.ts'
import type { OwnComment, Remark } from '../../src/review/Remark.ts'
import { facts, idOf, query, remark, second, surface } from './scene.ts'
import { timelines } from './timelines.ts'
import type { Happening, Shown, Timeline } from './timelines.ts'

type Remarked = Extract<Happening, { what: 'remark' }> & { readonly at: number }
type Posted = Extract<Happening, { what: 'surface' }> & { readonly at: number }
type Told = {
  readonly surfaces: readonly Posted[]
  readonly remarks: readonly Remarked[]
  readonly deletedAt: number | null
}

/** What is left to be seen of a timeline: surfaces that were not deleted, remarks, and when something was deleted last. */
const tell = ({ happenings }: Timeline): Told => {
  let [at, deletedAt]: [number, number | null] = [1, null]
  const surfaces: Posted[] = []
  const remarks: Remarked[] = []
  for (const each of happenings) {
    at += each.step
    if (each.what === 'surface') surfaces.push({ ...each, at })
    else if (each.what === 'remark') remarks.push({ ...each, at })
    else if (surfaces.splice(each.which, 1).length > 0) deletedAt = at
  }
  return { surfaces, remarks, deletedAt }
}

const WRITERS = new Set(['ann', 'bob', 'cara', 'dan'])

/** The list that a remark speaks of, as its author saw it; null where that cannot be said. */
const readBy = (each: Remarked, { surfaces, deletedAt }: Told, now: Timeline['now']): readonly Shown[] | null => {
  if (each.plan === null && each.kind !== 'reject' && (surfaces.length !== 1 || deletedAt !== null)) return null
  const meant = surfaces.filter(({ plan, at }) => (each.plan === null || plan === each.plan) && at < each.at)
  const seen = meant.at(-1)
  const differ = meant.some(({ broken, list }) => !broken && contents(list) !== contents(seen?.list ?? []))
  // Who takes away the list, or forges another of the same plan, does not take away a rejection: it is for everything.
  if (seen === undefined || seen.broken || (differ && each.plan !== null))
    return each.kind === 'reject' ? now.map((shown) => ({ ...shown, lie: false })) : null
  const named = numbered(each, seen.list)
  // Without a plan id a rejection is for what that number is on any list that its author could have read.
  const older = each.plan === null && each.kind === 'reject' ? meant.slice(0, -1).filter(({ broken }) => !broken) : []
  return named === null ? null : [...named, ...older.flatMap(({ list }) => numbered(each, list) ?? [])]
}

const contents = (list: readonly Shown[]): string => list.map(({ name, content }) => `${name} ${content}`).join()

/** What the numbers of a remark are on a list; null where one of them is not on it. */
const numbered = ({ numbers }: Remarked, list: readonly Shown[]): readonly Shown[] | null => {
  if (numbers === 'all') return list
  return numbers.some((number) => number > list.length) ? null : numbers.flatMap((number) => list[number - 1] ?? [])
}

const mayCount = ({ who, kind, edited, viaApp, state, at }: Remarked, { deletedAt }: Told): boolean => {
  if (!WRITERS.has(who) || viaApp) return false
  if (kind === 'reject') return true
  if (edited || state === 'DISMISSED') return false
  return kind === 'revoke' || (who !== 'dan' && (deletedAt === null || at > deletedAt))
}

/** The obvious way to decide: walk through the remarks, keep who stands where on what, count at the end. */
const model = (timeline: Timeline): { approved: string[]; held: boolean } => {
  const told = tell(timeline)
  const [approving, rejecting, holding] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (const each of told.remarks) {
    if (WRITERS.has(each.who) && each.state === 'CHANGES_REQUESTED') holding.add(each.who)
    if (each.state === 'APPROVED') holding.delete(each.who)
    if (!mayCount(each, told)) continue
    for (const shown of readBy(each, told, timeline.now) ?? []) {
      const stand = `${each.who} ${shown.name}`
      const isNow = timeline.now.some(({ name, content }) => name === shown.name && content === shown.content)
      if (each.kind !== 'approve') {
        approving.delete(stand)
        if (each.kind === 'reject') rejecting.add(stand)
        else rejecting.delete(stand)
      } else if (isNow && !shown.lie) {
        approving.add(stand)
        rejecting.delete(stand)
      }
    }
  }
  const people = [...WRITERS]
  const approved = timeline.now
    .map(({ name }) => name)
    .filter((name) => people.every((who) => !rejecting.has(`${who} ${name}`)))
    .filter((name) => people.filter((who) => approving.has(`${who} ${name}`)).length >= timeline.required)
  return { approved, held: holding.size > 0 }
}

const queryFor = ({ name, content, lie }: Shown): Query =>
  query(name, 'a', {
    digest: `sha256:${(name === 'web' ? '1' : '2').repeat(63)}${content}`,
    diff: lie ? '+a lie' : '+the truth',
  })

const postedFor = (each: Posted): OwnComment[] =>
  surface(
    each.plan,
    each.list.map((shown) => queryFor(shown)),
    each.at,
  ).map((own) => ({ ...own, edited: each.broken }))

const remarkFor = (each: Remarked, index: number): Remark => {
  const numbers = each.numbers === 'all' ? 'all' : each.numbers.join(' ')
  const plan = each.plan === null ? '' : ` @${idOf(each.plan)}`
  const reason = each.kind === 'reject' ? ' because' : ''
  return remark(each.who, `/${each.kind} ${numbers}${plan}${reason}`, each.at, {
    id: `remark-${index}`,
    kind: each.state === null ? 'comment' : 'review',
    edited: each.edited,
    state: each.state,
  })
}

it('decides as the obvious model does, for any timeline of surfaces, remarks, edits and deletions', () => {
  const seen = { approved: 0, whole: 0, open: 0 }
  fc.assert(
    fc.property(timelines, (timeline) => {
      const told = tell(timeline)
      const now = timeline.now.map((each) => queryFor({ ...each, lie: false }))
      const decision = decide(
        facts(
          now,
          told.surfaces.flatMap((each) => postedFor(each)),
          told.remarks.map((each, n) => remarkFor(each, n)),
          {
            required: timeline.required,
            viaApp: new Set(told.remarks.flatMap(({ viaApp }, n) => (viaApp ? [`remark-${n}`] : []))),
            tamperedAt: told.deletedAt === null ? null : second(told.deletedAt),
          },
        ),
      )
      const expected = model(timeline)
      const approved = decision.queries
        .filter(({ state }) => state === 'approved')
        .map((each) => each.query.object.name)
      expect(approved).toEqual(expected.approved)
      expect(decision.state === 'approved').toBe(!expected.held && expected.approved.length === timeline.now.length)
      seen.approved += approved.length
      seen.whole += decision.state === 'approved' ? 1 : 0
      seen.open += decision.state === 'approved' ? 0 : 1
    }),
    { numRuns: 3000 },
  )
  // The timelines must be worth something: many end in approvals, many do not.
  expect(Math.min(seen.approved, seen.whole, seen.open)).toBeGreaterThan(50)
})
