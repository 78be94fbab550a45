import { defaultPolicy } from '../policy/defaultPolicy.ts'
import type { Policy } from '../policy/Policy.ts'
import type { Requirement } from '../policy/Requirement.ts'
import type { Role } from '../policy/Role.ts'
import type { Config, WrittenRequirement, WrittenRole, WrittenRules } from './Config.ts'
import { parseDuration } from './parseDuration.ts'

/** What the workflow says; the configuration file has the last word where there is one. */
export type WorkflowRules = {
  readonly requiredApprovals: number
  readonly applyWhen: Policy['applyWhen']
  readonly environment: string
}

/**
 * The rules of an environment: its own settings, else those of the file, else the defaults.
 *
 * `source` says where the file was read; null where the base has none.
 */
export const policyFor = (
  config: Config | null,
  source: string,
  rules: WorkflowRules,
  defaultBranch: string,
): Policy => {
  const fallback = defaultPolicy(rules, defaultBranch)
  if (config === null) return fallback
  const own = environmentOf(config, rules.environment)
  const approvals = { ...config.approvals, ...own.approvals }
  const { requirement, override, apply }: WrittenRules = { ...config, ...own }
  return {
    source,
    bases: config.bases ?? fallback.bases,
    roles: new Map([
      ...fallback.roles,
      ...Object.entries(config.roles ?? {}).map(([name, role]) => roleOf(name, role)),
    ]),
    requirement: requirement === undefined ? fallback.requirement : requirementOf(requirement),
    applyWhen: own['apply-when'] ?? rules.applyWhen,
    approvals: {
      plainReviews: approvals['plain-reviews'] ?? 'ignore',
      expireSeconds: approvals.expire === undefined ? null : parseDuration(approvals.expire),
      all: approvals.all ?? true,
    },
    authors: config.authors ?? [],
    override: override === undefined ? [] : names(override.by),
    apply: { refs: apply?.refs ?? [], workflows: apply?.workflows ?? [] },
  }
}

/** GitHub's names of environments are the same in any case. */
const environmentOf = ({ environments = {} }: Config, name: string): NonNullable<Config['environments']>[string] =>
  Object.entries(environments).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1] ?? {}

const roleOf = (name: string, { users = [], teams = [], permission, codeowners }: WrittenRole): [string, Role] => [
  name,
  {
    name,
    users: users.map((user) => (typeof user === 'number' ? `#${user}` : user.replace(/^@/, ''))),
    teams: teams.map((team) => team.replace(/^@/, '')),
    permission: permission ?? null,
    codeowners: codeowners ?? false,
  },
]

const names = (written: string | readonly string[]): readonly string[] => [written].flat()

const requirementOf = (written: WrittenRequirement): Requirement => {
  if (typeof written === 'string') return { kind: 'count', count: 1, of: [written], escalate: null }
  if ('all' in written) return { kind: 'all', of: written.all.map((part) => requirementOf(part)) }
  if ('any' in written) return { kind: 'any', of: written.any.map((part) => requirementOf(part)) }
  const { count = 1, of, escalate } = written
  return {
    kind: 'count',
    count,
    of: names(of),
    escalate:
      escalate === undefined
        ? null
        : { afterSeconds: parseDuration(escalate.after) ?? Number.POSITIVE_INFINITY, to: names(escalate.to) },
  }
}
