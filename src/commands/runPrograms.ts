import { GateError } from '../errors/GateError.ts'
import { helmFailure } from '../helm/helmFailure.ts'
import type { InstalledPlugin } from '../helm/installHelmDiff.ts'
import type { Operation } from '../helm/Operation.ts'
import { readDroppedHooks } from '../helm/readDroppedHooks.ts'
import { readDryRun } from '../helm/readDryRun.ts'
import { runOnWire } from '../helm/runOnWire.ts'
import type { Purpose } from '../helm/operationArgs.ts'
import { createRedactor, secretValues } from '../plan/redactor.ts'
import type { JsonObject } from '../json/Json.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import { openWire } from '../wire/openWire.ts'
import type { Overlay } from '../wire/Overlay.ts'
import { Rehearsal } from '../wire/Rehearsal.ts'
import type { Rehearsed } from '../wire/Rehearsal.ts'
import type { ReleaseScope } from '../wire/ReleaseScope.ts'
import { Upstream } from '../wire/Upstream.ts'

type Run = {
  readonly operation: Operation
  readonly scope: ReleaseScope
  readonly socketPath: string
  readonly mask: (text: string) => string
  /** Gets helm-diff for this run where Helm has no such plugin. */
  readonly installWitness: () => Promise<InstalledPlugin>
  readonly stop: AbortSignal
}

/** What the programs gave: raw. */
export type Results = {
  readonly rehearsed: Rehearsed & {
    readonly kept: readonly JsonObject[]
    /** Values of `helm.sh/hook` for which Helm left a document out. */
    readonly hooksDropped: readonly string[]
  }
  /** The Secrets that any of them read by name. */
  readonly secretsRead: readonly JsonObject[]
  /** The second render; null where nothing is rendered. */
  readonly dryRun: ReleaseRecord | null
  readonly witness: string | null
}

/** Runs the rehearsal, the second render and the witness side by side; the first that fails ends the others. */
export const runPrograms = async (
  run: Omit<Run, 'stop'>,
  asksWitness: boolean,
  cancelled: AbortSignal | undefined,
): Promise<Results> => {
  const failure = new AbortController()
  const stop = cancelled === undefined ? failure.signal : AbortSignal.any([failure.signal, cancelled])
  const orStopAll = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      failure.abort()
      throw error
    }
  }
  const rehearsing = orStopAll(rehearse({ ...run, stop }))
  // Only an install brings definitions of kinds; what they bring, the others must find.
  const installs = run.scope.deployedRevision === null
  const asking = async (purpose: Question, operation = run.operation): Promise<Asked> =>
    await ask({ ...run, operation, stop }, purpose, installs ? (await rehearsing).definitions : undefined)
  const witnessing = async (): Promise<Asked> => {
    try {
      return await asking('witness')
    } catch (error) {
      if (!(error instanceof GateError && error.code === 'E_HELM_DIFF_MISSING')) throw error
      await using plugin = await run.installWitness()
      return await asking('witness', { ...run.operation, witnessPlugins: plugin.folder })
    }
  }
  const settled = await Promise.allSettled([
    rehearsing,
    // Only an upgrade renders anything; the others bring back or take away what is stored.
    run.operation.kind === 'upgrade'
      ? orStopAll(asking('dry-run').then((asked) => ({ ...asked, release: readDryRun(asked.stdout) })))
      : null,
    asksWitness && run.operation.kind !== 'uninstall' ? orStopAll(witnessing()) : null,
  ])
  const [rehearsed, dryRun, witness] = settled
  if (rehearsed.status === 'fulfilled' && dryRun.status === 'fulfilled' && witness.status === 'fulfilled') {
    return {
      rehearsed: rehearsed.value,
      secretsRead: [rehearsed.value, dryRun.value, witness.value].flatMap((ended) => ended?.secretsRead ?? []),
      dryRun: dryRun.value?.release ?? null,
      witness: witness.value?.stdout ?? null,
    }
  }
  throw firstCause(settled)
}

// Programs that were ended because another failed say nothing of the cause.
const firstCause = (settled: readonly PromiseSettledResult<unknown>[]): unknown => {
  const reasons: unknown[] = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  return reasons.find((reason) => !(reason instanceof GateError && reason.code === 'E_HELM_KILLED')) ?? reasons[0]
}

const rehearse = async (run: Run): Promise<Results['rehearsed']> => {
  const upstream = new Upstream(run.socketPath, 'dry-runs-only')
  const rehearsal = new Rehearsal(upstream, run.scope)
  await using wire = await openWire(upstream, rehearsal, run.scope.namespace)
  const result = await runOnWire(run.operation, 'rehearsal', wire, run.stop)
  const { seen } = rehearsal
  refuseWhatWasRefused(seen)
  if (result.exitCode === 0)
    return { ...seen, kept: await rehearsal.kept(), hooksDropped: readDroppedHooks(result.stderr) }
  throw helmFailure(result, `The rehearsal of helm ${run.operation.kind}`, maskOf(run, seen))
}

/** Masks in the words of a program that failed what it was given, what it read and what it wrote. */
const maskOf = ({ mask }: Run, { exchanges, secretsRead }: Rehearsed): ((text: string) => string) => {
  const written = exchanges.flatMap(({ kind, request, before }) => (kind === 'Secret' ? [request.body, before] : []))
  const seen = createRedactor([...written, ...secretsRead].flatMap((secret) => secretValues(secret)))
  return (text) => mask(seen.text(text))
}

const refuseWhatWasRefused = ({ secretsRefused, callsRefused }: Rehearsed): void => {
  const [secret] = secretsRefused
  if (secret !== undefined) {
    throw new GateError(
      'E_SECRET_READ',
      `The chart reads the Secret ${secret}, which is not part of the release.`,
      'If it may, list it in the input lookup-secrets.',
    )
  }
  const [call] = callsRefused
  if (call !== undefined)
    throw new GateError(
      'E_WIRE_REQUEST',
      `Helm sent a request that the gate does not pass on: ${call}.`,
      'Report it with the version of Helm.',
    )
}

type Question = Exclude<Purpose, 'run' | 'rehearsal'>

type Asked = { readonly stdout: string; readonly secretsRead: readonly JsonObject[] }

const ask = async (run: Run, purpose: Question, definitions?: Overlay): Promise<Asked> => {
  const upstream = new Upstream(run.socketPath, 'dry-runs-only')
  const rehearsal = new Rehearsal(upstream, run.scope, definitions)
  await using wire = await openWire(upstream, rehearsal, run.scope.namespace)
  const result = await runOnWire(run.operation, purpose, wire, run.stop)
  const { seen } = rehearsal
  refuseWhatWasRefused(seen)
  if (result.exitCode === 0) return { stdout: result.stdout, secretsRead: seen.secretsRead }
  const what = purpose === 'witness' ? 'helm diff' : 'helm upgrade --dry-run=server'
  throw helmFailure(result, what, maskOf(run, seen))
}
