import { leaves } from '../exchange/leaves.ts'
import { pathText } from '../exchange/Segment.ts'
import type { Json } from '../json/Json.ts'
import { repeatsItem } from './repeatsItem.ts'
import { visibleText } from '../text/visibleText.ts'
import type { Change } from './Change.ts'
import type { Verb } from './Plan.ts'

/** A query as its risks see it: what is shown of it, secrets masked; a whole object is one change with an empty path. */
export type Risky = {
  readonly verb: Verb
  readonly kind: string
  readonly owner: string | null
  readonly changes: readonly Pick<Change, 'path' | 'segments' | 'before' | 'after'>[]
  readonly diff: string
  /** Whether the chart, as it was or will be, names an item of a list of the object twice. */
  readonly repeatsItem: boolean
}

type Said = { readonly path: string; readonly before: Json | undefined; readonly after: Json | undefined }

/** A risk's name and when it applies; `said` are the changes down to single values. */
type Risk = { readonly name: string; readonly applies: (query: Risky, said: readonly Said[]) => boolean }

/** Some value under a path changes, comes or goes, and this is true of it. */
const changes =
  (pattern: RegExp, also: (change: Said) => boolean = () => true) =>
  (_: Risky, said: readonly Said[]): boolean =>
    said.some((change) => pattern.test(change.path) && also(change))

const gives =
  (test: (value: Json) => boolean) =>
  ({ after }: Said): boolean =>
    after !== undefined && test(after)

const isTrue = gives((value) => value === true)
const ofKind = (kinds: RegExp, also: Risk['applies'] = () => true): Risk['applies'] => {
  const whole = new RegExp(`^(?:${kinds.source})$`)
  return (query, said) => whole.test(query.kind) && also(query, said)
}
const verbIs =
  (verb: Verb): Risk['applies'] =>
  (query) =>
    query.verb === verb
const shrinks = ({ before, after }: Said): boolean =>
  typeof before === 'number' && typeof after === 'number' && after < before
const hasNoDigest = gives((value) => typeof value === 'string' && value !== '' && !value.includes('@sha256:'))

// A label on a Role or a Service gives nobody anything.
const beyondMetadata: Risk['applies'] = ({ verb }, said) =>
  WHOLE.has(verb) || said.some(({ path }) => !/^metadata\b/.test(path))

const WHOLE = new Set<Verb>(['create', 'install-crd', 'adopt'])
const HOST = /\bspec\.(?:hostNetwork|hostPID|hostIPC)$|\.securityContext\.(?:privileged|allowPrivilegeEscalation)$/

// In the order in which they are shown; the first that applies decides where a query stands among its equals.
const RISKS: readonly Risk[] = [
  {
    name: 'deletes-data',
    applies: ofKind(
      /PersistentVolumeClaim|PersistentVolume|Namespace|StatefulSet|CustomResourceDefinition/,
      verbIs('delete'),
    ),
  },
  { name: 'foreign', applies: ({ verb, owner }) => verb === 'delete' && owner !== null && owner !== 'nobody' },
  { name: 'deletes', applies: verbIs('delete') },
  { name: 'replaces', applies: verbIs('replace') },
  { name: 'adopts', applies: verbIs('adopt') },
  {
    name: 'hidden-characters',
    applies: ({ diff }, said) => hides(diff) || said.some(({ before, after }) => [before, after].some(hides)),
  },
  { name: 'rbac', applies: ofKind(/(?:Cluster)?Role(?:Binding)?/, beyondMetadata) },
  {
    name: 'admission',
    applies: ofKind(/(?:Validating|Mutating)(?:WebhookConfiguration|AdmissionPolicy(?:Binding)?)/, beyondMetadata),
  },
  { name: 'crd', applies: ofKind(/CustomResourceDefinition/, beyondMetadata) },
  {
    name: 'privileges',
    applies: (query, said) =>
      changes(HOST, isTrue)(query, said) ||
      changes(
        /\.hostPath\.path$|\.capabilities\.add$/,
        gives(() => true),
      )(query, said),
  },
  { name: 'secret', applies: ofKind(/Secret/, beyondMetadata) },
  { name: 'scale-down', applies: changes(/^spec\.(?:replicas|minReplicas|maxReplicas)$/, shrinks) },
  { name: 'limits', applies: (query, said) => isUpdate(query) && changes(/\.resources(?:\.|$)/)(query, said) },
  { name: 'image', applies: (query, said) => isUpdate(query) && changes(/\.image$/)(query, said) },
  { name: 'network', applies: ofKind(/Service|Ingress|NetworkPolicy|HTTPRoute|Gateway|GRPCRoute/, beyondMetadata) },
  { name: 'hook', applies: verbIs('run') },
  { name: 'keeps', applies: verbIs('keep') },
  { name: 'drift', applies: verbIs('revert') },
  {
    name: 'duplicate-items',
    applies: ({ repeatsItem: inChart, changes: all }) =>
      inChart || all.some(({ segments, after }) => repeatsItem(segments.at(-1), after)),
  },
  {
    name: 'new-name-each-time',
    applies: (query, said) => query.verb === 'create' && namesItself(query, said),
  },
  { name: 'tag-without-digest', applies: changes(/(?:^|[.\]])image$/, hasNoDigest) },
]

// The end of a line on Windows hides nothing. YAML escapes much of what a diff would else show as hidden.
const hides = (value: Json | undefined): boolean => {
  const text = typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
  return visibleText(text) !== text
}

const isUpdate = ({ verb }: Risky): boolean => verb !== 'create' && verb !== 'run' && verb !== 'delete'

const namesItself = changes(/^metadata\.generateName$/)

/** The names of the risks of a query, the gravest first. */
export const risksOf = (query: Risky): string[] => {
  const said = query.changes.flatMap((change) => saidBy(change))
  return RISKS.filter(({ applies }) => applies(query, said)).map(({ name }) => name)
}

/** A change down to single values: a whole object, list or map that comes or goes says each of them. */
const saidBy = ({ path, segments, before, after }: Risky['changes'][number]): Said[] => {
  const container = after ?? before
  if (typeof container !== 'object' || container === null) return [{ path, before, after }]
  const inner = leaves(container).map((leaf) => ({
    path: pathText([...segments, ...leaf.segments]),
    before: after === undefined ? leaf.value : undefined,
    after: after === undefined ? undefined : leaf.value,
  }))
  return [{ path, before, after }, ...inner]
}

const VERB_RANK: Readonly<Partial<Record<Verb, number>>> = { blocked: 0, delete: 1, replace: 2, adopt: 3 }

/** Where a query stands: blocked first, then deletes, replacements and adoptions, then by risk. */
export const rankOf = ({ verb, risks }: { readonly verb: Verb; readonly risks: readonly string[] }): number => {
  const place = RISKS.findIndex(({ name }) => name === risks[0])
  return (VERB_RANK[verb] ?? 4) * 100 + (place < 0 ? RISKS.length : place)
}
