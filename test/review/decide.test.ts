import { describe, expect, it, test } from '@jest/globals'
import type { Query } from '../../src/plan/Plan.ts'
import { decide } from '../../src/review/decide.ts'
import type { Remark } from '../../src/review/Remark.ts'
import { digestOf } from '../render/queryOf.ts'
import { facts, idOf, own, query, remark, review, surface } from './scene.ts'

const web = query('web', 'a')
const api = query('api', 'b')
const E = `@${idOf('e')}`
const D = `@${idOf('d')}`
const shown = surface('e', [web, api], 10)

type Parts = Parameters<typeof facts>[3]

/** The state of each query now, after these remarks on a surface of web and api posted at second 10. */
const states = (remarks: readonly Remark[], parts: Parts = {}, now: readonly Query[] = [web, api], posted = shown) =>
  decide(facts(now, posted, remarks, parts)).queries.map(({ state }) => state)

const sentences = (remarks: readonly Remark[], parts: Parts = {}, now: readonly Query[] = [web, api], posted = shown) =>
  decide(facts(now, posted, remarks, parts)).remarks.flatMap((result) => result.sentences)

const yes = remark('ann', `/approve all ${E}`, 20)

describe('an approval', () => {
  it('counts for the queries that it names', () => {
    expect(states([remark('ann', `/approve 1 ${E}`, 20)])).toEqual(['approved', 'pending'])
    expect(states([remark('ann', `/approve all except 1 ${E}`, 20)])).toEqual(['pending', 'approved'])
    expect(decide(facts([web, api], shown, [yes]))).toMatchObject({ state: 'approved', reason: 'APPROVED' })
    expect(sentences([yes])).toEqual(['Approved 1 (update Deployment web), 2 (update Deployment api).'])
  })

  it('counts from a review', () => {
    expect(
      states([review('ann', 'APPROVED', `/approve 1 ${E}`, 20), review('bob', 'COMMENTED', `/approve 2 ${E}`, 21)]),
    ).toEqual(['approved', 'approved'])
  })

  it('counts once per person, whatever their login is now', () => {
    const renamed = remark('ann', `/approve all ${E}`, 21, { author: { id: 1, login: 'anna', isPerson: true } })
    expect(states([yes, renamed], { required: 2 })).toEqual(['pending', 'pending'])
    expect(states([yes, remark('bob', `/approve all ${E}`, 21)], { required: 2 })).toEqual(['approved', 'approved'])
  })

  test.each<[string, Remark, Parts?]>([
    ['the author', remark('dan', `/approve all ${E}`, 20)],
    ['a committer', yes, { excluded: new Map([[1, 'a commit of this pull request is yours']]) }],
    ['an outsider', remark('eve', `/approve all ${E}`, 20)],
    ['somebody who lost the right', yes, { writers: new Set([2, 3]) }],
    [
      'somebody whose login only looks like one',
      remark('ann', yes.body, 20, { author: { id: 77, login: 'ann', isPerson: true } }),
    ],
    ['a bot', remark('ann', yes.body, 20, { author: { id: 1, login: 'ann', isPerson: false } })],
    ['a deleted account', remark('ann', yes.body, 20, { author: { id: null, login: 'ghost', isPerson: true } })],
    ['an app in a person’s name', yes, { viaApp: new Set([yes.id]) }],
    ['an edited comment', remark('ann', yes.body, 20, { edited: true })],
    ['a dismissed review', review('ann', 'DISMISSED', yes.body, 20)],
    ['a comment before the surface', remark('ann', yes.body, 9)],
    ['a comment in the second of the surface', remark('ann', yes.body, 10)],
    ['a comment before something was deleted', yes, { tamperedAt: '2026-01-01T00:00:25Z' }],
    ['a comment in the second of it', yes, { tamperedAt: '2026-01-01T00:00:20Z' }],
    ['a plan that was never shown', remark('ann', `/approve all ${D}`, 20)],
    ['a command with an unknown number', remark('ann', `/approve 1-3 ${E}`, 20)],
    ['a malformed command', remark('ann', `/approve 1 1 ${E}`, 20)],
    ['a plain review', review('ann', 'APPROVED', 'LGTM', 20)],
    ['a quoted command', remark('ann', `> /approve all ${E}`, 20)],
  ])('does not count from %s', (_what, each, parts = {}) => {
    expect(states([each], parts)).toEqual(['pending', 'pending'])
    for (const result of decide(facts([web, api], shown, [each], parts)).remarks) expect(result.counted).toBe(false)
  })

  it('counts after something was deleted, if it is younger', () => {
    expect(states([yes], { tamperedAt: '2026-01-01T00:00:19Z' })).toEqual(['approved', 'approved'])
  })

  it('is void as a whole with one unknown number', () => {
    expect(sentences([remark('ann', `/approve 1 7 ${E}`, 20)])).toEqual([
      'Not counted: 7 is not a query of that plan (1 to 2). Nothing was counted.',
    ])
  })
})

