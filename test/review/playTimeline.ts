import type { Query } from '../../src/plan/Plan.ts'
import type { Requirement } from '../../src/policy/Requirement.ts'
import { decide } from '../../src/review/decide.ts'
import type { Decision, KeptRejection } from '../../src/review/Decision.ts'
import type { OwnComment, Remark } from '../../src/review/Remark.ts'
import type { SceneFacts } from './scene.ts'
import { electorate, facts, query, remark, second, surface } from './scene.ts'
import { NAMES, PEOPLE } from './livedTimelines.ts'
import type { Happening, Name, Rules, Saying, Timeline, Who } from './livedTimelines.ts'

/** A pull request as GitHub would tell of it, while things happen to it. */
type Scene = {
  at: number
  contents: Record<Name, number>
  /** Letters of the plans of the lists, in order: `plan` of the newest is what people name. */
  lists: { readonly letter: string; comments: readonly OwnComment[] }[]
  remarks: { remark: Remark; readonly who: Who; readonly letter: string }[]
  voidings: NonNullable<SceneFacts['voidings']>[number][]
  may: Set<Who>
  kept: KeptRejection[]
}

const IDS: Readonly<Record<Who, number>> = { ann: 1, bob: 2, cara: 3, dan: 4 }
const LETTERS = '0123456789abcdef'

const queryOf = (name: Name, content: number): Query =>
  query(name, 'a', { digest: `sha256:${(name === 'web' ? '1' : '2').repeat(62)}${String(content).padStart(2, '0')}` })

const queriesOf = (contents: Readonly<Record<Name, number>>): Query[] =>
  NAMES.map((name) => queryOf(name, contents[name]))

/** Lets everything happen, with the gate running where the timeline says so, and decides at the end. */
export const playTimeline = ({ rules, happenings }: Timeline): Decision => {
  const scene: Scene = {
    at: 1,
    contents: { web: 0, api: 0 },
    lists: [],
    remarks: [],
    voidings: [],
    may: new Set(PEOPLE),
    kept: [],
  }
  post(scene)
  for (const each of happenings) {
    scene.at += 1
    happen(each, scene, rules)
  }
  scene.at += 1
  return decideNow(scene, rules)
}

const post = (scene: Scene): void => {
  const letter = LETTERS[scene.lists.length % 16] ?? '0'
  scene.lists.push({ letter, comments: surface(letter, queriesOf(scene.contents), scene.at) })
}

const decideNow = ({ at, contents, lists, remarks, voidings, may, kept }: Scene, rules: Rules): Decision =>
  decide(
    facts(
      queriesOf(contents),
      lists.flatMap(({ comments }) => comments),
      remarks.map((each) => each.remark),
      {
        electorates: [
          electorate({
            requirement: requirementOf(rules),
            roles: new Map(
              Object.entries(rules.roles).map(([name, users]) => [
                name,
                { name, users, teams: [], permission: null, codeowners: false },
              ]),
            ),
            approvals: { plainReviews: 'ignore', expireSeconds: rules.expires, all: true },
          }),
        ],
        writers: new Set([...may].map((who) => IDS[who])),
        voidings,
        keptRejections: kept,
        now: second(at),
      },
    ),
  )

const requirementOf = ({ alternatives }: Rules): Requirement => ({
  kind: 'any',
  of: alternatives.map((places) => ({
    kind: 'all',
    of: places.map((role) => ({ kind: 'count', count: 1, of: [role], escalate: null })),
  })),
})

const bodyOf = ({ kind, about, bare }: Saying, letter: string): string => {
  const numbers = about.map((name) => NAMES.indexOf(name) + 1).join(' ')
  return `/${kind} ${numbers}${bare ? '' : ` @${letter.repeat(32)}`}${kind === 'reject' ? ': because' : ''}`
}

const happen = (each: Happening, scene: Scene, rules: Rules): void => {
  switch (each.what) {
    case 'push':
      scene.contents[each.name] += 1
      if (each.shown) post(scene)
      return
    case 'say': {
      const letter = scene.lists.at(-1)?.letter ?? '0'
      const said = remark(each.who, bodyOf(each.saying, letter), scene.at)
      scene.remarks.push({ remark: said, who: each.who, letter })
      return
    }
    case 'edit': {
      const found = scene.remarks[each.which]
      const body = each.saying === null || found === undefined ? 'thanks' : bodyOf(each.saying, found.letter)
      if (found !== undefined) found.remark = { ...found.remark, body, edited: true }
      return
    }
    case 'delete':
      scene.remarks.splice(each.which, 1)
      return
    case 'right':
      if (each.may) scene.may.add(each.who)
      else scene.may.delete(each.who)
      return
    case 'pass':
      scene.at += each.seconds
      return
    case 'retarget':
      scene.voidings.push({ at: second(scene.at), why: 'retargeted' })
      return
    case 'tamper':
      scene.voidings.push({ at: second(scene.at), why: 'tampered' })
      Object.assign(scene.lists.at(-1) ?? {}, { comments: [] })
      return
    case 'run':
      keep(scene, decideNow(scene, rules))
  }
}

/** What the gate does with the rejections that it counted. */
const keep = (scene: Scene, { rejections }: Decision): void => {
  const isKept = ({ remark: id, subjects }: KeptRejection): boolean =>
    scene.kept.some((each) => each.remark === id && subjects.every((subject) => each.subjects.includes(subject)))
  scene.kept.push(...rejections.filter((each) => !isKept(each)))
}
