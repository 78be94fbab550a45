import { at } from '../json/at.ts'
import type { JsonObject } from '../json/Json.ts'
import type { Finding } from './Finding.ts'
import { findingIn } from './findingIn.ts'
import { scalarText } from './scalarText.ts'
import { textList } from './textList.ts'
import type { Step, Workflow } from './Workflow.ts'

/** What GitHub starts a workflow for where it names no types. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  issue_comment: ['created', 'edited', 'deleted'],
  pull_request: ['opened', 'synchronize', 'reopened'],
  pull_request_review: ['submitted', 'edited', 'dismissed'],
}

/** Events that the gate must hear of, itself or by a workflow whose end starts it. */
export const checkTriggers = (workflow: Workflow, all: readonly Workflow[]): Finding[] => [
  ...missing(workflow, all),
  ...ownRules(workflow),
]

const gateSteps = ({ jobs }: Workflow): Step[] =>
  jobs.flatMap(({ steps }) => steps.filter(({ command }) => command === 'gate' || command === 'auto'))

/** A workflow that looks at all pull requests from time to time, beside the one that hears what happens to each. */
const isSweep = ({ triggers }: Workflow): boolean =>
  [...triggers.keys()].every((event) => event === 'schedule' || event === 'push')

const missing = (workflow: Workflow, all: readonly Workflow[]): Finding[] => {
  const steps = gateSteps(workflow)
  if (steps.length === 0 || (isSweep(workflow) && all.some((other) => gateSteps(other).length > 0 && !isSweep(other))))
    return []
  const sources = [workflow, ...signals(workflow, all)]
  const afterMerge = steps.some(({ value }) => at(value, 'with', 'apply-when') === 'after-merge')
  const wanted: readonly (readonly [string, readonly string[]])[] = [
    ['issue_comment', ['created', 'edited', 'deleted']],
    ['pull_request_review', ['submitted', 'edited', 'dismissed']],
    ...(afterMerge ? ([['pull_request', ['closed']]] as const) : []),
  ]
  return wanted.flatMap(([event, types]) => {
    const heard = new Set(sources.flatMap(({ triggers }) => typesOf(event, triggers.get(event))))
    const lacking = types.filter((type) => !heard.has(type))
    return lacking.length === 0 ? [] : [finding(workflow, event, lacking)]
  })
}

const finding = (workflow: Workflow, event: string, lacking: readonly string[]): Finding =>
  findingIn(workflow, 'D_TRIGGERS_MISSING', { pointer: workflow.triggers.has(event) ? `/on/${event}` : '/on' }, [
    `The gate does not run when this happens: ${event} ${lacking.join(', ')}.`,
    `Add ${lacking.join(', ')} to the types of ${event}.`,
  ])

const typesOf = (event: string, settings: JsonObject | undefined): readonly string[] => {
  if (settings === undefined) return []
  return settings['types'] === undefined ? (DEFAULTS[event] ?? []) : textList(settings['types'])
}

/** The workflows whose end starts this one. */
const signals = ({ triggers }: Workflow, all: readonly Workflow[]): Workflow[] => {
  const wanted = new Set(textList(triggers.get('workflow_run')?.['workflows']))
  return all.filter(({ file, document }) => wanted.has(scalarText(document['name']) || file))
}

/** Rules in a file that the pull request itself may change. */
const ownRules = (workflow: Workflow): Finding[] => {
  if (!workflow.triggers.has('pull_request') && !workflow.triggers.has('pull_request_review')) return []
  const steps = workflow.jobs.flatMap((job) => job.steps).filter(({ command }) => command !== null)
  return steps
    .filter(({ value }) => at(value, 'with', 'required-approvals') !== undefined)
    .map(({ pointer }) =>
      findingIn(workflow, 'D_RULES_IN_WORKFLOW', { pointer: `${pointer}/with/required-approvals` }, [
        'A pull request brings its own copy of this workflow, and with it its own number of approvals.',
        'Say it in .github/helm-query-gate.yml, which is read from the default branch.',
      ]),
    )
}
