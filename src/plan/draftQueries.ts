import { isServerSideApply } from '../exchange/isServerSideApply.ts'
import type { Exchange } from '../exchange/Exchange.ts'
import { at, textAt } from '../json/at.ts'
import { isObject } from '../json/isObject.ts'
import { sameJson } from '../json/sameJson.ts'
import type { Json, JsonObject } from '../json/Json.ts'
import type { Hook } from '../release/ReleaseRecord.ts'
import { ownLeaves } from './bodyLeaves.ts'
import type { Change } from './Change.ts'
import { cleanObject, sameOwners } from './cleanObject.ts'
import { changeContent } from './digestQuery.ts'
import type { Draft } from './Draft.ts'
import { effectsOf } from './effectsOf.ts'
import type { Documents } from './effectsOf.ts'
import { encodeSecretData } from './encodeSecretData.ts'
import { groupVersion } from './groupVersion.ts'
import { documentKey } from './manifestIndex.ts'
import type { ManifestIndex } from './manifestIndex.ts'
import { ownerOf } from './ownerOf.ts'
import { repeatsItem } from './repeatsItem.ts'
import type { ObjectIdentity, Target, Verb } from './Plan.ts'

/** The release that an operation starts from and the one that it makes. */
export type Manifests = {
  readonly release: Pick<Target, 'release' | 'namespace'>
  readonly baseline: ManifestIndex
  readonly next: ManifestIndex
  /** Live objects that Helm leaves behind where their template is gone. */
  readonly kept: readonly JsonObject[]
}

/** Turns what was seen on the wire into drafts of queries, in the order sent; requests that change nothing give none. */
export const draftQueries = (exchanges: readonly Exchange[], manifests: Manifests): Draft[] => {
  const runs = new Map<Hook, Exchange[]>()
  const drafts: Draft[] = []
  for (const exchange of exchanges) {
    const hook = manifests.next.hook(exchange)
    if (hook === null || deletesForeign(exchange)) drafts.push(...draftOne(exchange, manifests))
    else runs.set(hook, [...(runs.get(hook) ?? []), exchange])
  }
  return [
    ...mergeMigrations(drafts),
    ...[...runs].flatMap(([hook, requests]) => draftRun(hook, requests)),
    ...draftKept(manifests),
  ]
}

/** What every draft of a request says of its object. */
const base = (exchange: Exchange, manifests: Manifests) => {
  const { group, version, namespace } = exchange.request.target
  return {
    object: { group, version, kind: exchange.kind, namespace, name: exchange.name },
    exchanges: [exchange],
    hook: null,
    source: sourceOf(exchange, manifests),
    owner: exchange.before === null ? null : ownerOf(exchange.before, manifests.release),
    sideEffects: [],
    isTwin: (manifests.next.find(exchange)?.times ?? 1) > 1,
    repeatsItem: [manifests.baseline, manifests.next].some((index) =>
      repeatsItem(undefined, index.find(exchange)?.object),
    ),
  }
}

const sourceOf = (exchange: Exchange, { baseline, next }: Manifests): string | null =>
  next.find(exchange)?.source ?? baseline.find(exchange)?.source ?? next.hook(exchange)?.path ?? null

/** Helm moves the fields of one object to another owner in several requests: they are one query. */
const mergeMigrations = (drafts: readonly Draft[]): Draft[] => {
  const merged = new Map<string | Draft, Draft>()
  for (const draft of drafts) {
    const [exchange] = draft.exchanges
    const key = draft.verb === 'migrate' && exchange !== undefined ? exchange.request.path : draft
    const earlier = merged.get(key)
    merged.set(
      key,
      earlier === undefined ? draft : { ...earlier, exchanges: [...earlier.exchanges, ...draft.exchanges] },
    )
  }
  return [...merged.values()]
}

// Helm deletes whatever has the name of a hook before it creates it: an object that is no hook is a query of its own.
const deletesForeign = ({ request, before }: Exchange): boolean =>
  request.method === 'DELETE' && before !== null && at(before, 'metadata', 'annotations', 'helm.sh/hook') === undefined

/** What is said of most drafts: nothing. */
const NOTHING_MORE = { hook: null, owner: null, sideEffects: [], isTwin: false, repeatsItem: false }

const draftRun = (hook: Hook, exchanges: readonly Exchange[]): Draft[] => {
  const refused = exchanges.find(({ outcome }) => outcome.kind === 'refused')
  const made = exchanges.find(({ request }) => request.method !== 'DELETE')
  const sent = refused ?? made
  if (sent === undefined) return []
  const { group, version, namespace } = sent.request.target
  const object: ObjectIdentity = { group, version, kind: sent.kind, namespace, name: sent.name }
  const common = { ...NOTHING_MORE, object, source: hook.path }
  if (refused !== undefined) return [{ ...common, ...refusal(refused), exchanges: [refused] }]
  const posted = bodyObject(sent)
  const content = { posted, deletes: hook.deletePolicies, events: hook.events, weight: hook.weight }
  return [{ ...common, verb: 'run', exchanges, changes: [whole(undefined, posted)], content, hook }]
}

