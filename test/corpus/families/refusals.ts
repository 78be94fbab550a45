import { configMap } from '../configMap.ts'
import { objectOf } from '../objectOf.ts'
import type { Pair, Place } from '../Pair.ts'
import { pairOf } from '../pairOf.ts'
import { workload } from '../workload.ts'

const bump: Partial<Pair> = { scenarios: ['bump'] }
const claims = (storage: string) =>
  workload('StatefulSet', {
    spec: {
      volumeClaimTemplates: [
        { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } },
      ],
    },
  })
const job = (image: string) =>
  objectOf('batch/v1', 'Job', 'once', {
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image }] } } },
  })
const service = (port: number) => objectOf('v1', 'Service', 'web', { spec: { ports: [{ port }] } })
const headless = objectOf('v1', 'Service', 'web', { spec: { ports: [{ port: 80 }], clusterIP: 'None' } })
const binding = (name: string) =>
  objectOf('rbac.authorization.k8s.io/v1', 'RoleBinding', 'web', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [],
  })
const frozen = (a: string) => ({ ...configMap('web', { a }), immutable: true })
const other = workload('Deployment', {}, 'other')
const selector = { ...other, metadata: { name: 'web' } }
const madeByHand = ({ kubectl }: Place) => kubectl(['create', 'configmap', 'foreign'])

/** What the cluster, or Helm itself, refuses: a plan is to know it before. */
export const refusals: readonly Pair[] = [
  pairOf('another selector', [workload('Deployment')], [selector], bump),
  pairOf('other claims of a StatefulSet', [claims('1Gi')], [claims('2Gi')], bump),
  pairOf('another template of a Job', [job('busybox:1')], [job('busybox:2')], bump),
  pairOf('a Service that becomes headless', [service(80)], [headless], bump),
  pairOf('a port that is none', [service(80)], [service(70_000)], bump),
  pairOf('another role in a binding', [binding('one')], [binding('two')], bump),
  pairOf('a ConfigMap that may not change', [frozen('1')], [frozen('2')], bump),
  pairOf('an object of nobody', [configMap('web')], [configMap('web'), configMap('foreign')], {
    ...bump,
    meddle: madeByHand,
  }),
  pairOf(
    'a namespace that is not there',
    [configMap('web')],
    [configMap('web', {}, {}, { namespace: '{{ .Release.Namespace }}-absent' })],
    bump,
  ),
]
