import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Place } from './Pair.ts'

type WebhookKind = 'MutatingWebhookConfiguration' | 'ValidatingWebhookConfiguration'

/** What the API server asks, as far as the corpus looks at it. */
export interface Review {
  readonly request: {
    readonly uid: string
    readonly object: {
      readonly metadata: { readonly annotations?: object }
      readonly data?: Readonly<Record<string, string>>
      readonly spec?: { readonly template: { readonly spec: { readonly containers: readonly { name: string }[] } } }
    }
  }
}

/** A JSON patch to be made, or the words of a refusal. */
export type Ruling = { readonly patch: readonly object[] } | { readonly refusal: string } | null

/** A real webhook, which the API server calls for every write of a ConfigMap or Deployment in the pair's namespace. */
export const webhook =
  (kind: WebhookKind, decide: (review: Review) => Ruling) =>
  async ({ ground, scene: { namespace } }: Place): Promise<AsyncDisposable> => {
    // The API server's own certificate: it names 127.0.0.1.
    const file = (name: string) => readFileSync(join(ground.folder, 'certificates', name), 'utf8')
    const certificate = file('apiserver.crt')
    const called = { times: 0 }
    const server = createServer({ cert: certificate, key: file('apiserver.key') }, (request, response) => {
      called.times += 1
      void readReview(request).then((review) => response.end(answerTo(review, decide(review))))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const path = `/apis/admissionregistration.k8s.io/v1/${kind.toLowerCase()}s`
    const clientConfig = {
      url: `https://127.0.0.1:${port}/`,
      caBundle: Buffer.from(certificate).toString('base64'),
    }
    const { status, body } = await ground.request('POST', path, configuration(kind, namespace, clientConfig))
    if (status !== 201) throw new Error(`no webhook: ${JSON.stringify(body)}`)
    // The API server takes a moment to heed a new webhook.
    while (called.times === 0) await probe(ground.request, namespace)
    return {
      [Symbol.asyncDispose]: async () => {
        await ground.request('DELETE', `${path}/${namespace}`)
        server.closeAllConnections()
        server.close()
      },
    }
  }

const probe = async (request: Place['ground']['request'], namespace: string): Promise<void> => {
  await request('POST', `/api/v1/namespaces/${namespace}/configmaps?dryRun=All`, { metadata: { name: 'probe' } })
  await new Promise((resolve) => setTimeout(resolve, 20))
}

const configuration = (kind: WebhookKind, namespace: string, clientConfig: object): object => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind,
  metadata: { name: namespace },
  webhooks: [
    {
      name: 'corpus.example.com',
      admissionReviewVersions: ['v1'],
      sideEffects: 'None',
      clientConfig,
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      rules: [
        {
          apiGroups: ['', 'apps'],
          apiVersions: ['*'],
          operations: ['CREATE', 'UPDATE'],
          resources: ['configmaps', 'deployments'],
        },
      ],
    },
  ],
})

const readReview = async (request: IncomingMessage): Promise<Review> => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return JSON.parse(text)
}

const answerTo = ({ request: { uid } }: Review, ruling: Ruling): string => {
  const refused = ruling !== null && 'refusal' in ruling
  const patch =
    ruling === null || refused
      ? {}
      : { patchType: 'JSONPatch', patch: Buffer.from(JSON.stringify(ruling.patch)).toString('base64') }
  const status = refused ? { status: { message: ruling.refusal } } : {}
  const response = { uid, allowed: !refused, ...patch, ...status }
  return JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response })
}
