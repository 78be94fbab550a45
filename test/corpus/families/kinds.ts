import { configMap } from '../configMap.ts'
import type { Manifest } from '../Manifest.ts'
import { objectOf } from '../objectOf.ts'
import type { Pair } from '../Pair.ts'
import { pairOf } from '../pairOf.ts'
import { workload } from '../workload.ts'

const RBAC = 'rbac.authorization.k8s.io'
const wide = 'reader-{{ .Release.Namespace }}'

const service = (name: string, spec: object) =>
  objectOf('v1', 'Service', name, { spec: { selector: { app: name }, ...spec } })
const ingress = (...paths: string[]) =>
  objectOf('networking.k8s.io/v1', 'Ingress', 'web', {
    spec: {
      rules: paths.map((path) => ({
        host: `${path}.example`,
        http: {
          paths: [
            { path: `/${path}`, pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } },
          ],
        },
      })),
    },
  })
const networkPolicy = (...ports: number[]) =>
  objectOf('networking.k8s.io/v1', 'NetworkPolicy', 'web', {
    spec: { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ ports: ports.map((port) => ({ port })) }] },
  })
const budget = (limit: object) =>
  objectOf('policy/v1', 'PodDisruptionBudget', 'web', { spec: { selector: { matchLabels: { app: 'web' } }, ...limit } })
const rules = (...verbs: string[]) => ({ rules: [{ apiGroups: [''], resources: ['pods'], verbs }] })
const binding = (kind: 'Role' | 'ClusterRole', name: string, ...subjects: string[]) =>
  objectOf(`${RBAC}/v1`, `${kind}Binding`, name, {
    roleRef: { apiGroup: RBAC, kind, name },
    subjects: subjects.map((subject) => ({
      kind: 'ServiceAccount',
      name: subject,
      namespace: '{{ .Release.Namespace }}',
    })),
  })
const job = (annotations: object) =>
  objectOf(
    'batch/v1',
    'Job',
    'once',
    { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox' }] } } } },
    { annotations },
  )
const cronJob = (schedule: string, suspend: boolean) =>
  objectOf('batch/v1', 'CronJob', 'nightly', {
    spec: {
      schedule,
      suspend,
      jobTemplate: {
        spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox' }] } } },
      },
    },
  })
const scaler = (max: number, ...resources: string[]) =>
  objectOf('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 2,
      maxReplicas: max,
      metrics: resources.map((name) => ({
        type: 'Resource',
        resource: { name, target: { type: 'Utilization', averageUtilization: 80 } },
      })),
    },
  })
const secret = (name: string, rest: object) => objectOf('v1', 'Secret', name, { type: 'Opaque', ...rest })
const claim = (name: string, storage: string) =>
  objectOf('v1', 'PersistentVolumeClaim', name, {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  })
const list = (...items: Manifest[]): Manifest => ({ apiVersion: 'v1', kind: 'List', items })
const priority = (description: string) =>
  objectOf('scheduling.k8s.io/v1', 'PriorityClass', wide, { value: 7, description })
const stateful = (replicas: number, image: string) =>
  workload('StatefulSet', {
    container: { image },
    spec: {
      replicas,
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
    },
  })

const limits = (limit: object) =>
  objectOf('v1', 'LimitRange', 'web', { spec: { limits: [{ type: 'Container', default: limit }] } })
const limited = (limit: object) => workload('Deployment', { container: { resources: { limits: limit } } })

type Change = readonly [readonly Manifest[], readonly Manifest[]]

const changes: Readonly<Record<string, readonly Change[]>> = {
  workloads: [
    [[stateful(1, 'redis:7')], [stateful(3, 'redis:8')]],
    [[workload('DaemonSet')], [workload('DaemonSet', { container: { image: 'nginx:1.28' } })]],
    [[job({ a: '1' })], [job({ a: '2' })]],
    [[cronJob('0 1 * * *', false)], [cronJob('0 2 * * *', true)]],
  ],
  'a workload of another kind': [[[workload('Deployment')], [workload('StatefulSet')]]],
  services: [
    [
      [
        service('named', {
          ports: [
            { name: 'http', port: 80 },
            { name: 'https', port: 443 },
          ],
        }),
      ],
      [
        service('named', {
          ports: [
            { name: 'https', port: 443 },
            { name: 'admin', port: 81, targetPort: 'admin' },
          ],
        }),
      ],
    ],
    [
      [service('typed', { ports: [{ port: 80 }], type: 'NodePort' })],
      [service('typed', { ports: [{ port: 80 }], type: 'ClusterIP' })],
    ],
  ],
  'the way in': [
    [[ingress('a', 'b')], [ingress('b', 'c')]],
    [[networkPolicy(80)], [networkPolicy(80, 443)]],
  ],
  'limits, budgets and scalers': [
    [[budget({ minAvailable: 1 })], [budget({ maxUnavailable: 1 })]],
    [[scaler(5, 'cpu')], [scaler(9, 'memory', 'cpu')]],
    [
      [limits({ cpu: '1' })],
      [
        limits({ cpu: '1000m', memory: '1Gi' }),
        objectOf('v1', 'ResourceQuota', 'web', { spec: { hard: { pods: '9' } } }),
      ],
    ],
  ],
  roles: [
    [
      [objectOf(`${RBAC}/v1`, 'Role', 'web', rules('get')), binding('Role', 'web', 'one')],
      [objectOf(`${RBAC}/v1`, 'Role', 'web', rules('get', 'list')), binding('Role', 'web', 'one', 'two')],
    ],
    [
      [objectOf(`${RBAC}/v1`, 'ClusterRole', wide, rules('get')), binding('ClusterRole', wide, 'one')],
      [objectOf(`${RBAC}/v1`, 'ClusterRole', wide, rules('get', 'watch')), binding('ClusterRole', wide, 'two')],
    ],
  ],
  'secrets and files': [
    [
      [secret('written', { stringData: { a: 'one', b: 'two' } })],
      [secret('written', { stringData: { a: 'three' }, data: { c: 'Zm91cg==' } })],
    ],
    [
      [{ ...configMap('binary'), binaryData: { a: 'AAEC' } }],
      [{ ...configMap('binary', { text: 'ä\u202E\r\n' }), binaryData: { a: 'AAED' } }],
    ],
  ],
  'other words for the same': [
    [[secret('same', { stringData: { a: 'one' } })], [secret('same', { data: { a: 'b25l' } })]],
    [[limited({ cpu: '1', memory: '1024Mi' })], [limited({ cpu: '1000m', memory: '1Gi' })]],
  ],
  'claims and priorities': [
    [[claim('one', '1Gi')], [claim('one', '1Gi'), claim('two', '1Gi')]],
    [[priority('one')], [priority('two')]],
  ],
  'a List': [
    [[list(configMap('one', { a: '1' }), configMap('two'))], [list(configMap('one', { a: '2' }), configMap('three'))]],
  ],
}

const special: Readonly<Record<string, Partial<Pair>>> = {
  'other words for the same': { least: 0 },
}

/** The kinds that charts are made of. */
export const kinds: readonly Pair[] = Object.entries(changes).map(([name, group]) =>
  pairOf(
    name,
    group.flatMap(([before]) => before),
    group.flatMap(([, after]) => after),
    special[name],
  ),
)
