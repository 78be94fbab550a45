import { codeOwners } from '../policy/codeOwners.ts'
import type { Policy } from '../policy/Policy.ts'
import { includes, roleWords } from '../policy/Role.ts'
import type { Permission, Role } from '../policy/Role.ts'
import type { HeldRole } from './Electorate.ts'

/** A person who said something, with their rights of this moment. */
export type Voter = { readonly id: number; readonly login: string; readonly permission: Permission | null }

/** A CODEOWNERS file of the base; `brokenLines` are those that GitHub reports as errors. */
export type Owners = { readonly text: string; readonly brokenLines: ReadonlySet<number> }

export type RoleFacts = {
  readonly voters: readonly Voter[]
  /** Members by `organisation/slug` in lower case; null for a team that the token cannot see. */
  readonly teams: ReadonlyMap<string, ReadonlySet<number> | null>
  /** Null where the base has no such file. */
  readonly owners: Owners | null
  /** Paths of the chart and the values of the target. */
  readonly paths: readonly string[]
}

/** Who holds each role of a policy. Whatever cannot be known leaves the role to those who are known, and says so. */
export const resolveRoles = ({ roles }: Pick<Policy, 'roles'>, facts: RoleFacts): ReadonlyMap<string, HeldRole> =>
  new Map([...roles].map(([name, role]) => [name, resolve(role, facts)]))

type Group = Pick<HeldRole, 'holders' | 'ask' | 'unknown'>

const resolve = (role: Role, facts: RoleFacts): HeldRole => {
  const groups = [listed(role, facts), permitted(role, facts), ...(role.codeowners ? [owning(facts)] : [])]
  return {
    words: roleWords(role),
    holders: new Set(groups.flatMap(({ holders }) => [...holders])),
    ask: groups.flatMap(({ ask }) => ask),
    unknown: groups.flatMap(({ unknown }) => unknown),
  }
}

/** Whoever is named, or is in a team that is. */
const listed = ({ users, teams }: Pick<Role, 'users' | 'teams'>, facts: RoleFacts): Group => {
  const names = new Set(users.map((user) => user.toLowerCase()))
  const named = facts.voters.filter(({ id, login }) => names.has(login.toLowerCase()) || names.has(`#${id}`))
  const members = teams.map((team) => ({ team, ids: facts.teams.get(team.toLowerCase()) ?? null }))
  return {
    holders: new Set([...named.map(({ id }) => id), ...members.flatMap(({ ids }) => [...(ids ?? [])])]),
    ask: [...teams, ...users],
    unknown: members
      .filter(({ ids }) => ids === null)
      .map(
        ({ team }) => `the token cannot see the team ${team}; give the gate the token of an app that may read members`,
      ),
  }
}

const permitted = ({ permission }: Role, { voters }: RoleFacts): Group => {
  const holders = permission === null ? [] : voters.filter((voter) => includes(voter.permission, permission))
  return { holders: new Set(holders.map(({ id }) => id)), ask: [], unknown: [] }
}

/** Whoever owns every path of the target. */
const owning = (facts: RoleFacts): Group => {
  const { owners, paths } = facts
  if (owners === null) return nobody('the base has no CODEOWNERS file')
  if (paths.length === 0) return nobody('nothing says which paths the target has')
  const groups = paths.map((path): Group => {
    const line = codeOwners(owners.text, path)
    if (line === null) return nobody(`CODEOWNERS names nobody for ${path}`)
    if (owners.brokenLines.has(line.line))
      return nobody(`line ${line.line} of CODEOWNERS, which decides on ${path}, is in error`)
    return listed(line, facts)
  })
  const [first, ...others] = groups
  return {
    holders: new Set([...(first?.holders ?? [])].filter((id) => others.every(({ holders }) => holders.has(id)))),
    ask: [...new Set(groups.flatMap(({ ask }) => ask))],
    unknown: [...new Set(groups.flatMap(({ unknown }) => unknown))],
  }
}

const nobody = (why: string): Group => ({ holders: new Set(), ask: [], unknown: [why] })
