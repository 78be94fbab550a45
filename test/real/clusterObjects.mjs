const rbac = 'rbac.authorization.k8s.io'

const role = (name, rules) => ({
  path: `/apis/${rbac}/v1/clusterroles`,
  object: { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name }, rules },
})

const binding = (group, roleName) => ({
  path: `/apis/${rbac}/v1/clusterrolebindings`,
  object: {
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: group },
    subjects: [{ kind: 'Group', name: group, apiGroup: rbac }],
    roleRef: { kind: 'ClusterRole', name: roleName, apiGroup: rbac },
  },
})

/** A planner may do everything (a test confines it), a reader may read everything, nobody may nothing. */
export const roleBindings = [
  role('read-everything', [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] }]),
  binding('planners', 'cluster-admin'),
  binding('readers', 'read-everything'),
]

/** kwok keeps it ready and its pods running; bindPods.mjs puts every pod on it. */
export const fakeNode = {
  path: '/api/v1/nodes',
  object: {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'fake', annotations: { 'kwok.x-k8s.io/node': 'fake' }, labels: { 'kubernetes.io/os': 'linux' } },
    spec: {},
    status: {
      allocatable: { cpu: '32', memory: '256Gi', pods: '1000' },
      capacity: { cpu: '32', memory: '256Gi', pods: '1000' },
    },
  },
}
