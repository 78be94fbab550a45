import type { Query } from '../../src/plan/Plan.ts'
import { renderSurface } from '../../src/render/renderSurface.ts'
import { surfaceOf } from '../../src/render/Surface.ts'
import { defaultPolicy } from '../../src/policy/defaultPolicy.ts'
import type { Policy } from '../../src/policy/Policy.ts'
import type { Electorate } from '../../src/review/Electorate.ts'
import { findSurfaces } from '../../src/review/findSurfaces.ts'
import type { OwnComment, Remark } from '../../src/review/Remark.ts'
import { resolveRoles } from '../../src/review/resolveRoles.ts'
import type { ReviewFacts } from '../../src/review/ReviewFacts.ts'
import { digestOf, planOf, queryOf } from '../render/queryOf.ts'

/** Second `n` of a day. */
export const second = (n: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, n)).toISOString().replace('.000', '')

/** A query on Deployment `name` whose digest and content are told by a letter. */
export const query = (name: string, letter: string, parts: Partial<Query> = {}): Query =>
  queryOf({
    digest: digestOf(letter),
    object: { group: 'apps', version: 'v1', kind: 'Deployment', namespace: 'shop', name },
    changes: [{ path: 'spec.x', op: 'replace', before: 0, after: letter }],
    diff: '',
    ...parts,
  })

/** The plan id of the plan with this letter. */
export const idOf = (letter: string): string => letter.repeat(32)

/** The comments of the surface of a plan, the first posted at a second, one a second. */
export const surface = (letter: string, queries: readonly Query[], at: number): OwnComment[] =>
  renderSurface(surfaceOf(planOf(queries, { digest: digestOf(letter) }))).map((body, index) => own(body, at + index))

let comments = 0

export const own = (body: string, at: number, parts: Partial<OwnComment> = {}): OwnComment => {
  comments += 1
  return {
    id: `own-${comments}`,
    databaseId: comments,
    body,
    at: second(at),
    edited: false,
    changedByOtherAt: null,
    minimized: false,
    url: `https://github.test/own/${comments}`,
    ...parts,
  }
}

const PEOPLE: Readonly<Record<string, number>> = { ann: 1, bob: 2, cara: 3, dan: 4, eve: 9 }

/** A remark by ann, bob, cara or dan, who may write (dan is the author), or by eve, who may not. */
export const remark = (who: string, body: string, at: number, parts: Partial<Remark> = {}): Remark => ({
  id: `${who}-${at}`,
  kind: 'comment',
  author: { id: PEOPLE[who] ?? 100, login: who, isPerson: true },
  body,
  at: second(at),
  edited: false,
  emailed: false,
  url: `https://github.test/${who}/${at}`,
  state: null,
  ...parts,
})

export const review = (who: string, state: NonNullable<Remark['state']>, body: string, at: number): Remark =>
  remark(who, body, at, { kind: 'review', state })

/** The rules of a base with the people of the scene in its roles; the defaults where nothing else is said. */
export const electorate = (policy: Partial<Policy> = {}, required = 1): Electorate => {
  const whole = { ...defaultPolicy({ requiredApprovals: required, applyWhen: 'before-merge' }, 'main'), ...policy }
  const voters = Object.entries(PEOPLE).map(([login, id]) => ({
    id,
    login,
    permission: login === 'eve' ? ('read' as const) : ('write' as const),
  }))
  return { policy: whole, roles: resolveRoles(whole, { voters, teams: new Map(), owners: null, paths: [] }) }
}

/** Facts in the words of a test: how many approvals are required, and when a comment of the gate was touched. */
export type SceneFacts = Partial<ReviewFacts> & { readonly required?: number; readonly tamperedAt?: string | null }

/** The facts of one pull request: these queries now, these comments of the gate, these remarks. */
export const facts = (
  queries: readonly Query[],
  posted: readonly OwnComment[],
  remarks: readonly Remark[],
  { required = 1, tamperedAt = null, ...parts }: SceneFacts = {},
): ReviewFacts => ({
  queries: queries.map((each, index) => ({ ...each, number: index + 1 })),
  targetName: 'web/production',
  planId: idOf('e'),
  surfaces: findSurfaces(posted),
  remarks,
  viaApp: new Set(),
  writers: new Set([1, 2, 3, 4]),
  excluded: new Map([[4, 'you are the author of this pull request']]),
  electorates: [electorate({}, required)],
  morePeople: 0,
  spent: new Set(),
  voidings: tamperedAt === null ? [] : [{ at: tamperedAt, why: 'tampered' }],
  keptRejections: [],
  now: second(1000),
  ...parts,
})
