import type { JsonObject } from '../json/Json.ts'
import type { ReadCall } from './Call.ts'
import type { LiveReads } from './LiveReads.ts'
import type { ReleaseScope } from './ReleaseScope.ts'
import { namesReadable } from './secretRead.ts'

/** The Secrets that a program reads by name: what they hold is to be known wherever it is copied to or spoken of. */
export class SecretsRead {
  readonly #live: LiveReads
  readonly #scope: ReleaseScope
  readonly #seen = new Map<string, JsonObject>()

  constructor(live: LiveReads, scope: ReleaseScope) {
    this.#live = live
    this.#scope = scope
  }

  /** Keeps the Secret that a read is about to show, if it is of one that the scope names. */
  async note(call: ReadCall): Promise<void> {
    if (!namesReadable(call, this.#scope)) return
    const secret = await this.#live.object(call.path)
    if (secret !== null) this.#seen.set(call.path, secret)
  }

  get all(): readonly JsonObject[] {
    return [...this.#seen.values()]
  }
}
