import type { Manifest } from './Manifest.ts'
import type { Pair } from './Pair.ts'

/** A pair of charts of one template each. */
export const pairOf = (
  name: string,
  before: readonly Manifest[],
  after: readonly Manifest[],
  more: Partial<Pair> = {},
): Pair => ({
  name,
  ...more,
  before: { 'templates/all.yaml': templateOf(before), ...more.before },
  after: { 'templates/all.yaml': templateOf(after), ...more.after },
})

// YAML takes JSON as it is.
const templateOf = (manifests: readonly Manifest[]): string =>
  manifests.map((manifest) => `${JSON.stringify(manifest, null, 1)}\n`).join('---\n')
