import { isObject } from '../json/isObject.ts'
import { textsIn } from './textsIn.ts'
import type { Finding } from './Finding.ts'
import { findingIn } from './findingIn.ts'
import type { Job, Workflow } from './Workflow.ts'

/** Where and how often the jobs of the gate run, and what they hand on to workflows elsewhere. */
export const checkJobs = (workflow: Workflow): Finding[] => [
  ...workflow.jobs.filter(({ commands }) => commands.has('apply')).flatMap((job) => concurrency(workflow, job)),
  ...workflow.jobs.filter(({ commands }) => commands.size > 0).flatMap((job) => runner(workflow, job)),
  ...workflow.jobs.flatMap((job) => called(workflow, job)),
]

const concurrency = (workflow: Workflow, { id, pointer, value }: Job): Finding[] => {
  const places = [
    { at: `${pointer}/concurrency`, said: value['concurrency'] },
    { at: '/concurrency', said: workflow.document['concurrency'] },
  ].filter(({ said }) => said !== undefined && said !== null)
  if (places.length === 0) {
    return [
      findingIn(workflow, 'D_CONCURRENCY_MISSING', { pointer }, [
        `Two runs of the job ${id} may apply at the same time.`,
        'Give it a `concurrency` group, with `cancel-in-progress: false`.',
      ]),
    ]
  }
  return places
    .filter(({ said }) => isObject(said) && ![undefined, null, false].some((no) => no === said['cancel-in-progress']))
    .map(({ at }) =>
      findingIn(workflow, 'D_CONCURRENCY_CANCELS', { pointer: `${at}/cancel-in-progress` }, [
        `A newer run may cancel the job ${id} while Helm writes.`,
        'Set `cancel-in-progress: false`.',
      ]),
    )
}

const runner = (workflow: Workflow, { id, pointer, value }: Job): Finding[] =>
  textsIn(value['runs-on'], '').some(({ text }) => text === 'self-hosted') || isObject(value['runs-on'])
    ? [
        findingIn(workflow, 'D_SELF_HOSTED', { pointer: `${pointer}/runs-on` }, [
          `The job ${id} shares its machine with whatever ran there before.`,
          'Use runners that are made for one job, and none that run pull requests of strangers.',
        ]),
      ]
    : []

const called = (workflow: Workflow, { id, pointer, value }: Job): Finding[] => {
  const uses = value['uses']
  const gated = workflow.jobs.some(({ commands }) => commands.size > 0)
  if (typeof uses !== 'string' || uses.startsWith('./') || !gated) return []
  return [
    findingIn(workflow, 'D_CALLED_WORKFLOW', { pointer: `${pointer}/uses` }, [
      `The job ${id} runs ${uses}, which is not in this repository.`,
      'Look at that workflow with `helm-query-gate doctor` where it is.',
    ]),
  ]
}
