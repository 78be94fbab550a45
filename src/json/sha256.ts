import { createHash } from 'node:crypto'
import { canonicalJson } from './canonicalJson.ts'
import type { Json } from './Json.ts'

/** `sha256:` and 64 hex digits over the canonical JSON of a value. */
export const sha256 = (value: Json): string =>
  `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`