/** Objects whose template is gone and that Helm leaves in the cluster: no request, but something to know of. */
const draftKept = ({ baseline, next, kept, release }: Manifests): Draft[] =>
  kept.flatMap((live) => {
    const key = documentKey(live, release.namespace)
    const document = baseline.documents.get(key)
    if (document === undefined || next.documents.has(key)) return []
    const [, kind = '', , name = ''] = key.split('|')
    const object = { ...groupVersion(live), kind, namespace: textAt(live, 'metadata', 'namespace') ?? null, name }
    const told = { verb: 'keep', object, exchanges: [], changes: [], content: 'left behind' } as const
    return [{ ...NOTHING_MORE, ...told, source: document.source }]
  })

const draftOne = (exchange: Exchange, manifests: Manifests): Draft[] => {
  if (exchange.outcome.kind === 'refused') return [{ ...base(exchange, manifests), ...refusal(exchange) }]
  if (exchange.request.method === 'DELETE') return draftDelete(exchange, manifests)
  // Told "already exists", Helm goes on: nothing was made.
  const isThere = exchange.request.method === 'POST' && exchange.before !== null
  if (isThere && sameJson(exchange.before, exchange.after)) return []
  if (exchange.before === null) return [draftCreate(exchange, manifests)]
  return draftUpdate(exchange, manifests)
}

const refusal = ({ outcome, request }: Exchange): Pick<Draft, 'verb' | 'changes' | 'content'> => ({
  verb: 'blocked',
  changes: [],
  content: { refusal: outcome.kind === 'refused' ? outcome.refusal.message : '', body: request.body },
})

const draftDelete = (exchange: Exchange, manifests: Manifests): Draft[] => {
  if (exchange.before === null) return []
  const document = manifests.baseline.find(exchange)?.object ?? null
  const content = { uid: textAt(exchange.before, 'metadata', 'uid') ?? null, document }
  const shown = document ?? cleanObject(exchange.before, true)
  return [{ ...base(exchange, manifests), verb: 'delete', changes: [whole(shown, undefined)], content }]
}

const draftCreate = (exchange: Exchange, manifests: Manifests): Draft => {
  const posted = bodyObject(exchange)
  const verb = createVerb(exchange, manifests.next.find(exchange) !== null)
  return { ...base(exchange, manifests), verb, changes: [whole(undefined, posted)], content: posted }
}

const createVerb = ({ kind }: Exchange, inManifest: boolean): Verb => {
  if (kind === 'Namespace' && !inManifest) return 'create-namespace'
  return kind === 'CustomResourceDefinition' && !inManifest ? 'install-crd' : 'create'
}

const draftUpdate = (sent: Exchange, manifests: Manifests): Draft[] => {
  const exchange =
    sent.kind === 'Secret' ? { ...sent, request: { ...sent.request, body: encodeSecretData(sent.request.body) } } : sent
  const documents = documentsOf(exchange, manifests)
  const { chart, drift, cluster } = effectsOf(exchange, documents)
  const isUnchanged = chart.length + drift.length + cluster.length === 0 && sameOwners(exchange.before, exchange.after)
  if (isUnchanged) return []
  const common = base(sent, manifests)
  const drafts: Draft[] = []
  if (chart.length > 0 || cluster.length > 0) {
    const pinned = isPatch(exchange) ? ownLeaves(exchange, documents) : []
    const content = { changes: changeContent(chart, exchange), pinned, sideEffects: cluster }
    const adopts = common.owner !== null && documents.baseline === null
    const verb = adopts ? 'adopt' : exchange.request.method === 'PUT' ? 'replace' : 'update'
    drafts.push({
      ...common,
      verb,
      changes: chart,
      content: adopts ? { ...content, owner: common.owner } : content,
      sideEffects: cluster,
    })
  }
  if (drift.length > 0) {
    // The live value of the moment is shown beside the query and is no part of it.
    const content = drift.map(({ path, after }) => ({ path, after: after ?? null }))
    drafts.push({ ...common, verb: 'revert', changes: drift, content })
  }
  if (drafts.length === 0) {
    drafts.push({ ...common, verb: 'migrate', changes: [], content: 'field ownership' })
  }
  return drafts
}

/** The documents of an exchange's object in both releases, as they compare with what is stored. */
export const documentsOf = (
  exchange: Exchange,
  { baseline, next }: Pick<Manifests, 'baseline' | 'next'>,
): Documents => {
  const find = (index: ManifestIndex): JsonObject | null => {
    const object = index.find(exchange)?.object ?? null
    return object !== null && exchange.kind === 'Secret' ? encodeSecretData(object) : object
  }
  return { baseline: find(baseline), next: find(next) }
}

/** Whether the body is a difference, not the object itself. */
const isPatch = ({ request }: Exchange): boolean => request.method === 'PATCH' && !isServerSideApply(request)

const bodyObject = ({ request }: Exchange): JsonObject => (isObject(request.body) ? request.body : {})

const whole = (before: Json | undefined, after: Json | undefined): Change => ({
  path: '',
  segments: [],
  op: before === undefined ? 'add' : 'remove',
  before,
  after,
})
