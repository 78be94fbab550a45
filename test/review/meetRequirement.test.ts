import { describe, expect, it, test } from '@jest/globals'
import fc from 'fast-check'
import type { Requirement } from '../../src/policy/Requirement.ts'
import { withMore } from '../../src/policy/Requirement.ts'
import type { HeldRole } from '../../src/review/Electorate.ts'
import { meetRequirement } from '../../src/review/meetRequirement.ts'
import { isMet, missingWords } from '../../src/review/Need.ts'
import type { Need } from '../../src/review/Need.ts'

const held = (words: string, ...holders: number[]): HeldRole => ({
  words,
  holders: new Set(holders),
  ask: [words],
  unknown: [],
})

const verdict = (id: number) => ({ id, login: `p${id}`, remark: `r${id}`, url: '', at: '', reason: '' })

const of = (count: number, ...roles: string[]): Requirement => ({ kind: 'count', count, of: roles, escalate: null })
const all = (...parts: Requirement[]): Requirement => ({ kind: 'all', of: parts })
const any = (...parts: Requirement[]): Requirement => ({ kind: 'any', of: parts })

/** Persons 1 and 2 are in sre, 2 and 3 in web, 9 in none. */
const roles = new Map([
  ['sre', held('acme/sre', 1, 2)],
  ['web', held('acme/web', 2, 3)],
])

const meet = (requirement: Requirement, people: readonly number[], age = 0): Need =>
  meetRequirement({ requirement, roles, approvals: people.map((id) => verdict(id)), age })

test.each<[string, Requirement, number[], string]>([
  ['one of one role', of(1, 'sre'), [1], ''],
  ['nobody', of(1, 'sre'), [], '1 of acme/sre'],
  ['somebody of no role', of(1, 'sre'), [9, 3], '1 of acme/sre'],
  ['one person twice', of(2, 'sre'), [1], '1 of acme/sre'],
  ['either role', of(2, 'sre', 'web'), [1, 3], ''],
  ['one person in two slots', all(of(1, 'sre'), of(1, 'web')), [2], '1 of acme/web'],
  ['two people who fit only one way', all(of(1, 'sre'), of(1, 'web')), [2, 1], ''],
  ['the other way round', all(of(1, 'web'), of(1, 'sre')), [2, 3], ''],
  ['all, none there', all(of(1, 'sre'), of(2, 'web')), [], '1 of acme/sre and 2 of acme/web'],
  ['any by the second branch', any(of(2, 'sre'), of(1, 'web')), [3], ''],
  ['any, none there', any(of(2, 'sre'), of(1, 'web')), [], '(2 of acme/sre or 1 of acme/web)'],
  ['any inside all', all(any(of(1, 'sre'), of(1, 'web')), of(1, 'web')), [2, 1], ''],
  ['a role that nobody wrote down', of(1, 'ghosts'), [1, 2, 3], '1 of '],
  ['one person more', withMore(of(1, 'sre'), 1), [1], '1 of acme/sre'],
  ['one person more, there', withMore(all(of(1, 'sre'), of(1, 'web')), 1), [1, 2, 3], ''],
])('%s', (_what, requirement, people, missing) => {
  expect(missingWords(meet(requirement, people))).toBe(missing)
  expect(isMet(meet(requirement, people))).toBe(missing === '')
})

describe('an escalation', () => {
  const requirement: Requirement = {
    kind: 'count',
    count: 1,
    of: ['sre'],
    escalate: { afterSeconds: 3600, to: ['web'] },
  }
  it('lets others do once the query has been shown long enough, and not before', () => {
    expect(isMet(meet(requirement, [3], 3599))).toBe(false)
    expect(isMet(meet(requirement, [3], 3600))).toBe(true)
    expect(missingWords(meet(requirement, [], 3600))).toBe('1 of acme/sre or acme/web')
  })
})

/** The obvious way: try every assignment of people to slots. */
const bruteForce = (requirement: Requirement, people: readonly number[]): boolean => {
  const ways = (part: Requirement): string[][][] =>
    part.kind === 'count'
      ? [Array.from({ length: part.count }, () => [...part.of])]
      : part.kind === 'any'
        ? part.of.flatMap((each) => ways(each))
        : part.of.reduce<string[][][]>((done, each) => done.flatMap((a) => ways(each).map((b) => [...a, ...b])), [[]])
  const fits = (slots: readonly string[][], left: readonly number[]): boolean => {
    const [slot, ...rest] = slots
    if (slot === undefined) return true
    return left.some(
      (id) =>
        slot.some((role) => roles.get(role)?.holders.has(id) === true) &&
        fits(
          rest,
          left.filter((other) => other !== id),
        ),
    )
  }
  return ways(requirement).some((slots) => fits(slots, people))
}

const leaf = fc
  .record({ count: fc.integer({ min: 1, max: 2 }), roles: fc.subarray(['sre', 'web'], { minLength: 1 }) })
  .map(({ count, roles: names }) => of(count, ...names))
const { tree } = fc.letrec<{ tree: Requirement }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts) => all(...parts)),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts) => any(...parts)),
  ),
}))

it('is met exactly where some assignment of people to slots meets it', () => {
  fc.assert(
    fc.property(tree, fc.shuffledSubarray([1, 2, 3, 9]), (requirement, people) => {
      const need = meet(requirement, people)
      expect(isMet(need)).toBe(bruteForce(requirement, people))
      expect(missingWords(need) === '').toBe(isMet(need))
    }),
    { numRuns: 2000 },
  )
})
