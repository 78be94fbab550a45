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
import { encodeSecretData } from './encodeSecretData.ts'
import type { ManifestIndex } from './manifestIndex.ts'
import type { Verb } from './Plan.ts'

/** The release that an upgrade starts from and the one that it makes. */
export type Manifests = { readonly baseline: ManifestIndex; readonly next: ManifestIndex }

/** Turns what was seen on the wire into drafts of queries, in the order sent; requests that change nothing give none. */
export const draftQueries = (exchanges: readonly Exchange[], manifests: Manifests): Draft[] => {
  const runs = new Map<Hook, Exchange[]>()
  const drafts: Draft[] = []
  for (const exchange of exchanges) {
    const hook = manifests.next.hook(exchange)
    if (hook === null || deletesForeign(exchange)) drafts.push(...draftOne(exchange, manifests))
    else runs.set(hook, [...(runs.get(hook) ?? []), exchange])
  }
  return [...mergeMigrations(drafts), ...[...runs].flatMap(([hook, requests]) => draftRun(hook, requests))]
}

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

const draftRun = (hook: Hook, exchanges: readonly Exchange[]): Draft[] => {
  const refused = exchanges.find(({ outcome }) => outcome.kind === 'refused')
  const made = exchanges.find(({ request }) => request.method !== 'DELETE')
  if (refused !== undefined) return [blocked(refused)]
  if (made === undefined) return []
  const posted = bodyObject(made)
  const content = { posted, deletes: hook.deletePolicies, events: hook.events, weight: hook.weight }
  return [{ verb: 'run', exchanges, changes: [whole(undefined, posted)], content, hook, sideEffects: [] }]
}

const draftOne = (exchange: Exchange, manifests: Manifests): Draft[] => {
  if (exchange.outcome.kind === 'refused') return [blocked(exchange)]
  if (exchange.request.method === 'DELETE') return draftDelete(exchange, manifests)
  // Told "already exists", Helm goes on: nothing was made.
  const isThere = exchange.request.method === 'POST' && exchange.before !== null
  if (isThere && sameJson(exchange.before, exchange.after)) return []
  if (exchange.before === null) return [draftCreate(exchange, manifests)]
  return draftUpdate(exchange, manifests)
}

const blocked = (exchange: Exchange): Draft => {
  const refusal = exchange.outcome.kind === 'refused' ? exchange.outcome.refusal.message : ''
  const content = { refusal, body: exchange.request.body }
  return { verb: 'blocked', exchanges: [exchange], changes: [], content, hook: null, sideEffects: [] }
}

const draftDelete = (exchange: Exchange, { baseline }: Manifests): Draft[] => {
  if (exchange.before === null) return []
  const document = baseline.find(exchange)
  const content = { uid: textAt(exchange.before, 'metadata', 'uid') ?? null, document }
  const shown = document ?? cleanObject(exchange.before, true)
  return [
    { verb: 'delete', exchanges: [exchange], changes: [whole(shown, undefined)], content, hook: null, sideEffects: [] },
  ]
}

const draftCreate = (exchange: Exchange, { next }: Manifests): Draft => {
  const posted = bodyObject(exchange)
  const verb = createVerb(exchange, next.find(exchange) !== null)
  return {
    verb,
    exchanges: [exchange],
    changes: [whole(undefined, posted)],
    content: posted,
    hook: null,
    sideEffects: [],
  }
}

const createVerb = ({ kind }: Exchange, inManifest: boolean): Verb => {
  if (kind === 'Namespace' && !inManifest) return 'create-namespace'
  return kind === 'CustomResourceDefinition' && !inManifest ? 'install-crd' : 'create'
}

const draftUpdate = (sent: Exchange, { baseline, next }: Manifests): Draft[] => {
  const exchange =
    sent.kind === 'Secret' ? { ...sent, request: { ...sent.request, body: encodeSecretData(sent.request.body) } } : sent
  const documents = { baseline: documentOf(exchange, baseline), next: documentOf(exchange, next) }
  const { chart, drift, cluster } = effectsOf(exchange, documents)
  const common = { exchanges: [sent], hook: null }
  const drafts: Draft[] = []
  if (chart.length > 0 || cluster.length > 0) {
    const pinned = isPatch(exchange) ? ownLeaves(exchange, documents) : []
    const content = { changes: changeContent(chart, exchange), pinned, sideEffects: cluster }
    drafts.push({
      ...common,
      verb: exchange.request.method === 'PUT' ? 'replace' : 'update',
      changes: chart,
      content,
      sideEffects: cluster,
    })
  }
  if (drift.length > 0) {
    // The live value of the moment is shown beside the query and is no part of it.
    const content = drift.map(({ path, after }) => ({ path, after: after ?? null }))
    drafts.push({ ...common, verb: 'revert', changes: drift, content, sideEffects: [] })
  }
  if (drafts.length === 0 && !sameOwners(exchange.before, exchange.after)) {
    drafts.push({ ...common, verb: 'migrate', changes: [], content: 'field ownership', sideEffects: [] })
  }
  return drafts
}

/** The document of an exchange's object in a release, as it compares with what is stored. */
export const documentOf = (exchange: Exchange, index: ManifestIndex): JsonObject | null => {
  const document = index.find(exchange)
  return document !== null && exchange.kind === 'Secret' ? encodeSecretData(document) : document
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
