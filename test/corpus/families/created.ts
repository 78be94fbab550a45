import type { Pair } from '../Pair.ts'

const changes: Readonly<Record<string, string>> = {
  'an ingress': '--set ingress.enabled=true --set ingress.className=nginx',
  'another host': `--set ingress.enabled=true --set-json 'ingress.hosts=[{"host":"shop.example","paths":[{"path":"/","pathType":"Prefix"}]}]'`,
  'autoscaling instead of a number': '--set autoscaling.enabled=true --set image.tag=1.28',
  'no service account': '--set serviceAccount.create=false --set service.type=NodePort --set service.port=8080',
  'what pods have': `--set resources.limits.memory=1Gi --set-json 'volumes=[{"name":"tmp","emptyDir":{}}]' --set-json 'volumeMounts=[{"name":"tmp","mountPath":"/tmp"}]'`,
  'what pods are': `--set podAnnotations.team=shop --set podLabels.tier=front --set-json 'tolerations=[{"key":"gpu","operator":"Exists"}]' --set livenessProbe.httpGet.path=/live`,
}

/** What `helm create` makes, less its test of a connection: the chart that most charts once were. */
export const created: readonly Pair[] = Object.entries(changes).map(([name, args]) => ({
  name,
  base: 'created',
  before: {},
  after: {},
  args,
  // The first version of the other host has an ingress, too.
  ...(name === 'another host' ? { installArgs: '--set ingress.enabled=true' } : {}),
}))
