import type { JsonObject } from '../json/Json.ts'

/** A hook as Helm stores it in a release. */
export type Hook = {
  readonly name: string
  readonly kind: string
  readonly path: string
  readonly manifest: string
  readonly events: readonly string[]
  readonly weight: number
  readonly deletePolicies: readonly string[]
}

/** Helm's stored release: everything of one revision that this project reads. */
export type ReleaseRecord = {
  readonly name: string
  readonly namespace: string
  readonly revision: number
  readonly status: string
  readonly deployedAt: string | null
  readonly manifest: string
  readonly hooks: readonly Hook[]
  readonly chart: {
    readonly name: string
    readonly version: string
    /** Files of `crds/` by path, as base64. */
    readonly definitions: ReadonlyMap<string, string>
    /** Templates by path, as base64; those of subcharts are in no record. */
    readonly templates: ReadonlyMap<string, string>
  }
  /** `csa`, `ssa` or null where Helm 3 wrote no such field. */
  readonly applyMethod: string | null
  readonly values: JsonObject
}
