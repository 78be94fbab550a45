import { makeFinding } from './Finding.ts'
import type { Finding } from './Finding.ts'

/** What could not be seen is no good news: it is said. */
export const notLookedAt = (what: string, why: string): Finding =>
  makeFinding(
    'D_NOT_LOOKED_AT',
    null,
    `Could not be looked at: ${what}. ${why}`,
    'Look there yourself, or run the doctor with a token that may read it.',
  )
