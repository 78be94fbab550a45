import { configMap } from '../configMap.ts'
import type { Pair, Place } from '../Pair.ts'

const scaler = (version: string, metric: string) => `apiVersion: autoscaling/${version}
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 9
  ${metric}
`
const kept = JSON.stringify(configMap('kept', {}, { 'helm.sh/resource-policy': 'keep' }))
const before = {
  'templates/hook.yaml': JSON.stringify(
    configMap('seed', { when: 'before' }, { 'helm.sh/hook': 'pre-upgrade,pre-install' }),
  ),
  'templates/kept.yaml': kept,
  'templates/hpa.yaml': scaler('v1', 'targetCPUUtilizationPercentage: 80'),
}

const pair = (name: string, args: string, more: Partial<Pair> = {}): Pair => ({
  name,
  base: 'web',
  before,
  after: {},
  args,
  scenarios: ['bump'],
  ...more,
})

const everything: Partial<Pair> = { scenarios: ['bump', 'drift', 'failed'] }
const byHand = async ({ kubectl }: Place) => {
  await kubectl(['scale', 'deployment/web', '--replicas=9'])
  await kubectl(['label', 'service/web', 'app.kubernetes.io/name=hand', '--overwrite'])
  await kubectl(['annotate', 'configmap/web', 'hand=was-here'])
  await kubectl(['delete', 'serviceaccount/web'])
}
const scaled = ({ kubectl }: Place) => kubectl(['scale', 'deployment/web', '--replicas=9'])

/** The chart that all tests share, and what flags do to it. */
export const web: readonly Pair[] = [
  pair('image, configuration and port', '--set image.tag=1.28 --set config.greeting=bye --set port=9', {
    ...everything,
    least: 4,
  }),
  pair('nothing but a hook', '', { least: 2 }),
  pair('a Secret', '--set secret.token=other', { least: 3 }),
  pair('a key that goes', '--set config.greeting=null', { least: 3 }),
  pair('every label', '', {
    after: { 'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 2.0.0\nappVersion: "2"\n' },
    least: 7,
  }),
  pair('objects that come and go, with one that is kept', '', {
    after: {
      'templates/service.yaml': null,
      'templates/kept.yaml': null,
      'templates/new.yaml': kept.replaceAll('kept', 'new'),
    },
    least: 4,
  }),
  pair('no hooks', '--no-hooks --set replicas=4'),
  pair('a new version of an API', '', { after: { 'templates/hpa.yaml': scaler('v2', 'metrics: []') }, least: 2 }),
  pair('drift beside a new image', '--set image.tag=1.28', { meddle: byHand, majors: [3], least: 5 }),
  pair('drift beside a new image, overruled', '--set image.tag=1.28 --force-conflicts', {
    meddle: byHand,
    majors: [4],
    least: 5,
  }),
  pair('a conflict with a hand', '', { meddle: scaled, majors: [4] }),
  pair('all replaced', '--force --no-hooks --set config.greeting=bye', { ...everything, majors: [3] }),
  pair('all replaced, on helm 4', '--force-replace --server-side=false --no-hooks --set config.greeting=bye', {
    majors: [4],
  }),
  pair('the move to server-side apply', '--server-side=true', {
    ...everything,
    installArgs: '--server-side=false',
    majors: [4],
    least: 2,
  }),
  pair('the move back from server-side apply', '--server-side=false --set replicas=4', { majors: [4], least: 3 }),
  pair('client-side apply on helm 4', '--server-side=false --set image.tag=1.28', {
    ...everything,
    installArgs: '--server-side=false',
    majors: [4],
    least: 3,
  }),
]
