import { GateError } from '../errors/GateError.ts'
import { decodeRecord } from '../release/decodeRecord.ts'
import { decodeRecordObject } from '../release/recordObject.ts'
import type { RecordObject } from '../release/recordObject.ts'
import { recordRevision } from '../release/recordName.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import { at, textAt } from '../json/at.ts'
import { sameJson } from '../json/sameJson.ts'
import type { Json, JsonObject } from '../json/Json.ts'
import type { ReadCall, WriteCall } from './Call.ts'
import { isLastPage } from './isLastPage.ts'
import { failure, jsonAnswer, success } from './kubernetesStatus.ts'
import type { Answer } from './kubernetesStatus.ts'
import type { ReleaseScope } from './ReleaseScope.ts'

type Stored = { readonly answer: Answer; readonly object: RecordObject; readonly record: ReleaseRecord }

// What a Secret or a ConfigMap may hold; the record itself is never sent to be refused.
const MAX_RECORD_BYTES = 1024 * 1024

const KINDS = { secrets: 'Secret', configmaps: 'ConfigMap' } as const

/** The release records that a rehearsal writes: kept in memory, never sent. */
export class ReleaseRecords {
  readonly #scope: ReleaseScope
  readonly #stored = new Map<string, Stored>()
  readonly #gone = new Set<string>()

  constructor(scope: ReleaseScope) {
    this.#scope = scope
  }

  /** The record of the revision that this run is about to make, as the program last wrote it. */
  get next(): ReleaseRecord | null {
    const all = [...this.#stored.values()].map(({ record }) => record)
    return all.find(({ revision }) => revision > this.#scope.newestRevision) ?? null
  }

  /** The answer to a write of a release record, or null where the write is none. */
  write(call: WriteCall): Answer | null {
    const { method, target } = call.request
    if (!this.#isHere(target)) return null
    if (method === 'DELETE') return this.#delete(target.name ?? '')
    if (method !== 'PUT' && this.#stored.has(this.#nameIn(call))) return this.#taken(this.#nameIn(call))
    const stored = method === 'PATCH' ? null : this.#decode(call)
    if (stored === null) return null
    if (sizeOf(stored.object) > MAX_RECORD_BYTES) throw tooLarge(this.#scope.release)
    this.#stored.set(stored.object.name, stored)
    return stored.answer
  }

  /** The answer to a read that this run's own records decide, or null where the cluster answers. */
  read(call: ReadCall): Answer | null {
    if (call.target === null || !this.#isHere(call.target) || call.target.name === null) return null
    const { name } = call.target
    if (this.#gone.has(name)) return failure(404, 'NotFound', `${this.#scope.store} "${name}" not found`)
    return this.#stored.get(name)?.answer ?? null
  }

  /** The cluster's list of records with this run's own in it; null while there are none. */
  merge(list: JsonObject): Answer | null {
    if (this.#stored.size === 0 && this.#gone.size === 0) return null
    const items = at(list, 'items')
    const live = Array.isArray(items) ? items.filter((item: Json) => !this.#hides(at(item, 'metadata', 'name'))) : []
    const own = [...this.#stored.values()].map(({ object }) => asJson(object, this.#scope))
    return jsonAnswer(200, { ...list, items: isLastPage(list) ? [...live, ...own] : live })
  }

  #hides(name: Json | undefined): boolean {
    return typeof name === 'string' && (this.#gone.has(name) || this.#stored.has(name))
  }

  #isHere({ group, resource, namespace }: { group: string; resource: string; namespace: string | null }): boolean {
    return group === '' && resource === this.#scope.store && namespace === this.#scope.namespace
  }

  #nameIn(call: WriteCall): string {
    const { target, body } = call.request
    return target.name ?? textAt(body, 'metadata', 'name') ?? this.#decode(call)?.object.name ?? ''
  }

  // As the cluster will answer to a chart with an object of that name: the record is stored before the chart's objects.
  #taken(name: string): Answer {
    return failure(
      409,
      'AlreadyExists',
      `${this.#scope.store} "${name}" already exists: it is the record of this release`,
    )
  }

  #delete(name: string): Answer | null {
    const revision = recordRevision(this.#scope.release, name)
    if (revision === null || revision > this.#scope.newestRevision + 1) return null
    this.#stored.delete(name)
    this.#gone.add(name)
    return jsonAnswer(200, success())
  }

  /** The next revision, or one that is stored with this very content: Helm changes only what it notes of its state. */
  #isOwn({ revision, manifest, hooks }: ReleaseRecord): boolean {
    if (revision > this.#scope.newestRevision) return revision === this.#scope.newestRevision + 1
    const stored = this.#scope.earlier.find((record) => record.revision === revision)
    return stored !== undefined && stored.manifest === manifest && sameHooks(stored.hooks, hooks)
  }

  // A chart may call an object of its own like a record; only what decodes as this release, at most one revision on, is one.
  #decode({ request, raw }: WriteCall): Stored | null {
    const contentType = request.contentType ?? ''
    const found = decodeOwnRecord(contentType, raw, this.#scope)
    const named = request.target.name ?? found?.object.name
    if (found === null || found.object.name !== named) return null
    if (!this.#isOwn(found.record)) return null
    return { ...found, answer: { status: request.method === 'POST' ? 201 : 200, contentType, body: raw } }
  }
}

const sizeOf = ({ data }: RecordObject): number => Object.values(data).reduce((size, text) => size + text.length, 0)

const tooLarge = (release: string): GateError =>
  new GateError(
    'E_RELEASE_SIZE',
    `The record of release ${release} would hold more than ${MAX_RECORD_BYTES} bytes, which the API server refuses.`,
    'Take large files out of the chart, or split it into smaller releases.',
  )

/** A release record of this release in the body of a write, or null where the body is anything else. */
export const decodeOwnRecord = (
  contentType: string,
  raw: Buffer,
  scope: Pick<ReleaseScope, 'release' | 'namespace' | 'store'>,
): { readonly object: RecordObject; readonly record: ReleaseRecord } | null => {
  try {
    const object = decodeRecordObject(scope.store, contentType, raw)
    const revision = recordRevision(scope.release, object.name)
    const text = object.data['release']
    if (revision === null || text === undefined) return null
    if (scope.store === 'secrets' && object.type !== 'helm.sh/release.v1') return null
    const record = decodeRecord(text)
    const own = record.name === scope.release && record.namespace === scope.namespace && record.revision === revision
    return own ? { object, record } : null
  } catch {
    // Not decodable is not a record: the write then goes the way of every other write.
    return null
  }
}

const asJson = ({ name, type, labels, data }: RecordObject, { namespace, store }: ReleaseScope): Json => ({
  kind: KINDS[store],
  apiVersion: 'v1',
  metadata: { name, namespace, labels, resourceVersion: '1', uid: '00000000-0000-4000-8000-000000000000' },
  ...(store === 'configmaps' ? { data } : { type, data: encoded(data) }),
})

const encoded = (data: RecordObject['data']): Json =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'latin1').toString('base64')]))

type Hooks = ReleaseRecord['hooks']

/** Whether hooks are the same; what Helm notes of their last run is not compared. */
export const sameHooks = (left: Hooks, right: Hooks): boolean => {
  const facts = (hooks: Hooks) =>
    hooks.map(({ name, kind, path, manifest, events, weight, deletePolicies }) => ({
      name,
      kind,
      path,
      manifest,
      events,
      weight,
      // Helm fills in its default only when it runs the hook, after the release was first stored.
      deletePolicies: deletePolicies.length === 0 ? ['before-hook-creation'] : deletePolicies,
    }))
  return sameJson(facts(left), facts(right))
}
