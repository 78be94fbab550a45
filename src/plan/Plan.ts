import type { Json } from '../json/Json.ts'

export const PLAN_FORMAT = 1

export type Verb =
  | 'create'
  | 'update'
  | 'replace'
  | 'delete'
  | 'adopt'
  | 'keep'
  | 'revert'
  | 'run'
  | 'install-crd'
  | 'create-namespace'
  | 'migrate'
  | 'blocked'

/** An object as the request's path and the API server's discovery name it. */
export type ObjectIdentity = {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
}

/** A change as it may be shown: secrets masked. A missing member means that there was, or will be, nothing. */
export type ShownChange = {
  readonly path: string
  readonly op: 'add' | 'remove' | 'replace'
  readonly before?: Json
  readonly after?: Json
}

export type Reason = { readonly code: string; readonly message: string }

/** One reviewable request of a program to the cluster. */
export type Query = {
  readonly number: number
  readonly digest: string
  readonly verb: Verb
  readonly object: ObjectIdentity
  readonly changes: readonly ShownChange[]
  /** Unified hunks over the YAML of what changes; `` where the changes say it all. */
  readonly diff: string
  readonly cluster: {
    readonly verified: boolean
    /** Why the cluster could not be asked. */
    readonly reason: string | null
    /** The sentence with which the cluster refuses. */
    readonly refusal: string | null
    /** Paths that the cluster changes by itself beside what was asked, values left out. */
    readonly sideEffects: readonly string[]
  }
  /** Values in the cluster at the moment of planning that a `revert` puts back; no part of the digest. */
  readonly live: readonly { readonly path: string; readonly value: Json }[]
  readonly risks: readonly string[]
  readonly hook: {
    readonly events: readonly string[]
    readonly weight: number
    readonly deletePolicies: readonly string[]
  } | null
  /** The template that the object comes from, as Helm names it; null where no template says it. */
  readonly source: string | null
  /** Whose the object is where it is not this release's: `release other in namespace shop`, or `nobody`. */
  readonly owner: string | null
  /** Why no approval can help until something else changes. */
  readonly unapprovable: Reason | null
  /** Queries of one group make the same edit in several objects; null for a query that stands alone. */
  readonly group: string | null
  readonly rule: null
  readonly requirement: null
}

/** What is run for a target. */
export type OperationKind = 'upgrade' | 'rollback' | 'uninstall'

export type Target = {
  readonly name: string
  readonly environment: string
  readonly repository: number | null
  readonly release: string
  readonly namespace: string
  /** `uid:` and the uid of the namespace kube-system. */
  readonly cluster: string
  readonly operation: OperationKind
  /** `git`: a preview of two renders, of which nothing can be approved. */
  readonly baseline: 'cluster' | 'git'
}

export type Revision = { readonly revision: number; readonly status: string }

/** The result of a rehearsal: everything in it may be shown to the public of the repository. */
export type Plan = {
  readonly schemaVersion: 1
  readonly digest: string
  readonly createdBy: { readonly format: number; readonly helm: string; readonly kubernetes: string }
  readonly target: Target
  readonly release: {
    readonly newest: Revision | null
    readonly baseline: Revision | null
    /** The revision that the operation makes; null where it removes the release. */
    readonly next: number | null
    /** The revision whose manifest a rollback brings back. */
    readonly backTo: number | null
    /** When the baseline was deployed: RFC 3339, as Helm stored it; null where there is none. */
    readonly deployedAt: string | null
    /** Versions of the chart: `from` is null on a first install, `to` where the release is removed. */
    readonly chart: { readonly name: string; readonly from: string | null; readonly to: string | null }
  }
  readonly inputs: readonly {
    readonly kind: 'chart' | 'values' | 'flags'
    readonly path: string
    readonly digest: string
  }[]
  readonly counts: {
    readonly requests: number
    readonly unchanged: number
    readonly refused: number
    readonly unverified: number
    readonly queries: number
  }
  readonly queries: readonly Query[]
  readonly warnings: readonly Reason[]
}
