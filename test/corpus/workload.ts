import type { Manifest } from './Manifest.ts'
import { objectOf } from './objectOf.ts'

type Fields = Readonly<Record<string, unknown>>

/** What is special about a workload; the rest is what they all have. */
export interface Workload {
  readonly container?: Fields
  /** Instead of the one container. */
  readonly containers?: readonly Fields[]
  readonly pod?: Fields
  readonly spec?: Fields
}

/** A Deployment, StatefulSet or DaemonSet of one container. */
export const workload = (
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet',
  { container = {}, containers, pod = {}, spec = {} }: Workload = {},
  name = 'web',
): Manifest => {
  const labels = { app: name }
  const main = { name: 'main', image: 'nginx:1.27', ...container }
  return objectOf(
    'apps/v1',
    kind,
    name,
    {
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: containers ?? [main], ...pod } },
        ...(kind === 'DaemonSet' ? {} : { replicas: 2 }),
        ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
        ...spec,
      },
    },
    { labels },
  )
}
