/** A fact about a repository, or why nobody could look. */
export type Seen<T> = { readonly seen: true; readonly value: T } | { readonly seen: false; readonly why: string }

/** What must hold before something gets onto the default branch. */
export type BranchRules = {
  readonly isProtected: boolean
  readonly needsPullRequest: boolean
  readonly needsOwners: boolean
  /** Required statuses; `app` is the only one that may set it, or null. */
  readonly statuses: readonly { readonly name: string; readonly app: number | null }[]
}

export type Environment = {
  /** Patterns of the branches that may use it; null where all may. */
  readonly branches: readonly string[] | null
  /** Null where GitHub does not say. */
  readonly adminsBypass: boolean | null
  readonly reviewers: number
}

/** A mistake in the file of code owners, as GitHub reports it. */
export type OwnersError = {
  readonly path: string
  readonly line: number
  readonly column: number
  readonly source: string
  readonly kind: string
}

/** The settings of a repository as far as its token sees them. */
export type Settings = {
  readonly defaultBranch: string
  readonly rules: Seen<BranchRules>
  /** By name; null where there is none of that name. */
  readonly environments: ReadonlyMap<string, Seen<Environment | null>>
  readonly token: Seen<{ readonly writes: boolean; readonly approves: boolean }>
  /** The text of CODEOWNERS at the default branch; null where there is none. */
  readonly owners: Seen<string | null>
  readonly ownersErrors: Seen<readonly OwnersError[]>
  /** Whether the default branch holds .github/helm-query-gate.yml. */
  readonly configuration: Seen<boolean>
}