describe('a bare command', () => {
  const bare = remark('ann', '/approve all', 30)
  it('counts while there was one surface, and nothing was touched', () => {
    expect(states([bare])).toEqual(['approved', 'approved'])
  })
  test.each<[string, readonly ReturnType<typeof own>[], Parts?]>([
    ['two surfaces', [...shown, ...surface('d', [web], 40)]],
    ['the same surface twice', [...shown, ...surface('e', [web, api], 15)]],
    ['a broken one beside it', [...shown, ...surface('d', [web], 15).map((each) => ({ ...each, edited: true }))]],
    ['something deleted, even long ago', shown, { tamperedAt: '2026-01-01T00:00:01Z' }],
    ['no surface', []],
  ])('does not count with %s', (_what, posted, parts = {}) => {
    expect(states([bare], parts, [web, api], [...posted])).toEqual(['pending', 'pending'])
  })
})

describe('what the reviewer saw', () => {
  const changed = query('web', 'c')

  it('carries over a push where it is unchanged, also under another number', () => {
    const posted = [...shown, ...surface('d', [query('new', 'c'), api, web], 30)]
    expect(states([yes], {}, [query('new', 'c'), api, web], posted)).toEqual(['pending', 'approved', 'approved'])
  })

  it('drops where it changed, and says so', () => {
    expect(states([yes], {}, [changed, api])).toEqual(['pending', 'approved'])
    expect(sentences([yes], {}, [changed, api])).toEqual([
      'Approved 2 (update Deployment api).',
      'Not counted for 1: it has changed since; look at the newest list.',
    ])
  })

  it('is the whole block: the same digest shown otherwise does not count', () => {
    for (const lie of [
      { changes: [] },
      { diff: '+x' },
      { risks: ['image'] },
      { object: { ...web.object, name: 'other' } },
      { cluster: { ...web.cluster, sideEffects: ['spec.x'] } },
      { verb: 'create' as const },
    ]) {
      const posted = surface('e', [{ ...web, ...lie }, api], 10)
      expect(states([yes], {}, [web, api], posted)).toEqual(['pending', 'approved'])
    }
  })

  it('is another thing for another target', () => {
    expect(states([yes], { targetName: 'web/staging' })).toEqual(['pending', 'pending'])
  })

  it('may have had another live value beside it', () => {
    const live = (value: number) => query('web', 'a', { live: [{ path: 'spec.x', value }] })
    expect(states([yes], {}, [live(1), api], surface('e', [live(2), api], 10))).toEqual(['approved', 'approved'])
  })

  it('does not count where the surface was touched, or is not whole', () => {
    const touched = shown.map((each) => ({ ...each, edited: true }))
    expect(states([yes], {}, [web, api], touched)).toEqual(['pending', 'pending'])
    expect(states([yes], {}, [web, api], [...shown, ...touched])).toEqual(['pending', 'pending'])
  })

  it('cannot be approved where no approval helps; all leaves it out', () => {
    const blocked = query('web', 'a', { verb: 'blocked' })
    const unapprovable = query('api', 'b', { unapprovable: { code: 'E_UNSTABLE', message: 'random' } })
    const posted = surface('e', [blocked, unapprovable], 10)
    expect(states([remark('ann', `/approve 1 2 ${E}`, 20)], {}, [blocked, unapprovable], posted)).toEqual([
      'blocked',
      'pending',
    ])
    expect(sentences([yes], {}, [blocked, unapprovable], posted)).toEqual([])
    expect(decide(facts([unapprovable, web], surface('e', [unapprovable, web], 10), [yes]))).toMatchObject({
      state: 'pending',
      reason: 'UNAPPROVABLE',
    })
  })

  it('cannot be approved by what it once was: blocked then, free now', () => {
    const posted = surface('e', [query('web', 'a', { verb: 'blocked' })], 10)
    expect(states([remark('ann', `/approve 1 ${E}`, 20)], {}, [web], posted)).toEqual(['pending'])
  })

  it('is used up by the apply that used it', () => {
    const spent = new Set([`${digestOf('a')} ${yes.id}`])
    expect(states([yes], { spent })).toEqual(['pending', 'approved'])
    expect(states([yes, remark('ann', `/approve 1 ${E}`, 40)], { spent })).toEqual(['approved', 'approved'])
  })
})

