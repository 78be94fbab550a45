import { configMap } from '../configMap.ts'
import { objectOf } from '../objectOf.ts'
import type { Pair, Place } from '../Pair.ts'
import { pairOf } from '../pairOf.ts'
import { webhook } from '../webhook.ts'
import type { Review, Ruling } from '../webhook.ts'
import { workload } from '../workload.ts'

const containersOf = ({ request }: Review) => request.object.spec?.template.spec.containers ?? []
const annotated = ({ request }: Review) => request.object.metadata.annotations !== undefined

const inject = (review: Review): Ruling =>
  containersOf(review).length === 0 || containersOf(review).some(({ name }) => name === 'mesh')
    ? null
    : { patch: [{ op: 'add', path: '/spec/template/spec/containers/-', value: { name: 'mesh', image: 'mesh:1' } }] }

const stamp = (review: Review): Ruling => ({
  patch: [
    ...(annotated(review) ? [] : [{ op: 'add', path: '/metadata/annotations', value: {} }]),
    { op: 'add', path: '/metadata/annotations/stamp', value: String(Math.random()) },
  ],
})
const mark = (review: Review): Ruling => ({
  patch: [
    ...(annotated(review) ? [] : [{ op: 'add', path: '/metadata/annotations', value: {} }]),
    { op: 'add', path: '/metadata/annotations/mark', value: 'always' },
  ],
})
const refuse = ({ request }: Review): Ruling =>
  request.object.data?.['a'] === 'forbidden' ? { refusal: 'the house does not allow it' } : null

const ADMISSION = '/apis/admissionregistration.k8s.io/v1'

/** The same refusal without a server: a rule of the API server itself. */
const policy = async ({ ground, scene: { namespace } }: Place): Promise<AsyncDisposable> => {
  const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['configmaps'] }
  const validations = [{ expression: "object.?data.a.orValue('') != 'forbidden'", message: 'not allowed' }]
  const spec = { matchConstraints: { resourceRules: [rule] }, validations }
  const matchResources = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }
  const bound = { policyName: namespace, validationActions: ['Deny'], matchResources }
  const made = [
    [
      'validatingadmissionpolicies',
      objectOf('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', namespace, { spec }),
    ],
    [
      'validatingadmissionpolicybindings',
      objectOf('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding', namespace, { spec: bound }),
    ],
  ] as const
  for (const [resource, object] of made) await ground.request('POST', `${ADMISSION}/${resource}`, object)
  const probe = `/api/v1/namespaces/${namespace}/configmaps?dryRun=All`
  const forbidden = { metadata: { name: 'probe' }, data: { a: 'forbidden' } }
  while ((await ground.request('POST', probe, forbidden)).status !== 422)
    await new Promise((resolve) => setTimeout(resolve, 20))
  return {
    [Symbol.asyncDispose]: async () => {
      for (const [resource] of made.toReversed())
        await ground.request('DELETE', `${ADMISSION}/${resource}/${namespace}`)
    },
  }
}

const web = workload('Deployment')
const web2 = workload('Deployment', { container: { image: 'nginx:1.28' } })
const mutating = (decide: (review: Review) => Ruling) => webhook('MutatingWebhookConfiguration', decide)
const validating = webhook('ValidatingWebhookConfiguration', refuse)
const allowed = configMap('web', { a: 'fine' })
const forbidden = configMap('web', { a: 'forbidden' })
const bump: Partial<Pair> = { scenarios: ['bump'] }

/** Clusters that change or refuse what is written. */
export const admission: readonly Pair[] = [
  pairOf('a sidecar from the cluster', [web, allowed], [web2, allowed], { prepare: mutating(inject) }),
  pairOf('an annotation from the cluster', [web, allowed], [web2, allowed], { prepare: mutating(mark) }),
  pairOf('a stamp on every write', [web, allowed], [web2, allowed], { prepare: mutating(stamp) }),
  pairOf('a webhook that refuses', [allowed], [forbidden], { ...bump, prepare: validating }),
  pairOf('a webhook that does not mind', [allowed], [configMap('web', { a: 'other' })], { prepare: validating }),
  pairOf('a policy that refuses', [allowed], [forbidden], { ...bump, prepare: policy }),
]
