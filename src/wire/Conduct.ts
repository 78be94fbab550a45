import type { IncomingMessage } from 'node:http'
import type { Call, CallRefusal } from './Call.ts'
import type { Answer } from './kubernetesStatus.ts'

/** What the program gets back. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'pipe'; readonly message: IncomingMessage }
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
