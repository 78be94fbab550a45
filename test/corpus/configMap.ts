import type { Manifest } from './Manifest.ts'
import { objectOf } from './objectOf.ts'

/** A ConfigMap with data, and perhaps annotations and more of metadata. */
export const configMap = (
  name: string,
  data: Readonly<Record<string, string>> = {},
  annotations: Readonly<Record<string, string>> = {},
  metadata: Readonly<Record<string, unknown>> = {},
): Manifest => objectOf('v1', 'ConfigMap', name, { data }, { annotations, labels: { app: name }, ...metadata })
