import type { RehearsedTarget } from '../../src/commands/rehearseTarget.ts'
import type { PlanInputs } from '../../src/config/PlanInputs.ts'
import { GateError } from '../../src/errors/GateError.ts'
import type { AuditedWrite } from '../real/audit.ts'
import { auditTrail } from '../real/auditTrail.ts'
import { askHelmDiff } from './askHelmDiff.ts'
import type { DiffMode } from './askHelmDiff.ts'
import { compareLists } from './compareLists.ts'
import type { Pair, Place } from './Pair.ts'
import { runRelease } from './runRelease.ts'
import type { Scenario } from './scenarios.ts'
import type { Step, Timed } from './Step.ts'
import { foreseen, happened, inOneLine } from './writesOf.ts'
import type { Write } from './writesOf.ts'

const REFUSED = 'is refused'
const modes: readonly DiffMode[] = ['helm diff', 'helm diff --three-way-merge']

/** Plans an operation, runs it for real, and compares; with helm-diff and a dry run beside it where that is asked for. */
export const playStep = async (place: Place, pair: Pair, scenario: Scenario, compares: boolean): Promise<Step> => {
  await scenario.prepare(place, pair)
  const { ground, scene } = place
  const trail = auditTrail(ground.request, ground.auditLog)
  const args = scenario.args(pair, scene.helm.major)
  const seconds: Step['seconds'] = {}
  const before = await trail.mark()
  const planned = await timed(seconds, 'plan', () => plan(place, { ...scenario.inputs, helmArgs: args }))
  const diffs = compares ? await askOthers(place, scenario, args, seconds) : []
  const early = ownOf(place, await trail.writesSince(before))
  if (early.length > 0) throw new Error(`the plan of ${pair.name} wrote ${JSON.stringify(early)}`)
  const mark = await trail.mark()
  const { code, stderr } = await timed(seconds, 'upgrade', () => runRelease(place, scenario.command, args))
  const real = code === 0 ? happened(ownOf(place, await trail.writesSince(mark)), objectsOf(planned)) : null
  return {
    pair: pair.name,
    helm: scene.helm.name,
    scenario: scenario.name,
    writes: real?.length ?? 1,
    refused: real === null ? stderr.trim() : null,
    ...compareLists(predictionOf(planned, stderr), real === null ? [REFUSED] : real.map((write) => inOneLine(write))),
    helmDiff: compareDiffs(place, diffs, planned, real),
    seconds,
  }
}

const timed = async <T>(seconds: Step['seconds'], what: Timed, work: () => Promise<T>): Promise<T> => {
  const started = performance.now()
  const result = await work()
  seconds[what] = (performance.now() - started) / 1000
  return result
}

/** The plan, or null where Helm itself refuses the operation. */
const plan = async ({ scene }: Place, inputs: Partial<PlanInputs>): Promise<RehearsedTarget | null> => {
  try {
    return await scene.rehearse({ inputs })
  } catch (error) {
    if (error instanceof GateError && error.code === 'E_HELM_FAILED') return null
    throw error
  }
}

/** A plan with a refusal is not applied at all: what else stands in it does not matter then. */
const predictionOf = (planned: RehearsedTarget | null, said: string): string[] => {
  if (planned === null) return [REFUSED]
  const words = planned.facts.exchanges.flatMap(({ outcome }) =>
    outcome.kind === 'refused' ? [outcome.refusal.message] : [],
  )
  if (words.length === 0) return foreseen(planned).map((write) => inOneLine(write))
  return [words.some((word) => said.includes(word)) ? REFUSED : `is refused: ${words.join('; ')}`]
}

const objectsOf = (planned: RehearsedTarget | null) =>
  planned?.facts.exchanges.flatMap(({ before }) => (before === null ? [] : [before])) ?? []

type Asked = readonly [DiffMode, readonly string[] | null]

const askOthers = async (
  place: Place,
  { name, command }: Scenario,
  args: string,
  seconds: Step['seconds'],
): Promise<Asked[]> => {
  const dryRun = '--dry-run=server --output=json'
  if (name === 'bump') await timed(seconds, 'dry run', () => runRelease(place, command, `${dryRun} ${args}`))
  // There is no helm diff of an uninstall.
  if (name === 'uninstall') return []
  const asked: Asked[] = []
  for (const mode of modes)
    asked.push([mode, await timed(seconds, mode, () => askHelmDiff(place, mode, command, args))])
  return asked
}

/** Object by object. Where the operation is refused, helm-diff foresees that by failing. */
const compareDiffs = (
  { scene: { namespace } }: Place,
  asked: readonly Asked[],
  planned: RehearsedTarget | null,
  real: readonly Write[] | null,
): Step['helmDiff'] => {
  const kinds = new Map(
    planned?.facts.exchanges.map(({ request: { target }, kind }) => [`${target.resource}.${target.group}`, kind]),
  )
  const keyOf = ({ resource, namespace: own, name }: Write): string => {
    const [, group = ''] = /\.(.+)$/.exec(resource) ?? []
    const plural = group === '' ? `${resource}.` : resource
    return [group, kinds.get(plural) ?? resource, own ?? namespace, name].join('|')
  }
  const objects = real === null ? null : [...new Set(real.map((write) => keyOf(write)))]
  return Object.fromEntries(asked.map(([mode, said]) => [mode, compareWith(said, objects)]))
}

const compareWith = (said: readonly string[] | null, objects: readonly string[] | null) => {
  if (objects === null) return compareLists(said === null ? [REFUSED] : [], [REFUSED])
  return said === null ? null : compareLists(said, objects)
}

// Pairs are played side by side: everything that is not in the namespace of the release carries its name.
const ownOf = ({ scene }: Place, writes: readonly AuditedWrite[]): AuditedWrite[] =>
  writes.filter(({ namespace, name }) => `${namespace} ${name}`.includes(scene.namespace))
