import { posix } from 'node:path'
import type { WorkflowRules } from '../config/policyFor.ts'
import { required } from '../github/GitHub.ts'
import type { GitHub } from '../github/GitHub.ts'
import type { PullRequest } from '../github/PullRequest.ts'
import { readHead } from '../github/readHead.ts'
import type { Head } from '../github/readHead.ts'
import { readMergedSince } from '../github/readMergedSince.ts'
import { readOwnerErrors } from '../github/readOwnerErrors.ts'
import { readPullRequest } from '../github/readPullRequest.ts'
import { readPushers } from '../github/readPushers.ts'
import type { Pushers } from '../github/readPushers.ts'
import { readViaApp } from '../github/readViaApp.ts'
import { readVoters } from '../github/readVoters.ts'
import type { Plan } from '../plan/Plan.ts'
import { codeOwners } from '../policy/codeOwners.ts'
import { mayWrite } from '../policy/Role.ts'
import { keptRejectionsIn } from '../render/parseRejection.ts'
import { spentIn } from '../render/spentMark.ts'
import { planId } from '../render/Surface.ts'
import { decide } from '../review/decide.ts'
import type { Decision } from '../review/Decision.ts'
import { findSurfaces } from '../review/findSurfaces.ts'
import { isDeciding, parseCommand } from '../review/parseCommand.ts'
import type { Author, Remark } from '../review/Remark.ts'
import { resolveRoles } from '../review/resolveRoles.ts'
import type { Owners } from '../review/resolveRoles.ts'
import type { ReviewFacts } from '../review/ReviewFacts.ts'
import { notesOn } from './notesOn.ts'
import { rulesBeforeMerge } from './readRules.ts'
import type { Rules } from './readRules.ts'
import { compareTexts } from '../text/compareTexts.ts'

/** What is decided on: a plan, or what a surface says of one. */
export type Decided = Pick<Plan, 'digest' | 'queries' | 'target' | 'inputs' | 'release'>

/** The pull request that is decided on, and what the workflow says of it. */
export type Asked = { readonly pull: PullRequest; readonly workflow: WorkflowRules }

/** A pull request with what only further calls tell of it. */
type Told = {
  readonly pull: PullRequest
  readonly viaApp: ReadonlySet<string>
  readonly pushers: Pushers
}

/**
 * Decides on queries by the remarks of a pull request, the rules of its base and the rights that people have at this
 * moment. Where head, base or rules are others at the end than they were at the beginning, there is no decision: null.
 * After the merge everything counts that was merged since the last deployment: it goes out together.
 *
 * @throws GateError E_MERGED_MANY, or what GitHub's failure is called: whatever cannot be read decides nothing.
 */
export const reviewPlan = async (
  github: GitHub,
  { pull, workflow }: Asked,
  plan: Decided,
  ownRules: readonly Rules[],
): Promise<Decision | null> => {
  const beside = await mergedBeside(github, pull, plan)
  const pulls = [pull, ...beside]
  const rules = [...ownRules, ...(await rulesBeside(github, beside, workflow))]
  const [voters, told, owners] = await Promise.all([
    readVoters(
      github,
      pulls.flatMap((each) => speakers(each)),
      pulls.flatMap(({ ownComments }) => keptRejectionsIn(ownComments)),
    ),
    Promise.all(pulls.map(async (each) => await tellOf(github, each))),
    Promise.all(rules.map(async (each) => await readOwners(github, each))),
  ])
  const paths = pathsOf(plan)
  const head = await readHead(github, pull.number, teamsIn(rules, owners, paths))
  if (hasMoved(pull, head)) return null
  const electorates = rules.map(({ policy }, index) => ({
    policy,
    roles: resolveRoles(policy, { voters, teams: head.teams, owners: owners[index] ?? null, paths }),
  }))
  const decision = decide({
    queries: plan.queries,
    targetName: plan.target.name,
    planId: planId(plan),
    ...remarksOn(told),
    writers: new Set(voters.filter(({ permission }) => mayWrite(permission)).map(({ id }) => id)),
    excluded: new Map(told.flatMap((each) => [...excludedPeople(each)])),
    electorates,
    morePeople: told.every((each) => isByPeople(each, rules)) ? 0 : 1,
    now: required(github.time()?.toISOString(), 'a date'),
  })
  return { ...decision, notes: told.flatMap((each) => notesOn(each.pull, each.pushers, decision)) }
}

