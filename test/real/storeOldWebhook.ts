// The API takes no new webhook with side effects any more, but those that were stored by an older one are still heeded.
import { readFile } from 'node:fs/promises'
import { cluster } from './cluster.ts'

const KEYS = '/registry/validatingwebhookconfigurations'

/** Puts a webhook over the ConfigMaps of a namespace that does not support dry runs straight into the store; gone when disposed of. */
export async function storeOldWebhook(namespace: string): Promise<AsyncDisposable> {
  const name = `old.${namespace}.example.com`
  const webhook = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name, uid: crypto.randomUUID(), creationTimestamp: '2020-01-01T00:00:00Z', generation: 1 },
    webhooks: [
      {
        name,
        sideEffects: 'Some',
        failurePolicy: 'Fail',
        matchPolicy: 'Equivalent',
        timeoutSeconds: 1,
        admissionReviewVersions: ['v1beta1'],
        clientConfig: { url: 'https://127.0.0.1:1/' },
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        objectSelector: {},
        rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['configmaps'], scope: '*' }],
      },
    ],
  }
  await askEtcd('put', { key: base64(`${KEYS}/${name}`), value: base64(`${JSON.stringify(webhook)}\n`) })
  await untilHeeded(namespace)
  const path = `/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/${name}`
  return { [Symbol.asyncDispose]: async () => void (await cluster.request('DELETE', path)) }
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')

const askEtcd = async (what: string, question: object): Promise<void> => {
  const line = await readFile(`/proc/${cluster.pids['etcd']}/cmdline`, 'utf8')
  const url = /--listen-client-urls\0([^\0]+)/.exec(line)?.[1]
  const { status } = await fetch(`${url}/v3/kv/${what}`, { method: 'POST', body: JSON.stringify(question) })
  if (status !== 200) throw new Error(`etcd answered ${status}`)
}

const untilHeeded = async (namespace: string): Promise<void> => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'probe' } }
  for (let tries = 0; tries < 200; tries += 1) {
    const { status } = await cluster.request('POST', `/api/v1/namespaces/${namespace}/configmaps?dryRun=All`, object)
    if (status === 400) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the API server does not heed the webhook')
}
