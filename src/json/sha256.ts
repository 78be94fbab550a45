import { canonicalJson } from './canonicalJson.ts'
import type { Json } from './Json.ts'
import { sha256Bytes } from './sha256Bytes.ts'

/** `sha256:` and 64 hex digits over the canonical JSON of a value. */
export const sha256 = (value: Json): string => sha256Bytes(canonicalJson(value))
