/** A GraphQL error with GitHub's `type`. */
export class Denied extends Error {
  readonly type: string

  constructor(type: string, message: string) {
    super(message)
    this.type = type
  }

  static forbidden(): Denied {
    return new Denied('FORBIDDEN', 'Resource not accessible by integration')
  }
}
