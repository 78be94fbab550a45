import { at, textAt } from '../json/at.ts'
import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'
import type { Finding } from './Finding.ts'
import { findingIn } from './findingIn.ts'
import { rights } from './rights.ts'
import type { Job, Workflow } from './Workflow.ts'

/** Permissions of the jobs that use the gate: none said, more than needed, or less. */
export const checkPermissions = (workflow: Workflow): Finding[] =>
  workflow.jobs.filter(({ commands }) => commands.size > 0).flatMap((job) => ofJob(workflow, job))

type Said = { readonly pointer: string; readonly value: Json }

/** The permissions that hold in a job: its own, else those of the workflow. */
const saidFor = ({ document }: Workflow, { pointer, value }: Job): Said | null => {
  const own = value['permissions']
  if (own !== undefined) return { pointer: `${pointer}/permissions`, value: own }
  const shared = document['permissions']
  return shared === undefined ? null : { pointer: '/permissions', value: shared }
}

const ofJob = (workflow: Workflow, job: Job): Finding[] => {
  const said = saidFor(workflow, job)
  if (said === null) {
    return [
      findingIn(workflow, 'D_PERMISSIONS_MISSING', { pointer: job.pointer }, [
        `The job ${job.id} names no permissions, so it has those of the repository's setting.`,
        `Write \`permissions: { ${neededBy(job).join(', ').replaceAll(':', ': ')} }\`.`,
      ]),
    ]
  }
  return [...wide(workflow, job, said), ...short(workflow, job, said)]
}

const neededBy = ({ commands, steps }: Job): string[] => {
  const needs = new Set([...commands].flatMap((command) => rights[command]?.needs ?? []))
  // Whoever brings a token of his own needs nothing of the job's token but the checkout.
  const own = steps.every(({ command, value }) => command === null || at(value, 'with', 'github-token') !== undefined)
  const checksOut = steps.some(({ uses }) => uses.startsWith('actions/checkout@'))
  return [...needs].filter((need) => !own || (checksOut && need === 'contents:read'))
}

const wide = (workflow: Workflow, job: Job, { pointer, value }: Said): Finding[] => {
  const sentence = (what: string): string => `The job ${job.id} may ${what}, which ${listOf(job)} does not need.`
  if (value === 'write-all') {
    const advice = 'Name the permissions one by one.'
    return [findingIn(workflow, 'D_PERMISSIONS_WIDE', { pointer }, [sentence('write everything'), advice])]
  }
  const mayWrite = new Set([...job.commands].flatMap((command) => rights[command]?.mayWrite ?? []))
  return Object.entries(isObject(value) ? value : {})
    .filter(([name, access]) => access === 'write' && !mayWrite.has(name))
    .map(([name]) =>
      findingIn(workflow, 'D_PERMISSIONS_WIDE', { pointer: `${pointer}/${name}` }, [
        sentence(`write ${name}`),
        'Remove it, or move what needs it into a job of its own.',
      ]),
    )
}

const listOf = ({ commands }: Job): string => [...commands].sort().join(' and ')

const short = (workflow: Workflow, job: Job, { pointer, value }: Said): Finding[] => {
  const missing = neededBy(job).filter((need) => !holds(value, need))
  if (missing.length === 0) return []
  return [
    findingIn(workflow, 'D_PERMISSIONS_SHORT', { pointer }, [
      `The job ${job.id} lacks ${missing.join(', ')} for ${listOf(job)}.`,
      'Add it, or pass a github-token that has it.',
    ]),
  ]
}

const holds = (value: Json, need: string): boolean => {
  const [name = '', access = ''] = need.split(':')
  if (value === 'write-all' || (value === 'read-all' && access === 'read')) return true
  const given = textAt(value, name)
  return given === 'write' || given === access
}
