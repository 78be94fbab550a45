import { at } from '../json/at.ts'
import type { Finding } from './Finding.ts'
import { findingIn } from './findingIn.ts'
import type { Job, Step, Workflow } from './Workflow.ts'

const PINNED = /@([0-9a-f]{40}|[0-9a-f]{64})$/
const LOCAL = /^(\.\.?\/|docker:\/\/)/
const TRUSTED = /^(actions|github|helm-query-gate)\//

/** The steps of jobs that use the gate: what they use, what they leave behind, what they take from a cache. */
export const checkSteps = (workflow: Workflow): Finding[] =>
  workflow.jobs
    .filter(({ commands }) => commands.size > 0)
    .flatMap((job) => job.steps.flatMap((step) => ofStep(workflow, job, step)))

const ofStep = (workflow: Workflow, job: Job, step: Step): Finding[] => [
  ...unpinned(workflow, step),
  ...keepsToken(workflow, job, step),
  ...cached(workflow, job, step),
]

const unpinned = (workflow: Workflow, { pointer, uses }: Step): Finding[] => {
  if (uses === '' || LOCAL.test(uses) || PINNED.test(uses)) return []
  const code = TRUSTED.test(uses) ? 'D_ACTION_TAG' : 'D_ACTION_UNPINNED'
  return [
    findingIn(workflow, code, { pointer: `${pointer}/uses` }, [
      `${uses} is whatever its name stands for when the job runs.`,
      'Name the full SHA of the commit, with the version as a comment.',
    ]),
  ]
}

const keepsToken = (workflow: Workflow, { id }: Job, { pointer, uses, value }: Step): Finding[] => {
  const keeps = at(value, 'with', 'persist-credentials')
  if (!uses.startsWith('actions/checkout@') || keeps === false || keeps === 'false') return []
  return [
    findingIn(workflow, 'D_CHECKOUT_CREDENTIALS', { pointer: `${pointer}/uses` }, [
      `After this step the work tree of the job ${id} holds the job's token.`,
      'Set `persist-credentials: false`.',
    ]),
  ]
}

const usesCache = ({ uses, value }: Step): boolean => {
  const said = at(value, 'with', 'cache')
  const setup = /^[^@]*\/setup-[^@/]*@/.test(uses) && said !== undefined && said !== false && said !== ''
  return /^actions\/cache[@/]/.test(uses) || setup
}

const cached = (workflow: Workflow, { id }: Job, step: Step): Finding[] =>
  usesCache(step)
    ? [
        findingIn(workflow, 'D_CACHE', { pointer: `${step.pointer}/uses` }, [
          `The job ${id} restores files that a run of another branch may have left.`,
          'Do without a cache in jobs of the gate.',
        ]),
      ]
    : []
