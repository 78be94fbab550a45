import type { ProgramResult } from '../process/runProgram.ts'
import type { Charter } from '../wire/Charter.ts'
import { Enforcement } from '../wire/Enforcement.ts'
import type { Enforced } from '../wire/Enforcement.ts'
import { openWire } from '../wire/openWire.ts'
import { Upstream } from '../wire/Upstream.ts'
import type { Operation } from './Operation.ts'
import { runOnWire } from './runOnWire.ts'

/** What the real run did: Helm's own end, what went out, and the trouble that broke the wire, if any. */
export type Operated = { readonly result: ProgramResult | null; readonly enforced: Enforced; readonly trouble: unknown }

/** Runs the real helm on a wire that lets only the charter's writes pass. Never throws: what was done must be told. */
export const runUnderCharter = async (
  operation: Operation,
  charter: Charter,
  socketPath: string,
  stop?: AbortSignal,
): Promise<Operated> => {
  const upstream = new Upstream(socketPath, 'approved-writes')
  const enforcement = new Enforcement(upstream, charter)
  try {
    await using wire = await openWire(upstream, enforcement, operation.namespace)
    const result = await runOnWire(operation, 'run', wire, stop)
    return { result, enforced: enforcement.seen, trouble: null }
  } catch (trouble) {
    return { result: null, enforced: enforcement.seen, trouble }
  }
}
