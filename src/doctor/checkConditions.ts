import type { JsonObject } from '../json/Json.ts'
import { conditionOf } from './conditionOf.ts'
import type { Finding } from './Finding.ts'
import { findingIn } from './findingIn.ts'
import type { Job, Step, Workflow } from './Workflow.ts'

const UNCONDITIONAL = /\b(always|failure|cancelled)\s*\(\s*\)/

/** Whatever lets a job go on although the gate or an apply failed. */
export const checkConditions = (workflow: Workflow): Finding[] =>
  workflow.jobs.flatMap((job) => [
    ...continued(workflow, job),
    ...unconditional(workflow, job),
    ...ungated(workflow, job),
  ])

const isContinued = (value: JsonObject): boolean => {
  const said = value['continue-on-error']
  return said !== undefined && said !== null && said !== false
}

const continued = (workflow: Workflow, { id, pointer, value, steps, commands }: Job): Finding[] => {
  if (commands.size === 0) return []
  const parts = [{ pointer, value }, ...steps.filter(({ command }) => command !== null)]
  return parts
    .filter((part) => isContinued(part.value))
    .map((part) =>
      findingIn(workflow, 'D_CONTINUE_ON_ERROR', { pointer: `${part.pointer}/continue-on-error` }, [
        `The job ${id} goes on as if nothing had happened when the gate fails.`,
        'Remove continue-on-error.',
      ]),
    )
}

const unconditional = (workflow: Workflow, job: Job): Finding[] => {
  const { id, pointer, value, steps, commands } = job
  const applies = commands.has('apply')
  const first = steps.findIndex(({ command }) => command !== null)
  const jobs = applies || needsGate(workflow, job) ? [{ pointer, value, grave: applies }] : []
  const later = first < 0 ? [] : steps.slice(first).map((step) => ({ ...step, grave: step.command === 'apply' }))
  return [...jobs, ...later]
    .filter((part) => UNCONDITIONAL.test(conditionOf(part.value)))
    .map((part) => conditionFinding(workflow, id, part))
}

const conditionFinding = (
  workflow: Workflow,
  id: string,
  { pointer, grave }: Pick<Step, 'pointer'> & { readonly grave: boolean },
): Finding =>
  findingIn(
    workflow,
    grave ? 'D_CONDITION_ALWAYS' : 'D_CONDITION_AFTER_GATE',
    { pointer: `${pointer}/if` },
    grave
      ? [`The job ${id} applies even when the gate failed or was cancelled.`, "Ask for `approved == 'true'` alone."]
      : [`The job ${id} runs something whatever the gate said.`, 'Make sure that it deploys nothing.'],
  )

const ungated = (workflow: Workflow, job: Job): Finding[] => {
  const decides = workflow.jobs.some((other) => other.id !== job.id && isGate(other))
  if (!job.commands.has('apply') || !decides || needsGate(workflow, job)) return []
  return [
    findingIn(workflow, 'D_APPLY_NEEDS_NO_GATE', { pointer: job.pointer }, [
      `The job ${job.id} does not wait for the gate, so it fails where approvals are missing.`,
      "Give it `needs` of the gate's job and the condition `approved == 'true'`.",
    ]),
  ]
}

const isGate = (job: Job | undefined): boolean =>
  ['auto', 'gate', 'publish'].some((command) => job?.commands.has(command))

/** Whether a job waits for one of the gate, directly or through others. */
const needsGate = ({ jobs }: Workflow, job: Job): boolean => {
  const byId = new Map(jobs.map((other) => [other.id, other]))
  const reached = new Set(job.needs)
  // A set that grows is walked to its end: every job once, however they hang together.
  for (const id of reached) for (const next of byId.get(id)?.needs ?? []) reached.add(next)
  return [...reached].some((id) => isGate(byId.get(id)))
}
