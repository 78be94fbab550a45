import type { Answer } from './Answer.ts'

const documentation_url = 'https://docs.github.com/rest'

/** An answer with an error status, thrown where it is found out. */
export class Refusal extends Error {
  readonly answer: Answer

  constructor(status: number, message: string, more: Record<string, unknown> = {}) {
    super(message)
    this.answer = { status, body: { message, ...more, documentation_url, status: String(status) } }
  }

  static notFound(): Refusal {
    return new Refusal(404, 'Not Found')
  }

  static forbidden(): Refusal {
    return new Refusal(403, 'Resource not accessible by integration')
  }

  /** GitHub's 422 with one error entry. */
  static invalid(resource: string, field: string, message: string, code = 'custom'): Refusal {
    return new Refusal(422, 'Validation Failed', { errors: [{ resource, field, code, message }] })
  }
}
