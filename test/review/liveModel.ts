import { NAMES, PEOPLE } from './livedTimelines.ts'
import type { Contents, Happening, Name, Rules, Saying, Timeline, Who } from './livedTimelines.ts'

/** A remark as it stands at the end: whose it is, what it says now, and what was shown to its author when they wrote it. */
type Word = {
  readonly who: Who
  readonly at: number
  said: Saying | null
  edited: boolean
  gone: boolean
  /** The contents on the list that its author could mean; null where there was no list to mean. */
  readonly read: Contents | null
}

/** What is known of a pull request once all has happened. */
type World = {
  at: number
  contents: Record<Name, number>
  /** Contents on each list that was shown, with when it was, in order; null where it was deleted or changed. */
  lists: { at: number; shown: Contents | null }[]
  words: Word[]
  /** When something happened that voids every older approval. */
  voidedAt: number
  tampered: boolean
  may: Set<Who>
  /** Rejections that some run of the gate has seen. */
  seen: { readonly word: Word; readonly who: Who; readonly about: readonly Name[] }[]
}

const AUTHOR: Who = 'dan'

/**
 * Which queries may count as approved at the end: the obvious way, person by person. A query is, if no rejection of it
 * that was ever seen, or still stands, is left, and the people who approved exactly its content, unedited, after the
 * last thing that voids approvals, can fill the places of one alternative.
 */
export const approvedIn = ({ rules, happenings }: Timeline): readonly Name[] => {
  const world = live(happenings)
  return NAMES.filter((name) => {
    const rejected = PEOPLE.some((who) => world.may.has(who) && standsAgainst(who, name, world))
    const approving = PEOPLE.filter((who) => approves(who, name, world, rules))
    return !rejected && rules.alternatives.some((places) => canFill(places, approving, rules))
  })
}

const canFill = (places: readonly ('sre' | 'web')[], people: readonly Who[], rules: Rules): boolean => {
  const [place, ...rest] = places
  if (place === undefined) return true
  return people.some(
    (who) =>
      rules.roles[place].includes(who) &&
      canFill(
        rest,
        people.filter((other) => other !== who),
        rules,
      ),
  )
}

/** A person approves by their newest valid word on a query. */
const approves = (who: Who, name: Name, world: World, { expires }: Rules): boolean => {
  if (who === AUTHOR || !world.may.has(who)) return false
  const newest = validWords(who, name, world).at(-1)
  if (newest?.said?.kind !== 'approve') return false
  return expires === null || world.at - newest.at < expires
}

/** Words of a person on a query that mean something now: unedited, of a list that was there; approvals of its content of now. */
const validWords = (who: Who, name: Name, world: World): Word[] =>
  world.words.filter(({ who: speaker, said, gone, edited, read, at }) => {
    if (speaker !== who || gone || said === null || !said.about.includes(name) || read === null) return false
    if (said.bare && said.kind !== 'reject' && (world.lists.length > 1 || world.tampered)) return false
    if (said.kind === 'reject') return true
    if (edited) return false
    return said.kind === 'revoke' || (at > world.voidedAt && read[name] === world.contents[name])
  })

/** When a person took back what they had rejected. */
const liftedAt = (words: readonly Word[]): number[] =>
  words
    .filter(({ said, who }) => said?.kind === 'revoke' || (said?.kind === 'approve' && who !== AUTHOR))
    .map(({ at }) => at)

/** A rejection that stands in a remark, or was seen once, and after which its author neither revoked nor approved. */
const standsAgainst = (who: Who, name: Name, world: World): boolean => {
  const words = validWords(who, name, world)
  const rejections = [
    ...words.filter(({ said }) => said?.kind === 'reject').map(({ at }) => at),
    ...world.seen.filter((each) => each.who === who && each.about.includes(name)).map(({ word }) => word.at),
  ]
  const lifted = liftedAt(words)
  return rejections.some((at) => !lifted.some((later) => later > at))
}

/** Walks through what happened. */
export const live = (happenings: readonly Happening[]): World => {
  const world: World = {
    at: 1,
    contents: { web: 0, api: 0 },
    lists: [{ at: 1, shown: { web: 0, api: 0 } }],
    words: [],
    voidedAt: 0,
    tampered: false,
    may: new Set(PEOPLE),
    seen: [],
  }
  for (const each of happenings) {
    world.at += 1
    happen(each, world)
  }
  world.at += 1
  return world
}

const happen = (each: Happening, world: World): void => {
  const there = world.words.filter(({ gone }) => !gone)
  if (each.what === 'push') {
    world.contents[each.name] += 1
    if (each.shown) world.lists.push({ at: world.at, shown: { ...world.contents } })
  } else if (each.what === 'say') {
    const read = world.lists.at(-1)?.shown ?? null
    world.words.push({ who: each.who, at: world.at, said: each.saying, edited: false, gone: false, read })
  } else if (each.what === 'edit' || each.what === 'delete') {
    const word = there[each.which]
    if (word === undefined) return
    if (each.what === 'delete') word.gone = true
    else Object.assign(word, { said: each.saying, edited: true })
  } else if (each.what === 'right') {
    if (each.may) world.may.add(each.who)
    else world.may.delete(each.who)
  } else rest(each, world)
}

const rest = (each: Happening, world: World): void => {
  if (each.what === 'pass') world.at += each.seconds
  if (each.what === 'tamper' || each.what === 'retarget') world.voidedAt = world.at
  if (each.what === 'tamper') {
    world.tampered = true
    const newest = world.lists.at(-1)
    if (newest !== undefined) newest.shown = null
  }
  if (each.what === 'run') see(world)
}

/** What a run of the gate sees: rejections that stand at that moment. */
const see = (world: World): void => {
  for (const who of PEOPLE.filter((person) => world.may.has(person))) {
    for (const name of NAMES) {
      const words = validWords(who, name, world)
      const lifted = liftedAt(words)
      for (const word of words)
        if (word.said?.kind === 'reject' && !lifted.some((later) => later > word.at))
          world.seen.push({ word, who, about: [name] })
    }
  }
}
