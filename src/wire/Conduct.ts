import type { IncomingMessage } from 'node:http'
import type { Transform } from 'node:stream'
import type { Call, CallRefusal } from './Call.ts'
import type { Answer } from './kubernetesStatus.ts'

/** What the program gets back. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** The API server's own answer; `through` lets less of it pass. */
  | { readonly kind: 'pipe'; readonly message: IncomingMessage; readonly through?: Transform }
  /** A watch answered by the wire: these lines, then silence until the program hangs up. */
  | { readonly kind: 'watch'; readonly lines: readonly string[] }

/** How a wire treats the requests of one program: rehearsal or enforcement. */
export interface Conduct {
  handle(call: Call): Promise<Reply>
  /** A request that was understood by nobody; it went nowhere. */
  refused(refusal: CallRefusal): Reply
}

/** A reply that is a complete answer. */
export const reply = (answer: Answer): Reply => ({ kind: 'answer', answer })
