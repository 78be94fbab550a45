// Five plans as reviewers meet them: what the release has, what happens then, and what is planned.
const map = (name, data, more = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  labels: {helm.sh/chart: "{{ .Chart.Name }}-{{ .Chart.Version }}"}\n${more}data: ${JSON.stringify(data)}\n`

const workload = (name, kind, tail) => `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}, labels: {helm.sh/chart: "{{ .Chart.Name }}-{{ .Chart.Version }}"}}
spec:
  selector: {matchLabels: {app: ${name}}}
  ${tail}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
        - name: ${name}
          image: "registry.example.com/${name}:{{ .Values.tag }}"
          resources: {limits: {memory: "{{ .Values.memory }}"}}
`

const chart = (version) => `apiVersion: v2\nname: shop\nversion: ${version}\n`
const values = (tag, memory = '256Mi') => `tag: "${tag}"\nmemory: ${memory}\n`
const migrate = `apiVersion: batch/v1
kind: Job
metadata: {name: migrate, annotations: {helm.sh/hook: "pre-upgrade,pre-rollback", helm.sh/hook-delete-policy: before-hook-creation}}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: migrate, image: "registry.example.com/migrate:{{ .Values.tag }}"}]}}}
`
const many = Object.fromEntries(
  Array.from({ length: 24 }, (_, index) => [`templates/part-${index}.yaml`, map(`part-${index}`, { port: '8080' })]),
)
const role = (verbs) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: web}\nrules: [{apiGroups: [""], resources: [secrets], verbs: ${verbs}}]\n`

export const scenes = [
  {
    name: 'image',
    title: 'A new image',
    first: {
      'Chart.yaml': chart('1.4.0'),
      'values.yaml': values('1.4'),
      'templates/web.yaml': workload('web', 'Deployment', 'replicas: 2'),
      'templates/migrate.yaml': migrate,
    },
    second: { 'Chart.yaml': chart('1.4.0'), 'values.yaml': values('1.5', '128Mi') },
  },
  {
    name: 'label',
    title: 'A chart label on everything',
    first: {
      'Chart.yaml': chart('1.4.0'),
      'values.yaml': values('1.4'),
      'templates/web.yaml': workload('web', 'Deployment', 'replicas: 2'),
      ...many,
    },
    second: { 'Chart.yaml': chart('1.4.1'), 'values.yaml': values('1.5') },
  },
  {
    name: 'deletes',
    title: 'A database that goes, an object taken over',
    first: {
      'Chart.yaml': chart('2.0.0'),
      'values.yaml': values('7'),
      'templates/redis.yaml': workload('redis', 'StatefulSet', 'serviceName: redis'),
      'templates/kept.yaml': map('kept', { a: '1' }, '  annotations: {helm.sh/resource-policy: keep}\n'),
      'templates/role.yaml': role('[get]'),
    },
    kubectl: ['create', 'configmap', 'loose', '--from-literal=by=hand'],
    second: {
      'Chart.yaml': chart('2.1.0'),
      'templates/redis.yaml': null,
      'templates/kept.yaml': null,
      'templates/role.yaml': role('[get, list, delete]'),
      'templates/loose.yaml': map('loose', { by: 'chart' }),
    },
    args: '--take-ownership',
  },
  {
    name: 'refused',
    title: 'Secrets, JSON, and what the cluster refuses',
    first: {
      'Chart.yaml': chart('1.0.0'),
      'values.yaml': values('1'),
      'templates/secret.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: {name: api}\nstringData: {token: first-value, url: "https://api"}\n',
      'templates/app.yaml': map('app', {
        'app.json': '{"log":"info","limits":{"requests":100,"burst":20},"features":["cart","search"]}',
      }),
      'templates/job.yaml':
        'apiVersion: batch/v1\nkind: Job\nmetadata: {name: seed}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: seed, image: "busybox:{{ .Values.tag }}"}]}}}\n',
    },
    second: {
      'values.yaml': values('2'),
      'templates/secret.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: {name: api}\nstringData: {token: second-value, url: "https://api"}\n',
      'templates/app.yaml': map('app', {
        'app.json': '{"log":"debug","limits":{"requests":1000,"burst":20},"features":["cart","search","wish‮list"]}',
      }),
    },
  },
  {
    name: 'rollback',
    title: 'A rollback after a hand in the cluster',
    first: {
      'Chart.yaml': chart('1.4.0'),
      'values.yaml': values('1.4'),
      'templates/web.yaml': workload('web', 'Deployment', 'replicas: 2'),
      'templates/migrate.yaml': migrate,
    },
    upgrade: { 'Chart.yaml': chart('1.5.0'), 'values.yaml': values('1.5') },
    kubectl: ['scale', 'deployment/web', '--replicas=7'],
    operation: ['--operation', 'rollback'],
  },
]
