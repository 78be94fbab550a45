import type { Manifest } from './Manifest.ts'

type Fields = Readonly<Record<string, unknown>>

/** An object in short: `objectOf('apps/v1', 'Deployment', 'web', { spec })`. */
export const objectOf = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: Fields = {},
  metadata: Fields = {},
): Manifest => ({
  apiVersion,
  kind,
  metadata: { name, ...metadata },
  ...rest,
})
