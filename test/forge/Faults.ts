/** What goes wrong, where, and how often. */
export interface Fault {
  method?: string
  /** The path as sent, GitHub's template of it, or a pattern for the path as sent. */
  path: string | RegExp
  /** Name of a GraphQL operation. */
  operation?: string
  /** How many hits it spoils; 1 when left out. */
  times?: number
  /** How many hits it lets pass before. */
  after?: number
  status?: number
  body?: unknown
  headers?: Readonly<Record<string, string>>
  delayMs?: number
  /** Never answers. */
  hang?: true
  /** Announces the whole body, sends half of it and closes. */
  halfBody?: true
  /** Closes the connection without an answer. */
  reset?: true
  /** Runs before the answer is worked out: the head moves between two calls. */
  before?: () => void
}

export interface Hit {
  readonly method: string
  readonly path: string
  readonly template: string
  readonly operation: string | undefined
}

interface Armed extends Fault {
  skip: number
  left: number
}

/** Faults on demand; each is used up by the requests it hits. */
export class Faults {
  readonly #armed: Armed[] = []

  add(fault: Fault): void {
    this.#armed.push({ ...fault, skip: fault.after ?? 0, left: fault.times ?? 1 })
  }

  clear(): void {
    this.#armed.length = 0
  }

  /** Faults that were added and have not hit as often as they should. */
  get pending(): number {
    return this.#armed.filter((fault) => fault.left > 0).length
  }

  /** The first fault for this request, counted as used. */
  take(hit: Hit): Fault | undefined {
    const fault = this.#armed.find((one) => one.left > 0 && matches(one, hit) && !skips(one))
    if (fault) fault.left -= 1
    return fault
  }
}

function skips(fault: Armed): boolean {
  if (fault.skip === 0) return false
  fault.skip -= 1
  return true
}

function matches(fault: Fault, hit: Hit): boolean {
  if (fault.method !== undefined && fault.method !== hit.method) return false
  if (fault.operation !== undefined && fault.operation !== hit.operation) return false
  if (fault.path instanceof RegExp) return fault.path.test(hit.path)
  return fault.path === hit.path || fault.path === hit.template
}
