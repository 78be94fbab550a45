import { decodeRecord } from '../release/decodeRecord.ts'
import { decodeSecret } from '../release/decodeSecret.ts'
import type { RecordSecret } from '../release/decodeSecret.ts'
import { recordRevision } from '../release/recordName.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import { at, textAt } from '../json/at.ts'
import { sameJson } from '../json/sameJson.ts'
import type { Json } from '../json/Json.ts'
import type { ReadCall, WriteCall } from './Call.ts'
import { failure, jsonAnswer, success } from './kubernetesStatus.ts'
import type { Answer } from './kubernetesStatus.ts'
import type { ReleaseScope } from './ReleaseScope.ts'

type Stored = { readonly answer: Answer; readonly secret: RecordSecret; readonly record: ReleaseRecord }

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
    this.#stored.set(stored.secret.name, stored)
    return stored.answer
  }

  /** The answer to a read that this run's own records decide, or null where the cluster answers. */
  read(call: ReadCall): Answer | null {
    if (call.target === null || !this.#isHere(call.target) || call.target.name === null) return null
    const { name } = call.target
    if (this.#gone.has(name)) return failure(404, 'NotFound', `secrets "${name}" not found`)
    return this.#stored.get(name)?.answer ?? null
  }

  /** The cluster's list of records with this run's own in it; null while there are none. */
  merge(list: Json): Answer | null {
    if (this.#stored.size === 0 && this.#gone.size === 0) return null
    const items = at(list, 'items')
    const live = Array.isArray(items) ? items.filter((item: Json) => !this.#hides(at(item, 'metadata', 'name'))) : []
    const own = [...this.#stored.values()].map(({ secret }) => asJson(secret, this.#scope.namespace))
    return jsonAnswer(200, {
      kind: 'SecretList',
      apiVersion: 'v1',
      metadata: { resourceVersion: '1' },
      items: [...live, ...own],
    })
  }

  #hides(name: Json | undefined): boolean {
    return typeof name === 'string' && (this.#gone.has(name) || this.#stored.has(name))
  }

  #isHere({ group, resource, namespace }: { group: string; resource: string; namespace: string | null }): boolean {
    return group === '' && resource === 'secrets' && namespace === this.#scope.namespace
  }

  #nameIn(call: WriteCall): string {
    const { target, body } = call.request
    return target.name ?? textAt(body, 'metadata', 'name') ?? this.#decode(call)?.secret.name ?? ''
  }

  // As the cluster will answer to a chart with a Secret of that name: the record is stored before the chart's objects.
  #taken(name: string): Answer {
    return failure(409, 'AlreadyExists', `secrets "${name}" already exists: it is the record of this release`)
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

  // A chart may call a Secret of its own like a record; only what decodes as this release, at most one revision on, is one.
  #decode({ request, raw }: WriteCall): Stored | null {
    const contentType = request.contentType ?? ''
    const found = decodeOwnRecord(contentType, raw, this.#scope)
    const named = request.target.name ?? found?.secret.name
    if (found === null || found.secret.name !== named) return null
    if (!this.#isOwn(found.record)) return null
    return { ...found, answer: { status: request.method === 'POST' ? 201 : 200, contentType, body: raw } }
  }
}

/** A release record of this release in the body of a write, or null where the body is anything else. */
export const decodeOwnRecord = (
  contentType: string,
  raw: Buffer,
  scope: Pick<ReleaseScope, 'release' | 'namespace'>,
): { readonly secret: RecordSecret; readonly record: ReleaseRecord } | null => {
  try {
    const secret = decodeSecret(contentType, raw)
    const revision = recordRevision(scope.release, secret.name)
    const text = secret.data['release']
    if (revision === null || secret.type !== 'helm.sh/release.v1' || text === undefined) return null
    const record = decodeRecord(text)
    const own = record.name === scope.release && record.namespace === scope.namespace && record.revision === revision
    return own ? { secret, record } : null
  } catch {
    // Not decodable is not a record: the write then goes the way of every other write.
    return null
  }
}

const asJson = ({ name, type, labels, data }: RecordSecret, namespace: string): Json => ({
  kind: 'Secret',
  apiVersion: 'v1',
  metadata: { name, namespace, labels, resourceVersion: '1', uid: '00000000-0000-4000-8000-000000000000' },
  type,
  data: Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'latin1').toString('base64')]),
  ),
})

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
