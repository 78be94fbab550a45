import { conditionOf } from './conditionOf.ts'
import { environmentsOf } from './environmentsOf.ts'
import { makeFinding } from './Finding.ts'
import type { Finding } from './Finding.ts'
import { notLookedAt } from './notLookedAt.ts'
import type { Environment, Settings } from './Settings.ts'
import type { Job, Workflow } from './Workflow.ts'

/** The environments that jobs of the gate run in. */
export const checkEnvironments = ({ environments }: Settings, workflows: readonly Workflow[]): Finding[] =>
  [...environments].flatMap(([name, environment]) => {
    if (!environment.seen) return [notLookedAt(`the environment ${name}`, environment.why)]
    if (environment.value !== null)
      return [...rules(name, environment.value), ...parked(name, environment.value, workflows)]
    return [
      makeFinding(
        'D_ENVIRONMENT_MISSING',
        null,
        `The environment ${name} does not exist; GitHub would make it, without any rule, when a job first names it.`,
        'Make it, restrict it to the default branch, and store the credentials as its secrets.',
      ),
    ]
  })

const rules = (name: string, { branches, adminsBypass }: Environment): Finding[] => [
  ...(branches === null ? [everyBranch(name)] : branchRules(name, branches)),
  ...(adminsBypass === null
    ? [notLookedAt(`whether administrators may bypass the environment ${name}`, 'GitHub does not say.')]
    : []),
  ...(adminsBypass === true
    ? [
        makeFinding(
          'D_ENVIRONMENT_ADMINS',
          null,
          `Administrators may start jobs in the environment ${name} against its rules.`,
          'Switch off "Allow administrators to bypass configured protection rules".',
        ),
      ]
    : []),
]

const ALL_BRANCHES = /^\*+(\/\*+)*$/

const branchRules = (name: string, branches: readonly string[]): Finding[] => {
  if (branches.some((pattern) => ALL_BRANCHES.test(pattern))) return [everyBranch(name)]
  if (!branches.some((pattern) => pattern.startsWith('refs/pull/'))) return []
  return [
    makeFinding(
      'D_ENVIRONMENT_PULLS',
      null,
      `Pull requests of people who may write can use the environment ${name}, with a workflow of their own.`,
      'Where writers are not all trusted: the default branch only (examples/hardened).',
    ),
  ]
}

const everyBranch = (name: string): Finding =>
  makeFinding(
    'D_ENVIRONMENT_BRANCHES',
    null,
    `Every branch may use the environment ${name}, with a workflow of its own.`,
    'Restrict it to the default branch.',
  )

/** Parked: the apply waits in the environment, in one run with the plan, and nothing else asks for approval. */
const isParked = (workflow: Workflow, { value, commands, needs }: Job): boolean =>
  commands.has('apply') &&
  !/\bapproved\b/.test(conditionOf(value)) &&
  workflow.jobs.some((job) => needs.includes(job.id) && (job.commands.has('publish') || job.commands.has('auto')))

const parked = (name: string, { reviewers }: Environment, workflows: readonly Workflow[]): Finding[] => {
  const waits = workflows.some((workflow) =>
    workflow.jobs.some((job) => isParked(workflow, job) && environmentsOf(workflow, job).includes(name)),
  )
  if (reviewers > 0 || !waits) return []
  return [
    makeFinding(
      'D_ENVIRONMENT_REVIEWERS',
      null,
      `The apply is to wait in the environment ${name}, which has no required reviewers: it starts at once and fails.`,
      "Add required reviewers, or the condition `approved == 'true'`.",
    ),
  ]
}
