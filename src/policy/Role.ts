/** Rights in a repository, the least first; a role of the repository's own making counts as what it is based on. */
export const PERMISSIONS = ['read', 'triage', 'write', 'maintain', 'admin'] as const

export type Permission = (typeof PERMISSIONS)[number]

/** Who may hold a slot of a requirement: whoever any of these names. */
export type Role = {
  readonly name: string
  /** Logins, as the configuration spells them. */
  readonly users: readonly string[]
  /** `organisation/slug`. */
  readonly teams: readonly string[]
  /** Everybody with at least this permission; null for nobody. */
  readonly permission: Permission | null
  /** Whoever CODEOWNERS names for every path of the target. */
  readonly codeowners: boolean
}

/** A role in words, for sentences such as "1 of …". */
export const roleWords = ({ users, teams, permission, codeowners }: Role): string =>
  [
    ...teams,
    ...users,
    ...(permission === null ? [] : [`people with ${permission} access`]),
    ...(codeowners ? ['code owners'] : []),
  ].join(', ')

/** Whether a right includes another. */
export const includes = (permission: Permission | null, least: Permission): boolean =>
  permission !== null && PERMISSIONS.indexOf(permission) >= PERMISSIONS.indexOf(least)

export const mayWrite = (permission: Permission | null): boolean => includes(permission, 'write')
