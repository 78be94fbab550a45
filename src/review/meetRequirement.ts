import type { Requirement } from '../policy/Requirement.ts'
import type { CountedVerdict } from './Decision.ts'
import type { HeldRole } from './Electorate.ts'
import { isMet } from './Need.ts'
import type { Need } from './Need.ts'

type Leaf = Extract<Requirement, { kind: 'count' }>
type Slot = { readonly leaf: Leaf; readonly roles: readonly string[] }
type Filled = ReadonlyMap<Leaf, readonly CountedVerdict[]>

export type Meeting = {
  readonly requirement: Requirement
  readonly roles: ReadonlyMap<string, HeldRole>
  /** The oldest first: of people who would do as well as each other the earlier ones fill the slots. */
  readonly approvals: readonly CountedVerdict[]
  /** Seconds since the query was first shown. */
  readonly age: number
}

/**
 * Fills the slots of a requirement with as many people as possible, each person in one slot at most. Of the branches
 * of `any` those are taken that leave the fewest slots open.
 */
export const meetRequirement = (meeting: Meeting): Need => {
  const best = branches(meeting.requirement, meeting.age)
    .map((slots) => ({ slots, filled: fill(slots, meeting) }))
    .map((tried) => ({ ...tried, open: tried.slots.length - count(tried.filled) }))
    .reduce((least, tried) => (tried.open < least.open ? tried : least))
  return needOf(meeting.requirement, meeting, best.filled)
}

const count = (filled: Filled): number => [...filled.values()].reduce((sum, people) => sum + people.length, 0)

/** Every way to choose one branch of each `any`: the slots that are to be filled then. */
const branches = (requirement: Requirement, age: number): Slot[][] => {
  if (requirement.kind === 'count') {
    const slot = { leaf: requirement, roles: rolesOf(requirement, age) }
    return [Array.from({ length: requirement.count }, () => slot)]
  }
  const parts = requirement.of.map((part) => branches(part, age))
  if (requirement.kind === 'any') return parts.flat()
  return parts.reduce<Slot[][]>((done, ways) => done.flatMap((slots) => ways.map((way) => [...slots, ...way])), [[]])
}

const rolesOf = ({ of, escalate }: Leaf, age: number): readonly string[] =>
  escalate !== null && age >= escalate.afterSeconds ? [...of, ...escalate.to] : of

/** Kuhn's maximum matching of people to slots: each person in turn, moving others where that makes room. */
const fill = (slots: readonly Slot[], { approvals, roles }: Meeting): Filled => {
  const holder: (CountedVerdict | null)[] = slots.map(() => null)
  const place = (person: CountedVerdict, tried: Set<number>): boolean =>
    slots.some((slot, index) => {
      if (tried.has(index) || !slot.roles.some((role) => roles.get(role)?.holders.has(person.id) === true)) return false
      tried.add(index)
      const before = holder[index] ?? null
      if (before !== null && !place(before, tried)) return false
      holder[index] = person
      return true
    })
  for (const person of approvals) place(person, new Set())
  const filled = new Map<Leaf, CountedVerdict[]>()
  for (const [index, { leaf }] of slots.entries()) {
    const person = holder[index] ?? null
    if (person !== null) filled.set(leaf, [...(filled.get(leaf) ?? []), person])
  }
  return filled
}

const needOf = (requirement: Requirement, meeting: Meeting, filled: Filled): Need => {
  if (requirement.kind !== 'count') {
    const of = requirement.of.map((part) => needOf(part, meeting, filled))
    return { kind: requirement.kind, of, met: requirement.kind === 'all' ? of.every(isMet) : of.some(isMet) }
  }
  const by = filled.get(requirement) ?? []
  const held = rolesOf(requirement, meeting.age).flatMap((name) => meeting.roles.get(name) ?? [])
  const used = new Set(meeting.approvals.map(({ login }) => login.toLowerCase()))
  return {
    kind: 'count',
    of: [...new Set(held.map(({ words }) => words))].join(' or '),
    count: requirement.count,
    by,
    missing: requirement.count - by.length,
    could: [...new Set(held.flatMap(({ ask }) => ask))].filter((name) => !used.has(name.toLowerCase())),
    unknown: [...new Set(held.flatMap(({ unknown }) => unknown))],
  }
}
