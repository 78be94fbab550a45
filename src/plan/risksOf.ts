import type { ShownChange, Verb } from './Plan.ts'

/** A risk's name and when it applies. */
type Risk = { readonly name: string; readonly applies: (query: Risky) => boolean }

export type Risky = { readonly verb: Verb; readonly kind: string; readonly changes: readonly ShownChange[] }

const path =
  (pattern: RegExp, also: (change: ShownChange) => boolean = () => true) =>
  ({ changes }: Risky) =>
    changes.some((change) => pattern.test(change.path) && also(change))

const shrinks = ({ before, after }: ShownChange): boolean =>
  typeof before === 'number' && typeof after === 'number' && after < before

// In the order in which they are shown; the first that applies decides where a query stands among its equals.
const RISKS: readonly Risk[] = [
  {
    name: 'deletes-data',
    applies: ({ verb, kind }) =>
      verb === 'delete' && /^(PersistentVolumeClaim|PersistentVolume|Namespace|StatefulSet)$/.test(kind),
  },
  { name: 'deletes', applies: ({ verb }) => verb === 'delete' },
  { name: 'rbac', applies: ({ kind }) => /^(Cluster)?Role(Binding)?$/.test(kind) },
  { name: 'crd', applies: ({ kind }) => kind === 'CustomResourceDefinition' },
  { name: 'secret', applies: ({ kind }) => kind === 'Secret' },
  { name: 'scale-down', applies: path(/^spec\.replicas$/, shrinks) },
  { name: 'limits', applies: path(/\.resources(?:\.|$)/) },
  { name: 'image', applies: path(/\.image$/) },
  { name: 'network', applies: ({ kind }) => /^(Service|Ingress|NetworkPolicy|HTTPRoute|Gateway)$/.test(kind) },
  { name: 'hook', applies: ({ verb }) => verb === 'run' },
  { name: 'drift', applies: ({ verb }) => verb === 'revert' },
]

/** The names of the risks of a query, the gravest first. */
export const risksOf = (query: Risky): string[] => RISKS.filter(({ applies }) => applies(query)).map(({ name }) => name)

const VERB_RANK: Readonly<Partial<Record<Verb, number>>> = { blocked: 0, delete: 1, replace: 2 }

/** Where a query stands: blocked first, then deletes and replacements, then by risk. */
export const rankOf = ({ verb, risks }: { readonly verb: Verb; readonly risks: readonly string[] }): number => {
  const place = RISKS.findIndex(({ name }) => name === risks[0])
  return (VERB_RANK[verb] ?? 3) * 100 + (place < 0 ? RISKS.length : place)
}
