import type { ErrorCode } from './errorCodes.ts'

/** `excerpt`: lines of a text of the user's own with a caret under the column that is meant. */
type GateErrorOptions = ErrorOptions & { readonly excerpt?: string }

/**
 * The one error of this project: a stable code, a sentence of what happened to what, and the next step to take.
 * `message` is both sentences with the code last, ready to be shown (after escaping) to a person.
 */
export class GateError extends Error {
  readonly code: ErrorCode
  readonly sentence: string
  readonly next: string
  readonly excerpt: string | null

  constructor(code: ErrorCode, sentence: string, next: string, options: GateErrorOptions = {}) {
    super(`${sentence} ${next} [${code}]`, options)
    this.name = 'GateError'
    this.code = code
    this.sentence = sentence
    this.next = next
    this.excerpt = options.excerpt ?? null
  }
}
