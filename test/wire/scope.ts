import type { ReleaseScope } from '../../src/wire/ReleaseScope.ts'

/** Of a release `web` in the namespace `prod` that was never installed. */
export const scope: ReleaseScope = {
  release: 'web',
  namespace: 'prod',
  store: 'secrets',
  newestRevision: 0,
  deployedRevision: null,
  earlier: [],
  readableSecrets: new Set<string>(),
}
