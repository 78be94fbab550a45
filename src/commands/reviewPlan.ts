import { posix } from 'node:path'
import type { GitHub } from '../github/GitHub.ts'
import type { PullRequest } from '../github/PullRequest.ts'
import { readHead } from '../github/readHead.ts'
import type { Head } from '../github/readHead.ts'
import { readOwnerErrors } from '../github/readOwnerErrors.ts'
import { readPushers } from '../github/readPushers.ts'
import type { Pushers } from '../github/readPushers.ts'
import { readViaApp } from '../github/readViaApp.ts'
import { readVoters } from '../github/readVoters.ts'
import type { Plan } from '../plan/Plan.ts'
import { codeOwners } from '../policy/codeOwners.ts'
import { mayWrite } from '../policy/Role.ts'
import { keptRejectionsIn } from '../render/parseRejection.ts'
import { spentIn } from '../render/parseReceipt.ts'
import { planId } from '../render/Surface.ts'
import { decide } from '../review/decide.ts'
import type { Decision } from '../review/Decision.ts'
import { findSurfaces } from '../review/findSurfaces.ts'
import { isDeciding, parseCommand } from '../review/parseCommand.ts'
import type { Remark } from '../review/Remark.ts'
import { resolveRoles } from '../review/resolveRoles.ts'
import type { Owners, Voter } from '../review/resolveRoles.ts'
import { notesOn } from './notesOn.ts'
import type { Rules } from './readRules.ts'

/** What is decided on: a plan, or what a surface says of one. */
export type Decided = Pick<Plan, 'digest' | 'queries' | 'target' | 'inputs'>

/**
 * Decides on queries by the remarks of a pull request, the rules of its base and the rights that people have at this
 * moment. Where head, base or rules are others at the end than they were at the beginning, there is no decision: null.
 *
 * @throws GateError E_GITHUB_*: whatever cannot be read decides nothing.
 */
export const reviewPlan = async (
  github: GitHub,
  pull: PullRequest,
  plan: Decided,
  rules: readonly Rules[],
): Promise<Decision | null> => {
  const deciding = pull.remarks.filter((remark) => decides(remark))
  const comments = deciding.filter(({ kind, author }) => kind === 'comment' && author.isPerson)
  const [voters, viaApp, pushers, owners] = await Promise.all([
    readVoters(github, [...deciding.map(({ author }) => author), ...keptAuthors(pull)]),
    readViaApp(github, pull.number, comments, pull.commentOrder),
    readPushers(github, pull),
    Promise.all(rules.map(async (each) => await readOwners(github, each))),
  ])
  const paths = pathsOf(plan)
  const head = await readHead(github, pull.number, teamsIn(rules, owners, paths))
  if (hasMoved(pull, head)) return null
  const decision = decide({
    queries: plan.queries,
    targetName: plan.target.name,
    planId: planId(plan),
    surfaces: findSurfaces(pull.ownComments),
    remarks: pull.remarks,
    viaApp,
    writers: writersAmong(voters),
    excluded: excludedPeople(pull, pushers),
    electorates: rules.map(({ policy }, index) => ({
      policy,
      roles: resolveRoles(policy, { voters, teams: head.teams, owners: owners[index] ?? null, paths }),
    })),
    morePeople: isByPeople(pull, pushers, rules) ? 0 : 1,
    spent: new Set(pull.ownComments.flatMap(({ body }) => spentIn(body))),
    voidings: pull.voidings,
    keptRejections: keptRejectionsIn(pull.ownComments),
    now: github.time,
  })
  return { ...decision, notes: notesOn(pull, pushers, decision) }
}

const decides = ({ body, state }: Remark): boolean => {
  const command = parseCommand(body)
  const speaks = command !== null && (isDeciding(command) || command.kind === 'override')
  return speaks || state === 'CHANGES_REQUESTED' || state === 'APPROVED'
}

const keptAuthors = ({ ownComments }: PullRequest) =>
  keptRejectionsIn(ownComments).map(({ id, login }) => ({ id, login, isPerson: true }))

const writersAmong = (voters: readonly Voter[]): Set<number> =>
  new Set(voters.filter(({ permission }) => mayWrite(permission)).map(({ id }) => id))

/** CODEOWNERS of one state of the base, with its errors, where a role asks for it. */
const readOwners = async (github: GitHub, { policy, files }: Rules): Promise<Owners | null> => {
  const asked = [...policy.roles.values()].some(({ codeowners }) => codeowners)
  if (!asked || files.owners === null) return null
  return { text: files.owners, brokenLines: await readOwnerErrors(github, files.commit) }
}

/** Paths of the chart and the values, as CODEOWNERS names them: of a chart's folder its Chart.yaml stands for all. */
const pathsOf = ({ inputs }: Decided): string[] =>
  inputs
    .filter(({ kind }) => kind !== 'flags')
    .map(({ kind, path }) => posix.normalize(kind === 'chart' ? `${path}/Chart.yaml` : path))
    .filter((path) => !path.startsWith('../') && !path.startsWith('/'))

const teamsIn = (rules: readonly Rules[], owners: readonly (Owners | null)[], paths: readonly string[]): string[] => {
  const named = rules.flatMap(({ policy }) => [...policy.roles.values()].flatMap(({ teams }) => teams))
  const owning = owners.flatMap((each) => paths.flatMap((path) => (each && codeOwners(each.text, path))?.teams ?? []))
  return [...new Set([...named, ...owning].map((team) => team.toLowerCase()))]
}

/** An open pull request must have the base that it had; of a merged one only the rules must be the same. */
const hasMoved = (pull: PullRequest, now: Head): boolean =>
  pull.head !== now.head ||
  pull.state !== now.state ||
  pull.baseBranch !== now.baseBranch ||
  (pull.state === 'OPEN' && pull.base?.commit !== now.base?.commit) ||
  pull.base?.identity !== now.base?.identity

const REASONS = {
  pusher: 'you pushed to this pull request',
  committer: 'a commit of this pull request is yours',
  author: 'you are the author of this pull request',
}

const excludedPeople = ({ contributors }: PullRequest, { people }: Pushers): Map<number, string> => {
  const all = [...people, ...contributors]
  return new Map(
    (['pusher', 'committer', 'author'] as const).flatMap((role) =>
      all.filter((person) => person.role === role).map(({ id }) => [id, REASONS[role]] as const),
    ),
  )
}

/** Whether people made the change, each of them known; bots that all rules list count as such. */
const isByPeople = (pull: PullRequest, pushers: Pushers, rules: readonly Rules[]): boolean => {
  const listed = (login: string): boolean =>
    rules.every(({ policy }) => policy.authors.some((author) => bare(author) === bare(login)))
  const author = pull.author.isPerson || listed(pull.author.login)
  return author && !pull.unknownCommitters && pushers.isKnown && pushers.bots.every((bot) => listed(bot))
}

const bare = (login: string): string => login.toLowerCase().replace(/\[bot\]$/, '')
