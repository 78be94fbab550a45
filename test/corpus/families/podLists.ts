import type { Pair } from '../Pair.ts'
import { pairOf } from '../pairOf.ts'
import { workload } from '../workload.ts'
import type { Workload } from '../workload.ts'

const env = (...names: string[]) => ({ container: { env: names.map((name) => ({ name, value: `of ${name}` })) } })
const ports = (...numbers: number[]) => ({
  container: { ports: numbers.map((containerPort) => ({ name: `port-${containerPort}`, containerPort })) },
})
const volumes = (...names: string[]) => ({
  pod: { volumes: names.map((name) => ({ name, emptyDir: {} })) },
  container: { volumeMounts: names.map((name) => ({ name, mountPath: `/${name}` })) },
})
const tolerations = (...keys: string[]) => ({ pod: { tolerations: keys.map((key) => ({ key, operator: 'Exists' })) } })
const containers = (...names: string[]) => ({ containers: names.map((name) => ({ name, image: `${name}:1` })) })
const initContainers = (...names: string[]) => ({
  pod: { initContainers: names.map((name) => ({ name, image: 'busybox' })) },
})
const spread = (...keys: string[]) => ({
  pod: {
    topologySpreadConstraints: keys.map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
    })),
  },
})
const aliases = (...ips: string[]) => ({ pod: { hostAliases: ips.map((ip) => ({ ip, hostnames: [`h${ip}`] })) } })
const secret = (name: string, key: string) => ({ secretKeyRef: { name, key } })

const changes: Readonly<Record<string, Readonly<Record<string, readonly [Workload, Workload]>>>> = {
  variables: {
    middle: [env('A', 'C'), env('A', 'B', 'C')],
    gone: [env('A', 'B', 'C'), env('A', 'C')],
    order: [env('A', 'B', 'C'), env('C', 'A', 'B')],
  },
  'a value that comes from a Secret': {
    web: [env('TOKEN'), { container: { env: [{ name: 'TOKEN', valueFrom: secret('web', 'token') }] } }],
  },
  'a variable twice': {
    web: [env('A', 'B'), { container: { env: ['1', '2'].map((value) => ({ name: 'A', value })) } }],
  },
  ports: {
    named: [ports(80, 8080), ports(8080, 9090)],
    protocols: [
      ports(53),
      {
        container: {
          ports: ['UDP', 'TCP'].map((protocol) => ({ name: protocol.toLowerCase(), containerPort: 53, protocol })),
        },
      },
    ],
  },
  volumes: {
    others: [volumes('a', 'b'), volumes('b', 'c')],
    kind: [
      { pod: { volumes: [{ name: 'a', emptyDir: {} }] } },
      { pod: { volumes: [{ name: 'a', configMap: { name: 'web' } }] } },
    ],
  },
  'where pods go and what they know': {
    tolerations: [tolerations('a', 'b'), tolerations('b', 'c')],
    topology: [spread('zone'), spread('zone', 'host')],
    aliases: [aliases('10.0.0.1'), aliases('10.0.0.2', '10.0.0.1')],
    secrets: [
      { pod: { imagePullSecrets: [{ name: 'a' }] } },
      { pod: { imagePullSecrets: [{ name: 'a' }, { name: 'b' }] } },
    ],
  },
  containers: {
    more: [containers('main'), containers('main', 'proxy')],
    less: [containers('main', 'proxy'), containers('main')],
    order: [containers('one', 'two'), containers('two', 'one')],
    first: [initContainers('a', 'b'), initContainers('b', 'c')],
  },
  'another strategy': {
    web: [
      { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 2 } } } },
      { spec: { strategy: { type: 'Recreate', rollingUpdate: null } } },
    ],
  },
  'fields that are no lists with keys': {
    arguments: [{ container: { args: ['a', 'b'] } }, { container: { args: ['b', 'a'] } }],
    nothing: [{ pod: { hostname: 'a' } }, { pod: { hostname: null } }],
    security: [
      { pod: { securityContext: { runAsUser: 1000 } } },
      { pod: { securityContext: { runAsNonRoot: true, fsGroup: 1 } } },
    ],
  },
}

/** Lists of a pod, which client-side apply merges by key and server-side apply owns item by item. */
export const podLists: readonly Pair[] = Object.entries(changes).map(([name, group]) => {
  const version = (which: 0 | 1) =>
    Object.entries(group).map(([deployment, both]) => workload('Deployment', both[which], deployment))
  return pairOf(name, version(0), version(1))
})
