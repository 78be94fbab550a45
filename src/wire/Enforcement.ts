import { writtenPath } from '../exchange/writtenObject.ts'
import type { JsonObject } from '../json/Json.ts'
import { sameManifest } from '../plan/sameManifest.ts'
import { recordRevision } from '../release/recordName.ts'
import type { Call, CallRefusal, ReadCall, WriteCall } from './Call.ts'
import type { Charter, Grant } from './Charter.ts'
import { reply } from './Conduct.ts'
import type { Conduct, Reply } from './Conduct.ts'
import { faultNow } from './faultNow.ts'
import { failure } from './kubernetesStatus.ts'
import type { Answer } from './kubernetesStatus.ts'
import { LiveReads } from './LiveReads.ts'
import { onlyEventsOf, onlyNamed, waitsForSecrets } from './ownSecrets.ts'
import { decodeOwnRecord, sameHooks } from './ReleaseRecords.ts'
import type { ReleaseScope } from './ReleaseScope.ts'
import { sameRequest } from './sameRequest.ts'
import { secretRead } from './secretRead.ts'
import { SecretsRead } from './SecretsRead.ts'
import type { Upstream } from './Upstream.ts'

/** One write that went out, and how the cluster answered; status 0 where it did not. */
export type SentWrite = {
  readonly method: string
  readonly path: string
  readonly queries: readonly string[]
  readonly status: number
  readonly kind: 'query' | 'unchanged' | 'record'
}

/** Why a write did not go out. `record` where the release itself was not the approved one: then nothing was written. */
export type RefusedWrite = {
  readonly method: string
  readonly path: string
  readonly reason: string
  readonly kind: 'record' | 'query'
}

/** What an enforcement let through and what it refused. */
export type Enforced = {
  readonly sent: readonly SentWrite[]
  readonly refused: readonly RefusedWrite[]
  readonly recordStored: boolean
  /** The Secrets that the program read by name. */
  readonly secretsRead: readonly JsonObject[]
}

// Helm reads each object several times in a moment. It polls every two seconds: no two polls may share an answer.
const FRESH_MILLISECONDS = 1500

// What a first install writes before it stores its record.
const BEFORE_RECORD = new Set(['namespaces', 'customresourcedefinitions'])

/** Lets reads pass, and of the writes only those that the charter grants, each as often as it was rehearsed. */
export class Enforcement implements Conduct {
  readonly #upstream: Upstream
  readonly #charter: Charter
  readonly #live: LiveReads
  readonly #unused: Set<Grant>
  readonly #sent: SentWrite[] = []
  readonly #refused: RefusedWrite[] = []
  readonly #secretsRead: SecretsRead
  #recordStored: boolean

  constructor(upstream: Upstream, charter: Charter) {
    this.#upstream = upstream
    this.#charter = charter
    this.#live = new LiveReads(upstream, FRESH_MILLISECONDS)
    this.#secretsRead = new SecretsRead(this.#live, charter.scope)
    this.#unused = new Set(charter.grants)
    // A removal starts from a release that is stored already.
    this.#recordStored = charter.removes
  }

