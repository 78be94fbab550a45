/**
 * Who must approve a query. Slots are exclusive inside one requirement: a person fills one of them. The names are
 * names of roles.
 */
export type Requirement =
  | {
      readonly kind: 'count'
      readonly count: number
      /** Roles of which any will do. */
      readonly of: readonly string[]
      /** Roles that will do as well once the query has been shown for so long. */
      readonly escalate: { readonly afterSeconds: number; readonly to: readonly string[] } | null
    }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Requirement[] }

/** All roles that a requirement names, each once. */
const rolesIn = (requirement: Requirement): string[] => [
  ...new Set(
    requirement.kind === 'count'
      ? [...requirement.of, ...(requirement.escalate?.to ?? [])]
      : requirement.of.flatMap((part) => rolesIn(part)),
  ),
]

/** A requirement that needs so many more people beside; whoever may fill one of its slots may be one of them. */
export const withMore = (requirement: Requirement, count: number): Requirement =>
  count === 0
    ? requirement
    : { kind: 'all', of: [requirement, { kind: 'count', count, of: rolesIn(requirement), escalate: null }] }
