import type { Finding } from './Finding.ts'
import type { Severity } from './findingCodes.ts'

/** What the doctor found, gravest first: the document that leaves the process. */
export type Diagnosis = {
  readonly schemaVersion: 1
  readonly counts: Readonly<Record<Severity, number>>
  readonly findings: readonly Finding[]
}
