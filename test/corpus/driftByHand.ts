import { runHelm } from '../real/helm.ts'
import type { Place } from './Pair.ts'

interface Live {
  kind: string
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> }
  data?: Record<string, string>
  immutable?: boolean
  spec?: {
    replicas?: number
    size?: number
    sessionAffinity?: string
    template?: { spec: { containers: { image: string; env?: { name: string; value?: string }[] }[] } }
  }
}

/** What a hand might change in each object of a release: marks, numbers, images, settings; and one object is gone. */
export const driftByHand = async ({ ground, scene: { helm, namespace }, kubectl }: Place): Promise<void> => {
  const kubeconfig = ground.kubeconfigFor('admin')
  const { stdout } = await runHelm(helm, ['get', 'manifest', 'web', '-n', namespace], { kubeconfig })
  const text = await kubectl(['get', '-f', '-', '-o', 'json', '--ignore-not-found'], stdout)
  const answer: Live | { items: Live[] } = JSON.parse(text === '' ? '{"items":[]}' : text)
  const objects = 'items' in answer ? answer.items : [answer]
  if (objects.length === 0) return
  for (const object of objects) change(object)
  await kubectl(
    ['replace', '--validate=false', '-f', '-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
  )
  const lost = objects.length < 2 ? undefined : objects.find(({ kind }) => kind === 'ConfigMap' || kind === 'Service')
  if (lost === undefined) return
  await kubectl(['delete', lost.kind, lost.metadata.name, '-n', lost.metadata.namespace ?? namespace])
}

const change = (object: Live): void => {
  const { kind, metadata, spec, data } = object
  metadata.annotations = { ...metadata.annotations, hand: 'was-here' }
  const [label] = Object.keys(metadata.labels ?? {})
  if (label !== undefined) metadata.labels = { ...metadata.labels, [label]: 'hand' }
  if (kind === 'ConfigMap' && data !== undefined && object.immutable !== true)
    object.data = { ...Object.fromEntries(Object.keys(data).map((key) => [key, 'by hand'])), added: 'by hand' }
  if (spec?.replicas !== undefined) spec.replicas += 3
  if (spec?.size !== undefined) spec.size += 1
  if (kind === 'Service' && spec !== undefined) spec.sessionAffinity = 'ClientIP'
  const [container] = kind === 'Job' ? [] : (spec?.template?.spec.containers ?? [])
  if (container === undefined) return
  container.image = 'hand:1'
  container.env = [...(container.env ?? []), { name: 'HAND', value: 'was-here' }]
}
