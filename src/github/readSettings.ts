import type { BranchRules, Environment, OwnersError, Seen, Settings } from '../doctor/Settings.ts'
import { GateError } from '../errors/GateError.ts'
import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'

const CONFIGURATION = '.github/helm-query-gate.yml'
const OWNERS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS']

/**
 * The settings of a repository that the doctor looks at. What the token may not see is said to be unseen; only an
 * answer of GitHub that no token changes (down, too many requests) is thrown.
 */
export const readSettings = async (github: GitHub, environments: readonly string[]): Promise<Settings> => {
  const repository = await github.rest('GET', '', 'the repository was read')
  const defaultBranch = required(textAt(repository, 'default_branch'), 'the default branch')
  const [rules, token, owners, ownersErrors, configuration, ...found] = await Promise.all([
    look(() => readRules(github, defaultBranch)),
    look(() => readToken(github)),
    look(() => readOwners(github, defaultBranch)),
    look(() => readOwnersErrors(github, defaultBranch)),
    look(async () => (await readText(github, CONFIGURATION, defaultBranch)) !== null),
    ...environments.map((name) => look(() => readEnvironment(github, name))),
  ])
  const byName = environments.flatMap((name, index) => {
    const environment = found[index]
    return environment === undefined ? [] : [[name, environment] as const]
  })
  return { defaultBranch, rules, token, owners, ownersErrors, configuration, environments: new Map(byName) }
}

const UNSEEN = new Set(['E_GITHUB_FORBIDDEN', 'E_GITHUB_NOT_FOUND'])

const look = async <T>(read: () => Promise<T>): Promise<Seen<T>> => {
  try {
    return { seen: true, value: await read() }
  } catch (error) {
    if (!(error instanceof GateError) || !UNSEEN.has(error.code)) throw error
    return { seen: false, why: error.sentence }
  }
}

/** The answer, or null where GitHub says that there is nothing. */
const orNull = async (read: Promise<Json>): Promise<Json> => {
  try {
    return await read
  } catch (error) {
    if (error instanceof GateError && error.code === 'E_GITHUB_NOT_FOUND') return null
    throw error
  }
}

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : [])

/** Rules of rulesets and of the older branch protection, taken together. */
const readRules = async (github: GitHub, branch: string): Promise<BranchRules> => {
  const name = encodeURIComponent(branch)
  const rules = list(
    await github.rest('GET', `/rules/branches/${name}?per_page=100`, 'the rules of a branch were read'),
  )
  const known = await github.rest('GET', `/branches/${name}`, `the branch ${branch} was read`)
  const isOld = at(known, 'protected') !== false
  // Only administrators see it; what a ruleset says already needs no second look.
  const old =
    isOld && !isComplete(rulesOf(rules))
      ? await orNull(github.rest('GET', `/branches/${name}/protection`, 'the protection of a branch was read'))
      : null
  return merged(rulesOf(rules), protectionOf(old))
}

const isComplete = ({ needsPullRequest, needsOwners, statuses }: BranchRules): boolean =>
  needsPullRequest && needsOwners && statuses.length > 0

const rulesOf = (rules: readonly Json[]): BranchRules => {
  const ofType = (type: string): readonly Json[] => rules.filter((rule) => textAt(rule, 'type') === type)
  const pulls = ofType('pull_request')
  const statuses = ofType('required_status_checks').flatMap((rule) =>
    list(at(rule, 'parameters', 'required_status_checks')),
  )
  return {
    isProtected: rules.length > 0,
    needsPullRequest: pulls.length > 0,
    needsOwners: pulls.some((rule) => at(rule, 'parameters', 'require_code_owner_review') === true),
    statuses: statuses.map((check) => statusOf(check, 'integration_id')),
  }
}

const statusOf = (check: Json, key: 'integration_id' | 'app_id'): BranchRules['statuses'][number] => {
  const app = at(check, key)
  return { name: textAt(check, 'context') ?? '', app: typeof app === 'number' && app > 0 ? app : null }
}

const protectionOf = (protection: Json): BranchRules => {
  const reviews = at(protection, 'required_pull_request_reviews')
  return {
    isProtected: protection !== null,
    needsPullRequest: reviews !== undefined,
    needsOwners: at(reviews, 'require_code_owner_reviews') === true,
    statuses: list(at(protection, 'required_status_checks', 'checks')).map((check) => statusOf(check, 'app_id')),
  }
}

const merged = (one: BranchRules, other: BranchRules): BranchRules => ({
  isProtected: one.isProtected || other.isProtected,
  needsPullRequest: one.needsPullRequest || other.needsPullRequest,
  needsOwners: one.needsOwners || other.needsOwners,
  statuses: [...one.statuses, ...other.statuses],
})

const readToken = async (github: GitHub): Promise<{ writes: boolean; approves: boolean }> => {
  const answer = await github.rest('GET', '/actions/permissions/workflow', 'the permissions of workflows were read')
  return {
    writes: textAt(answer, 'default_workflow_permissions') !== 'read',
    approves: at(answer, 'can_approve_pull_request_reviews') !== false,
  }
}

const readEnvironment = async (github: GitHub, name: string): Promise<Environment | null> => {
  const path = `/environments/${encodeURIComponent(name)}`
  const found = await orNull(github.rest('GET', path, `the environment ${name} was read`))
  if (found === null) return null
  const policy = at(found, 'deployment_branch_policy')
  const bypass = at(found, 'can_admins_bypass')
  const reviewers = list(at(found, 'protection_rules')).flatMap((rule) => list(at(rule, 'reviewers')))
  return {
    branches: policy === null || policy === undefined ? null : await readBranches(github, path, policy),
    adminsBypass: typeof bypass === 'boolean' ? bypass : null,
    reviewers: reviewers.length,
  }
}

const readBranches = async (github: GitHub, path: string, policy: Json): Promise<readonly string[]> => {
  if (at(policy, 'custom_branch_policies') !== true) return ['protected branches']
  const answer = await github.rest(
    'GET',
    `${path}/deployment-branch-policies?per_page=100`,
    'the branches of an environment were read',
  )
  return list(at(answer, 'branch_policies')).flatMap((each) => textAt(each, 'name') ?? [])
}

const readOwners = async (github: GitHub, ref: string): Promise<string | null> => {
  for (const path of OWNERS) {
    const text = await readText(github, path, ref)
    if (text !== null) return text
  }
  return null
}

const readText = async (github: GitHub, path: string, ref: string): Promise<string | null> => {
  const found = await orNull(github.rest('GET', `/contents/${path}?ref=${encodeURIComponent(ref)}`, `${path} was read`))
  if (found === null) return null
  return Buffer.from(required(textAt(found, 'content'), `the content of ${path}`), 'base64').toString()
}

const readOwnersErrors = async (github: GitHub, ref: string): Promise<readonly OwnersError[]> => {
  const query = `?ref=${encodeURIComponent(ref)}`
  // GitHub says 404 where there is no such file, which is a finding of its own.
  const answer = await orNull(github.rest('GET', `/codeowners/errors${query}`, 'the errors of CODEOWNERS were read'))
  return list(at(answer ?? {}, 'errors')).map((error) => ({
    path: textAt(error, 'path') ?? 'CODEOWNERS',
    line: numberAt(error, 'line'),
    column: numberAt(error, 'column'),
    source: textAt(error, 'source') ?? '',
    kind: textAt(error, 'kind') ?? 'unknown error',
  }))
}

const numberAt = (error: Json, key: string): number => {
  const value = at(error, key)
  return typeof value === 'number' ? value : 1
}
