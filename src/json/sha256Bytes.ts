import { createHash } from 'node:crypto'

/** `sha256:` and 64 hex digits over bytes, or over a text as UTF-8. */
export const sha256Bytes = (content: Uint8Array | string): string =>
  `sha256:${createHash('sha256').update(content).digest('hex')}`