/** The other pull requests that go out with one that is merged. */
const mergedBeside = async (github: GitHub, pull: PullRequest, { release }: Decided): Promise<PullRequest[]> => {
  if (pull.state !== 'MERGED' || release.deployedAt === null) return []
  const numbers = await readMergedSince(github, pull, release.deployedAt)
  return await Promise.all(numbers.map(async (number) => await readPullRequest(github, number)))
}

/** None of what goes out together may bring the rules that another of them is judged by. */
const rulesBeside = async (
  github: GitHub,
  beside: readonly PullRequest[],
  workflow: WorkflowRules,
): Promise<readonly Rules[]> => {
  const all = await Promise.all(beside.map(async (each) => await rulesBeforeMerge(github, each, workflow)))
  return [...new Map(all.flat().map((each) => [each.files.identity, each])).values()]
}

const tellOf = async (github: GitHub, pull: PullRequest): Promise<Told> => {
  const comments = pull.remarks.filter(
    (remark) => decides(remark) && remark.kind === 'comment' && remark.author.isPerson,
  )
  const [origins, pushers] = await Promise.all([
    readViaApp(github, pull.number, comments, pull.commentOrder),
    readPushers(github, pull),
  ])
  const isViaApp = (remark: Remark): boolean =>
    origins.apps.has(remark.id) || (!origins.people.has(remark.id) && !rejects(remark))
  return { pull, viaApp: new Set(comments.filter(isViaApp).map(({ id }) => id)), pushers }
}

/** A comment that was deleted meanwhile moves the others: where nothing is known of one, it still rejects. */
const rejects = ({ body }: Remark): boolean => parseCommand(body)?.kind === 'reject'

type RemarkFacts = 'surfaces' | 'remarks' | 'viaApp' | 'spent' | 'voidings' | 'keptRejections'

/** What was said and shown on all these pull requests, in the order of time. */
const remarksOn = (told: readonly Told[]): Pick<ReviewFacts, RemarkFacts> => {
  const pulls = told.map(({ pull }) => pull)
  const own = pulls.flatMap(({ ownComments }) => ownComments)
  return {
    surfaces: pulls
      .flatMap(({ ownComments }) => findSurfaces(ownComments))
      .sort((a, b) => compareTexts(a.sealedAt, b.sealedAt)),
    remarks: pulls.flatMap(({ remarks }) => remarks).sort((a, b) => compareTexts(a.at, b.at)),
    viaApp: new Set(told.flatMap(({ viaApp }) => [...viaApp])),
    spent: new Set(own.flatMap(({ body }) => spentIn(body))),
    voidings: pulls.flatMap(({ voidings }) => voidings),
    keptRejections: keptRejectionsIn(own),
  }
}

/** Everybody who decided something. */
const speakers = ({ remarks }: PullRequest): Author[] =>
  remarks.filter((remark) => decides(remark)).map(({ author }) => author)

const decides = ({ body, state }: Remark): boolean => {
  const command = parseCommand(body)
  const speaks = command !== null && (isDeciding(command) || command.kind === 'override')
  return speaks || state === 'CHANGES_REQUESTED' || state === 'APPROVED'
}

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

const excludedPeople = ({ pull, pushers }: Told): Map<number, string> => {
  const all = [...pushers.people, ...pull.contributors]
  return new Map(
    (['pusher', 'committer', 'author'] as const).flatMap((role) =>
      all.filter((person) => person.role === role).map(({ id }) => [id, REASONS[role]] as const),
    ),
  )
}

/** Whether people made the change, each of them known; bots that all rules list count as such. */
const isByPeople = ({ pull, pushers }: Told, rules: readonly Rules[]): boolean => {
  const listed = (login: string): boolean =>
    rules.every(({ policy }) => policy.authors.some((author) => bare(author) === bare(login)))
  const author = pull.author.isPerson || listed(pull.author.login)
  return author && !pull.unknownCommitters && pushers.isKnown && pushers.bots.every((bot) => listed(bot))
}

const bare = (login: string): string => login.toLowerCase().replace(/\[bot\]$/, '')
