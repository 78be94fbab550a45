import { isObject } from '../json/isObject.ts'
import type { Finding } from './Finding.ts'
import { findingIn } from './findingIn.ts'
import { secretsIn } from './secretsIn.ts'
import type { Job, Workflow } from './Workflow.ts'

/** Credentials that more can reach than the job that needs them. */
export const checkCredentials = (workflow: Workflow, all: readonly Workflow[]): Finding[] => [
  ...inWorkflow(workflow),
  ...shared(workflow, all),
  ...workflow.jobs.flatMap((job) => [...inJob(workflow, job), ...outside(workflow, job)]),
]

const usesGate = ({ jobs }: Workflow): boolean => jobs.some(({ commands }) => commands.size > 0)

const inWorkflow = (workflow: Workflow): Finding[] =>
  (usesGate(workflow) ? secretsIn(workflow.document['env'], '/env') : []).map(({ name, pointer }) =>
    findingIn(workflow, 'D_CREDENTIALS_IN_WORKFLOW', { pointer }, [
      `Every step of every job sees the secret ${name}.`,
      'Give it to the one step that needs it.',
    ]),
  )

/** The environment of a job as it is written; null where it has none. */
const environmentOf = ({ value }: Job): string | null => {
  const said = value['environment']
  const name = isObject(said) ? said['name'] : said
  return typeof name === 'string' && name !== '' ? name : null
}

const shared = (workflow: Workflow, all: readonly Workflow[]): Finding[] => {
  const applies = all.flatMap(({ jobs }) => jobs.filter(({ commands }) => commands.has('apply')))
  const guarded = new Map(
    applies.flatMap((job) => secretsIn(job.value, job.pointer).map(({ name }) => [name, environmentOf(job)] as const)),
  )
  return workflow.jobs
    .filter(({ commands }) => !commands.has('apply'))
    .flatMap((job) => {
      const own = environmentOf(job)
      return secretsIn(job.value, job.pointer)
        .filter(({ name }) => guarded.has(name) && (own === null || own === guarded.get(name)))
        .map(({ name, pointer }) => sharedFinding(workflow, job, name, pointer))
    })
}

const sharedFinding = (workflow: Workflow, { id }: Job, name: string, pointer: string): Finding =>
  findingIn(workflow, 'D_CREDENTIALS_SHARED', { pointer }, [
    `The job ${id} gets the secret ${name}, with which the apply deploys.`,
    'Give this job a credential of its own, and keep that of the apply in the environment of its job only.',
  ])

const inJob = (workflow: Workflow, { id, pointer, value, commands }: Job): Finding[] =>
  (commands.size > 0 ? secretsIn(value['env'], `${pointer}/env`) : []).map(({ name, pointer: at }) =>
    findingIn(workflow, 'D_CREDENTIALS_IN_JOB', { pointer: at }, [
      `Every step of the job ${id}, and every program that it starts, sees the secret ${name}.`,
      'Give it to the one step that needs it.',
    ]),
  )

const outside = (workflow: Workflow, job: Job): Finding[] => {
  if (environmentOf(job) !== null) return []
  if (job.commands.has('apply')) {
    return [
      findingIn(workflow, 'D_APPLY_NO_ENVIRONMENT', { pointer: job.pointer }, [
        `The job ${job.id} applies outside of any environment, so its credentials are open to every workflow.`,
        'Set `environment`, and keep the deploying credentials as its secrets.',
      ]),
    ]
  }
  const plans = job.commands.has('plan') || job.commands.has('auto')
  const [secret] = plans ? secretsIn(job.value, job.pointer) : []
  if (secret === undefined) return []
  return [
    findingIn(workflow, 'D_PLAN_NO_ENVIRONMENT', { pointer: secret.pointer }, [
      `The secret ${secret.name} is open to every workflow of every branch.`,
      'Use an identity that can keep nothing, or plan in an environment of the default branch (examples/hardened).',
    ]),
  ]
}
