import { configMap } from '../configMap.ts'
import type { Manifest } from '../Manifest.ts'
import { objectOf } from '../objectOf.ts'
import type { Pair } from '../Pair.ts'
import { pairOf } from '../pairOf.ts'
import { workload } from '../workload.ts'

type Annotations = Readonly<Record<string, string>>

const hook = (events: string, more: Annotations = {}): Annotations => ({
  'helm.sh/hook': events,
  ...Object.fromEntries(Object.entries(more).map(([name, value]) => [`helm.sh/hook-${name}`, value])),
})
const pod = (command: string) => ({
  restartPolicy: 'Never',
  containers: [{ name: 'main', image: 'busybox', command: [command] }],
})
const job = (name: string, annotations: Annotations, command = 'true'): Manifest =>
  objectOf('batch/v1', 'Job', name, { spec: { template: { spec: pod(command) } } }, { annotations })

const both = 'pre-install,pre-upgrade'
const after = 'post-install,post-upgrade'
const web = workload('Deployment')
const web2 = workload('Deployment', { container: { image: 'nginx:1.28' } })
const everywhere = 'pre-install,pre-upgrade,pre-rollback,pre-delete,post-install,post-upgrade,post-rollback,post-delete'

const still: readonly Pair[] = [
  pairOf(
    'objects with weights',
    [configMap('late', {}, hook(both, { weight: '5' })), configMap('early', {}, hook(both, { weight: '-5' }))],
    [configMap('late', {}, hook(both, { weight: '-9' })), configMap('early', { a: '1' }, hook(both, { weight: '-5' }))],
    { least: 4 },
  ),
  pairOf(
    'one that is deleted when it is done',
    [configMap('gone', {}, hook(both, { 'delete-policy': 'hook-succeeded' }))],
    [configMap('gone', { a: '1' }, hook(both, { 'delete-policy': 'hook-succeeded' }))],
    { least: 2 },
  ),
  pairOf(
    'a hook for everything',
    [configMap('all', {}, hook(everywhere))],
    [configMap('all', { a: '1' }, hook(everywhere))],
    {
      least: 4,
    },
  ),
  pairOf('a hook that goes', [configMap('web'), configMap('seed', {}, hook(both))], [configMap('web')], { least: 0 }),
  pairOf('an object that becomes a hook', [configMap('seed')], [configMap('seed', {}, hook(both))], {
    least: 2,
    scenarios: ['bump', 'drift'],
  }),
  pairOf(
    'a hook for a rollback only',
    [configMap('back', {}, hook('pre-rollback'))],
    [configMap('back', { a: '1' }, hook('pre-rollback'))],
    {
      least: 0,
    },
  ),
]

const pairs: Readonly<Record<string, readonly [readonly Manifest[], readonly Manifest[]]>> = {
  'a Job before': [
    [web, job('migrate', hook(both))],
    [web2, job('migrate', hook(both), 'false-alarm')],
  ],
  'a Job before, unchanged': [
    [web, job('migrate', hook(both))],
    [web, job('migrate', hook(both))],
  ],
  'a Job after, deleted when done': [
    [web, job('warm', hook(after, { 'delete-policy': 'before-hook-creation,hook-succeeded' }))],
    [web2, job('warm', hook(after, { 'delete-policy': 'before-hook-creation,hook-succeeded' }))],
  ],
  'Jobs in order of weights': [
    [job('one', hook(both, { weight: '1' })), job('two', hook(both, { weight: '2' })), web],
    [job('one', hook(both, { weight: '3' })), job('two', hook(both, { weight: '2' })), web2],
  ],
  'an account, a role and the Job that needs them': [
    [
      objectOf('v1', 'ServiceAccount', 'runner', {}, { annotations: hook(both, { weight: '-2' }) }),
      job('migrate', hook(both)),
    ],
    [
      objectOf('v1', 'ServiceAccount', 'runner', {}, { annotations: hook(both, { weight: '-2' }) }),
      job('migrate', hook(both)),
      web,
    ],
  ],
  'a Job on both sides': [
    [job('around', hook(`${both},${after}`)), web],
    [job('around', hook(`${both},${after}`)), web2],
  ],
}

/** Hooks: those of objects that are there at once, and Jobs, which need controllers to come to their end. */
export const hooks: readonly Pair[] = [
  ...still,
  ...Object.entries(pairs).map(([name, [first, second]]) =>
    pairOf(name, first, second, { scenarios: ['hooks'], least: 2 }),
  ),
]