  get seen(): Enforced {
    return {
      sent: [...this.#sent],
      refused: [...this.#refused],
      recordStored: this.#recordStored,
      secretsRead: this.#secretsRead.all,
    }
  }

  async handle(call: Call): Promise<Reply> {
    return call.kind === 'read' ? await this.#read(call) : reply(await this.#write(call))
  }

  refused({ reason }: CallRefusal): Reply {
    this.#refused.push({ method: '', path: '', reason, kind: 'query' })
    return reply(failure(403, 'Forbidden', `helm-query-gate: ${reason}`))
  }

  async #read(call: ReadCall): Promise<Reply> {
    const allowed = secretRead(call, this.#charter.scope)
    await this.#secretsRead.note(call)
    if (allowed === 'yes' || this.#isOwn(call.path)) return await this.#pass(call)
    if (allowed === 'no' && waitsForSecrets(call) && this.#recordStored) return await this.#ownSecrets(call)
    if (allowed === 'no' || (await this.#live.exists(call.path))) {
      return reply(failure(403, 'Forbidden', 'helm-query-gate: reading this Secret is not allowed [E_SECRET_READ]'))
    }
    return reply(failure(404, 'NotFound', `secrets "${call.target?.name ?? ''}" not found`))
  }

  /** A single object is answered from a read of the same moment, unless this run has written to it since. */
  async #pass(call: ReadCall): Promise<Reply> {
    const isObject = call.target !== null && call.target.name !== null && call.target.subresource === null
    if (isObject && call.query.size === 0) return reply(await this.#live.get(call))
    return { kind: 'pipe', message: await this.#upstream.read(call) }
  }

  /** Of the Secrets of a namespace, a program that waits sees those that it writes, or may read by name. */
  async #ownSecrets({ target, path, query }: ReadCall): Promise<Reply> {
    const readable = [...this.#charter.scope.readableSecrets].filter((name) => name.startsWith(`${target?.namespace}/`))
    const written = this.#charter.grants.filter(({ objectPath }) => objectPath.startsWith(`${path}/`))
    const places = [...readable, ...written.map(({ objectPath }) => objectPath)]
    const names = new Set(places.map((place) => place.slice(place.lastIndexOf('/') + 1)))
    if (!query.has('watch')) return reply(onlyNamed(await this.#upstream.readJson(path, query), names))
    const message = await this.#upstream.read({ path, query, headers: { accept: 'application/json' } })
    return { kind: 'pipe', message, through: onlyEventsOf(names) }
  }

  // A Secret that this run makes may be read back.
  #isOwn(path: string): boolean {
    return this.#charter.grants.some((grant) => grant.objectPath === path)
  }

  async #write(call: WriteCall): Promise<Answer> {
    const record = call.isOwnDryRun ? null : this.#recordFault(call)
    if (record === 'fine') return await this.#send(call, 'record', null)
    if (record !== null) return this.#refuse(call, record, 'record')
    if (call.isOwnDryRun) return this.#refuse(call, 'a dry run of its own is no part of the plan', 'query')
    if (this.#refused.length > 0) return this.#refuse(call, 'an earlier request of this run was refused', 'query')
    if (!this.#recordStored && !BEFORE_RECORD.has(call.request.target.resource)) {
      return this.#refuse(call, 'the release record comes first', 'query')
    }
    const grant = [...this.#unused].find((candidate) => sameRequest(candidate, call.request))
    if (grant === undefined) return this.#refuse(call, 'not an approved query', 'query')
    this.#unused.delete(grant)
    const fault = await faultNow(this.#upstream, call, grant, async () => await this.#liveObject(grant.objectPath))
    if (fault !== null) return this.#refuse(call, fault, 'query')
    return await this.#send(call, grant.unchanged === null ? 'query' : 'unchanged', grant)
  }

  async #send(call: WriteCall, kind: SentWrite['kind'], grant: Grant | null): Promise<Answer> {
    const { method, path } = call.request
    const sent = { method, path, queries: grant?.queries ?? [], kind }
    try {
      this.#live.forget(writtenPath(call.request))
      const answer = await this.#upstream.write(call)
      this.#live.forget(writtenPath(call.request))
      this.#sent.push({ ...sent, status: answer.status })
      // Of what is gone already, a DELETE is done.
      const failed = answer.status >= 400 && !(method === 'DELETE' && answer.status === 404)
      if (failed && grant !== null) this.#unused.add(grant)
      if (kind === 'record' && !failed && method === 'POST') this.#recordStored = true
      return answer
    } catch (error) {
      this.#sent.push({ ...sent, status: 0 })
      if (grant !== null) this.#unused.add(grant)
      throw error
    }
  }

  #refuse({ request: { method, path } }: WriteCall, reason: string, kind: RefusedWrite['kind']): Answer {
    this.#refused.push({ method, path, reason, kind })
    return failure(403, 'Forbidden', `helm-query-gate: ${method} ${path} is not an approved query: ${reason}`)
  }

  /** `fine` for a write of a release record that may pass, the fault of one that may not, null for every other write. */
  #recordFault({ request, raw }: WriteCall): string | null {
    const { release, namespace, store } = this.#charter.scope
    const { target, method, contentType } = request
    if (target.group !== '' || target.resource !== store || target.namespace !== namespace) return null
    if (method === 'DELETE') return this.#deletedRecordFault(recordRevision(release, target.name ?? ''))
    if (method === 'PATCH') return null
    const found = decodeOwnRecord(contentType ?? '', raw, { release, namespace, store })
    if (found === null) return null
    const { record } = found
    const known = [this.#charter.record, ...this.#charter.scope.earlier].find(
      ({ revision }) => revision === record.revision,
    )
    if (known === undefined) return 'the release stores a revision that was not rehearsed'
    if (!sameManifest(known, record, this.#charter.generated))
      return 'the manifest of the release is not the approved one'
    return sameHooks(known.hooks, record.hooks) ? 'fine' : 'the hooks of the release are not the approved ones'
  }

  /** A removal may delete every record of the release, once its objects are gone; else only old ones go. */
  #deletedRecordFault(revision: number | null): string | null {
    const { removes, scope } = this.#charter
    if (revision === null || !removes) return oldRecord(revision, scope)
    if (revision > scope.newestRevision) return 'the release stores a revision that was not rehearsed'
    const isDone = [...this.#unused].every(({ queries }) => queries.length === 0)
    return isDone ? 'fine' : 'objects of the release are still to be deleted'
  }

  async #liveObject(path: string): Promise<JsonObject | null> {
    this.#live.forget(path)
    return await this.#live.object(path)
  }
}

// Beyond history-max Helm deletes what is old, never what is deployed.
const oldRecord = (revision: number | null, { newestRevision, deployedRevision }: ReleaseScope): string | null => {
  if (revision === null) return null
  if (revision === deployedRevision) return 'the record of the deployed revision may not be deleted'
  return revision <= newestRevision ? 'fine' : 'the record of this very revision may not be deleted'
}
