import { GateError } from '../errors/GateError.ts'
import { runProgram } from '../process/runProgram.ts'
import type { ProgramResult } from '../process/runProgram.ts'
import type { Wire } from '../wire/openWire.ts'
import { operationArgs } from './operationArgs.ts'
import type { Purpose } from './operationArgs.ts'
import { HELM_BYTES } from './Operation.ts'
import type { Operation } from './Operation.ts'

/**
 * Runs helm on a wire to its end; its exit code is the caller's to judge.
 *
 * @throws GateError E_WIRE_BYPASSED where it succeeded without one request, or the wire's own trouble.
 */
export const runOnWire = async (
  operation: Operation,
  purpose: Purpose,
  wire: Wire,
  stop?: AbortSignal,
): Promise<ProgramResult> => {
  const { env, helm, cwd, timeoutSeconds } = operation
  const extra: Record<string, string> = purpose === 'witness' ? witnessEnvironment(operation) : {}
  // A rehearsal has nothing more to say once its wire is broken; a real run must be let write how it ended.
  const stops = [...(stop === undefined ? [] : [stop]), ...(purpose === 'run' ? [] : [wire.broken])]
  const result = await runProgram({
    command: helm,
    args: operationArgs(operation, purpose),
    env: { ...env, ...extra, KUBECONFIG: wire.kubeconfig },
    cwd,
    timeoutSeconds,
    maxBytes: HELM_BYTES,
    stop: AbortSignal.any(stops),
  })
  const trouble = wire.trouble()
  if (trouble !== null) throw trouble
  if (result.exitCode === 0 && wire.requests() === 0) {
    throw new GateError(
      'E_WIRE_BYPASSED',
      'Helm ended without one request on the wire: it spoke to some other cluster, or to none.',
      'Look for a kubeconfig, plugin or variable that leads it elsewhere; nothing it did was seen.',
    )
  }
  return result
}

// Older helm-diff renders by `helm template --validate`, which Helm 4 refuses beside a server's dry run.
const witnessEnvironment = ({ major, witnessPlugins }: Operation): Record<string, string> => ({
  ...(major === 4 ? { HELM_DIFF_USE_UPGRADE_DRY_RUN: 'true' } : {}),
  ...(witnessPlugins === null ? {} : { HELM_PLUGINS: witnessPlugins }),
})
