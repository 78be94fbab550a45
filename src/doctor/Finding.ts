import type { FindingCode, Severity } from './findingCodes.ts'
import { findingCodes } from './findingCodes.ts'

/** Where in a file something stands; lines and columns count from 1. */
export type Spot = {
  readonly file: string
  readonly line: number
  readonly column: number
  /** The line itself, cut where it is very long. */
  readonly excerpt: string
}

/** One thing that the doctor found: what it is, and how to mend it. */
export type Finding = {
  readonly code: FindingCode
  readonly severity: Severity
  /** Null where it is a setting of the repository. */
  readonly spot: Spot | null
  readonly sentence: string
  readonly fix: string
}

/** A finding with the severity of its code. */
export const makeFinding = (code: FindingCode, spot: Spot | null, sentence: string, fix: string): Finding => ({
  code,
  severity: findingCodes[code].severity,
  spot,
  sentence,
  fix,
})
