import type { ErrorCode } from './errorCodes.ts'

/**
 * The one error of this project: a stable code, a sentence of what happened to what, and the next step to take.
 * `message` is both sentences with the code last, ready to be shown (after escaping) to a person.
 */
export class GateError extends Error {
  readonly code: ErrorCode
  readonly sentence: string
  readonly next: string

  constructor(code: ErrorCode, sentence: string, next: string, options?: ErrorOptions) {
    super(`${sentence} ${next} [${code}]`, options)
    this.name = 'GateError'
    this.code = code
    this.sentence = sentence
    this.next = next
  }
}
