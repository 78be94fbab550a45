import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { textOf } from './fields.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'
import type { PullRequest } from './PullRequest.ts'
import { RULE_FILES } from './pullRequestQuery.ts'
import { ruleFiles } from './ruleFiles.ts'

/** Where a pull request stands right now, and who is in some teams. */
export type Head = {
  readonly head: string
  readonly state: PullRequest['state']
  readonly baseBranch: string
  readonly base: PullRequest['base']
  /** Members by `organisation/slug` in lower case; null for a team that the token cannot see. */
  readonly teams: ReadonlyMap<string, ReadonlySet<number> | null>
}

const MEMBERS = 'members(first: 100) { pageInfo { hasNextPage endCursor } nodes { databaseId } }'

const query = (teams: readonly string[]): string => {
  const variables = teams.map((_team, index) => `, $org${index}: String!, $slug${index}: String!`).join('')
  const parts = teams.map(
    (_team, index) => `team${index}: organization(login: $org${index}) { team(slug: $slug${index}) { ${MEMBERS} } }`,
  )
  return `query Head($owner: String!, $repo: String!, $number: Int!${variables}) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) {
    headRefOid state baseRefName baseRef { target { oid ... on Commit { ${RULE_FILES} } } } } }
  ${parts.join('\n')} }`
}

/** Reads where a pull request stands, and the members of teams given as `organisation/slug`. */
export const readHead = async (github: GitHub, number: number, teams: readonly string[] = []): Promise<Head> => {
  const names = Object.fromEntries(
    teams.flatMap((team, index) => {
      const [org = '', slug = ''] = team.split('/')
      return [
        [`org${index}`, org],
        [`slug${index}`, slug],
      ]
    }),
  )
  const what = `the head of pull request ${number} was read`
  const answer = await github.graphql(query(teams), what, { number, ...names }, INVISIBLE)
  const pull = at(answer, 'repository', 'pullRequest')
  const baseBranch = textOf(pull, 'baseRefName')
  const members = await Promise.all(
    teams.map(
      async (team, index) =>
        [team.toLowerCase(), await membersOf(github, team, at(answer, `team${index}`, 'team'))] as const,
    ),
  )
  return {
    head: textOf(pull, 'headRefOid'),
    state: textOf(pull, 'state') as PullRequest['state'],
    baseBranch,
    base: ruleFiles(at(pull, 'baseRef', 'target'), baseBranch),
    teams: new Map(members),
  }
}

/** A token that may not see an organisation or a team gets an error for that place alone. */
const INVISIBLE = /^team\d+(\.|$)/

const MORE_MEMBERS = `query Members($org: String!, $slug: String!, $after: String!) {
  organization(login: $org) { team(slug: $slug) { members(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { databaseId } } } } }`

const membersOf = async (github: GitHub, team: string, first: Json | undefined): Promise<Set<number> | null> => {
  if (first === undefined || first === null) return null
  const [org = '', slug = ''] = team.split('/')
  const ids = new Set<number>()
  for (let page = at(first, 'members'); ;) {
    const nodes = at(page, 'nodes')
    for (const node of Array.isArray(nodes) ? (nodes as Json[]) : []) {
      const id = at(node, 'databaseId')
      if (typeof id === 'number') ids.add(id)
    }
    const after = textAt(page, 'pageInfo', 'endCursor')
    if (at(page, 'pageInfo', 'hasNextPage') !== true || after === undefined) return ids
    const answer = await github.graphql(MORE_MEMBERS, `the members of ${team} were read`, { org, slug, after })
    page = required(at(answer, 'organization', 'team', 'members'), `the members of ${team}`)
  }
}