describe('a rejection', () => {
  const no = remark('bob', `/reject 1 ${E} too few`, 21)
  const changed = query('web', 'c')
  const next = [...shown, ...surface('d', [changed, api], 30)]

  it('stops the plan, with its reason, whoever approved', () => {
    const decision = decide(facts([web, api], shown, [yes, no]))
    expect(decision).toMatchObject({ state: 'rejected', reason: 'REJECTED' })
    expect(decision.queries[0]?.rejections).toMatchObject([{ login: 'bob', reason: 'too few' }])
  })

  it('holds for verb and object whatever the content becomes', () => {
    expect(states([no], {}, [changed, api], next)).toEqual(['rejected', 'pending'])
    expect(states([no], {}, [query('web', 'c', { verb: 'delete' })], next)).toEqual(['pending'])
  })

  it('ends when its author revokes it, or approves the new content', () => {
    expect(states([no, remark('bob', `/revoke 1 ${E}`, 40)], {}, [changed, api], next)).toEqual(['pending', 'pending'])
    expect(states([no, remark('bob', `/approve 1 ${D}`, 40)], {}, [changed, api], next)).toEqual([
      'approved',
      'pending',
    ])
  })

  it('does not end when somebody else approves, nor when its author approves the old content', () => {
    expect(states([no, remark('ann', `/approve 1 ${D}`, 40)], {}, [changed, api], next)).toEqual([
      'rejected',
      'pending',
    ])
    expect(states([no, remark('ann', `/revoke 1 ${D}`, 40)], {}, [changed, api], next)).toEqual(['rejected', 'pending'])
    expect(states([no, remark('bob', `/approve 1 ${E}`, 40)], {}, [changed, api], next)).toEqual([
      'rejected',
      'pending',
    ])
  })

  test.each<[string, Remark]>([
    ['edited', { ...no, edited: true }],
    ['in a review that was dismissed', { ...no, kind: 'review', state: 'DISMISSED' }],
    ['the author’s own', remark('dan', no.body, 21)],
  ])('counts when it is %s', (_what, each) => {
    expect(states([each])).toEqual(['rejected', 'pending'])
  })

  test.each<[string, Remark]>([
    ['an outsider’s', remark('eve', no.body, 21)],
    ['a bot’s', { ...no, author: { ...no.author, isPerson: false } }],
    ['without a reason', { ...no, body: `/reject 1 ${E}` }],
  ])('does not count when it is %s', (_what, each) => {
    expect(states([each])).toEqual(['pending', 'pending'])
  })

  it('counts although something was deleted since', () => {
    expect(states([no], { tamperedAt: '2026-01-01T00:00:50Z' })).toEqual(['rejected', 'pending'])
  })

  it('takes back the approval that its author gave, also when it is revoked', () => {
    const turned = [
      remark('ann', `/approve 1 ${D}`, 40),
      remark('ann', `/reject 1 ${E} wait`, 41),
      remark('ann', `/revoke 1 ${E}`, 42),
    ]
    expect(states(turned.slice(0, 2), {}, [changed, api], next)).toEqual(['rejected', 'pending'])
    expect(states(turned, {}, [changed, api], next)).toEqual(['pending', 'pending'])
  })
})

