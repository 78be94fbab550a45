// Stands in for kube-scheduler: every pod without a node goes to the only one.
import { setTimeout as sleep } from 'node:timers/promises'
import { apiRequest } from './apiRequest.mjs'

const request = apiRequest(JSON.parse(process.argv[2]))

for (;;) {
  await bindAll().catch(() => {})
  await sleep(100)
}

async function bindAll() {
  const { body } = await request('GET', '/api/v1/pods?fieldSelector=spec.nodeName%3D')
  for (const { metadata } of body.items) {
    const { name, namespace } = metadata
    const target = { apiVersion: 'v1', kind: 'Node', name: 'fake' }
    const object = { apiVersion: 'v1', kind: 'Binding', metadata: { name }, target }
    await request('POST', `/api/v1/namespaces/${namespace}/pods/${name}/binding`, object)
  }
}
