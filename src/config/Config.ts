/** A requirement as it is written. */
export type WrittenRequirement =
  | string
  | { readonly all: readonly WrittenRequirement[] }
  | { readonly any: readonly WrittenRequirement[] }
  | {
      readonly count?: number
      readonly of: string | readonly string[]
      readonly escalate?: { readonly after: string; readonly to: string | readonly string[] }
    }

export type WrittenRole = {
  readonly users?: readonly (string | number)[]
  readonly teams?: readonly string[]
  readonly permission?: 'read' | 'triage' | 'write' | 'maintain' | 'admin'
  readonly codeowners?: true
}

/** What may differ from environment to environment. */
export type WrittenRules = {
  readonly requirement?: WrittenRequirement
  readonly approvals?: {
    readonly 'plain-reviews'?: 'ignore' | 'approve-all'
    readonly expire?: string
    readonly all?: boolean
  }
  readonly override?: { readonly by: string | readonly string[] }
  readonly apply?: { readonly refs?: readonly string[]; readonly workflows?: readonly string[] }
}

/** A release as the input `target` names it; the members are named like the inputs that they stand for. */
export type WrittenTarget = {
  readonly release: string
  readonly namespace?: string
  readonly chart?: string
  readonly 'chart-version'?: string
  readonly 'chart-repository'?: string
  readonly values?: readonly string[]
  readonly 'helm-args'?: string
  readonly environment?: string
  readonly 'lookup-secrets'?: readonly string[]
  readonly unstable?: readonly string[]
}

/** The configuration file as it is written: schemas/config.schema.json. */
export type Config = WrittenRules & {
  readonly schemaVersion: 1
  readonly bases?: readonly string[]
  readonly roles?: Readonly<Record<string, WrittenRole>>
  readonly authors?: readonly string[]
  readonly environments?: Readonly<
    Record<string, WrittenRules & { readonly 'apply-when'?: 'before-merge' | 'after-merge' }>
  >
  readonly targets?: Readonly<Record<string, WrittenTarget>>
}