describe('of one person’s verdicts', () => {
  test.each<[string, readonly string[], string]>([
    ['an approval after a rejection', [`/reject 1 ${E} x`, `/approve 1 ${E}`], 'approved'],
    ['a rejection after an approval', [`/approve 1 ${E}`, `/reject 1 ${E} x`], 'rejected'],
    ['a revocation after an approval', [`/approve 1 ${E}`, `/revoke 1 ${E}`], 'pending'],
    ['an approval after a revocation', [`/approve 1 ${E}`, `/revoke 1 ${E}`, `/approve 1 ${E}`], 'approved'],
    ['a void one after an approval', [`/approve 1 ${E}`, '/reject 1'], 'approved'],
  ])('the newest wins: %s', (_what, bodies, state) => {
    expect(states(bodies.map((body, index) => remark('ann', body, 20 + index)))[0]).toBe(state)
  })
})

describe('a review that requests changes', () => {
  const hold = review('bob', 'CHANGES_REQUESTED', 'no', 30)
  const state = (remarks: readonly Remark[], parts: Parts = {}) =>
    decide(facts([web, api], shown, remarks, parts)).state

  it('holds the whole plan until its author approves or it is dismissed', () => {
    expect(state([yes, hold])).toBe('rejected')
    expect(decide(facts([web, api], shown, [yes, hold])).held).toEqual(['bob'])
    expect(state([yes, hold, review('bob', 'COMMENTED', 'hm', 31)])).toBe('rejected')
    expect(state([yes, hold, review('ann', 'APPROVED', 'ok', 31)])).toBe('rejected')
    expect(state([yes, hold, review('bob', 'APPROVED', 'ok', 31)])).toBe('approved')
    expect(state([yes, { ...hold, state: 'DISMISSED' }])).toBe('approved')
  })

  it('holds also when it says something else on its first line, and an empty plan', () => {
    expect(state([yes, { ...hold, body: '/approve' }])).toBe('rejected')
    expect(state([yes, { ...hold, body: `/approve all ${E}` }])).toBe('rejected')
    expect(decide(facts([], [], [hold])).state).toBe('rejected')
  })

  it('does not hold from an outsider', () => {
    expect(state([yes, review('eve', 'CHANGES_REQUESTED', 'no', 30)])).toBe('approved')
  })
})

describe('the plan', () => {
  it('with nothing in it is approved as nothing to do', () => {
    expect(decide(facts([], [], []))).toMatchObject({ state: 'approved', reason: 'NOTHING_TO_DO', queries: [] })
  })

  it('is blocked before it is rejected before it is pending', () => {
    const blocked = query('x', 'd', { verb: 'blocked' })
    const no = remark('bob', `/reject 2 ${E} x`, 21)
    const posted = surface('e', [blocked, web], 10)
    expect(decide(facts([blocked, web], posted, [no]))).toMatchObject({
      state: 'blocked',
      reason: 'BLOCKED_BY_CLUSTER',
    })
    expect(decide(facts([web, api], shown, [])).queries.map(({ missing }) => missing)).toEqual([1, 1])
  })
})
