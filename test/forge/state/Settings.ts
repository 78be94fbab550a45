/** An environment as its settings page has it. */
export interface EnvironmentSettings {
  /** Patterns of branches, those that are protected, or all. */
  readonly branches: readonly string[] | 'protected' | 'all'
  readonly adminsBypass: boolean
  /** Logins of whom one must let a job through. */
  readonly reviewers: readonly string[]
}

export interface OwnersFault {
  readonly line: number
  readonly column: number
  readonly kind: string
  readonly source: string
  readonly message: string
  readonly path: string
}

/** What an administrator sets for a repository; a test changes it as it likes. A new one is as GitHub makes it. */
export class Settings {
  workflowPermissions: 'read' | 'write' = 'read'
  workflowsMayApprove = false
  readonly environments = new Map<string, EnvironmentSettings>()
  /** Rules of rulesets that hold for the default branch, as GitHub's API shows them. */
  rules: readonly Readonly<Record<string, unknown>>[] = []
  /** The older protection of the default branch, as GitHub's API shows it. */
  protection: Readonly<Record<string, unknown>> | null = null
  ownersFaults: readonly OwnersFault[] = []
}
