import { collectionPath } from '../exchange/parsePath.ts'
import { at, textAt } from '../json/at.ts'
import type { Json, JsonObject } from '../json/Json.ts'
import type { ReadCall } from './Call.ts'
import { answerObject } from './answerObject.ts'
import { addToDiscovery } from './addToDiscovery.ts'
import { reply } from './Conduct.ts'
import type { Reply } from './Conduct.ts'
import { failure, jsonAnswer, notFound } from './kubernetesStatus.ts'
import type { Answer } from './kubernetesStatus.ts'
import { listsOwnRecords } from './listsOwnRecords.ts'
import type { LiveReads } from './LiveReads.ts'
import { isLastPage } from './isLastPage.ts'
import { named } from './named.ts'
import type { Overlay } from './Overlay.ts'
import { waitsForSecrets } from './ownSecrets.ts'
import type { Rehearsed } from './Rehearsal.ts'
import type { ReleaseRecords } from './ReleaseRecords.ts'
import type { ReleaseScope } from './ReleaseScope.ts'
import { secretRead } from './secretRead.ts'
import { SecretsRead } from './SecretsRead.ts'
import type { ServedKind } from './servedKinds.ts'
import type { Upstream } from './Upstream.ts'
import { watchEvents } from './watchEvents.ts'

/** What a rehearsal's reads are answered from. */
export type ReadSources = {
  readonly upstream: Upstream
  readonly scope: ReleaseScope
  readonly overlay: Overlay
  readonly records: ReleaseRecords
  readonly live: LiveReads
}

/** Lets reads pass, confines those of Secrets, and shows the program what it wrote in this same run. */
export class RehearsedReads {
  readonly #upstream: Upstream
  readonly #scope: ReleaseScope
  readonly #overlay: Overlay
  readonly #records: ReleaseRecords
  readonly #live: LiveReads
  readonly #secretsRefused = new Set<string>()
  readonly #secretsRead: SecretsRead
  #count = 0

  constructor({ upstream, scope, overlay, records, live }: ReadSources) {
    this.#upstream = upstream
    this.#scope = scope
    this.#overlay = overlay
    this.#records = records
    this.#live = live
    this.#secretsRead = new SecretsRead(live, scope)
  }

  /** How many reads there were, the Secrets that were read, and `namespace/name` of those that were refused. */
  get seen(): Pick<Rehearsed, 'reads' | 'secretsRefused' | 'secretsRead'> {
    return {
      reads: this.#count,
      secretsRefused: [...this.#secretsRefused],
      secretsRead: this.#secretsRead.all,
    }
  }

  /** Answers a read, from what this run wrote where it wrote something. */
  async read(call: ReadCall): Promise<Reply> {
    this.#count += 1
    const allowed = secretRead(call, this.#scope)
    if (allowed === 'no')
      return waitsForSecrets(call) && this.#records.next !== null ? this.#ownSecrets(call) : this.#refuseSecret(call)
    const own = this.#records.read(call) ?? this.#fromOverlay(call)
    if (own !== null) return reply(own)
    if (allowed === 'if-absent') return await this.#absentSecret(call)
    await this.#secretsRead.note(call)
    if (call.target?.name !== undefined && call.target.name !== null && call.target.subresource === null) {
      return reply(await this.#live.get(call))
    }
    if (call.target === null && /^\/apis(?:\/|$)/.test(call.path)) return await this.#discovery(call)
    return await this.#readCollection(call)
  }

  /** What the API server serves, with the kinds that this run's own definitions bring. */
  async #discovery(call: ReadCall): Promise<Reply> {
    const { kinds } = this.#overlay
    if (kinds.length === 0) return await this.#pass(call)
    return reply(addToDiscovery(call.path, await this.#upstream.readJson(call.path, call.query), kinds))
  }

  /** Says "not found" of a Secret that is not there, without a read that could show one made a moment later. */
  async #absentSecret(call: ReadCall): Promise<Reply> {
    const { target, path } = call
    if (target?.name === undefined || target.name === null || (await this.#live.exists(path)))
      return this.#refuseSecret(call)
    return reply(notFound(target, target.name))
  }

  // Of the Secrets of a namespace, a program that waits sees those that it has just written.
  #ownSecrets({ target, query }: ReadCall): Reply {
    const { present } = this.#overlay.within(target === null ? '' : collectionPath(target))
    if (query.has('watch')) return { kind: 'watch', lines: watchEvents(query, present) }
    return reply(
      jsonAnswer(200, { kind: 'SecretList', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: present }),
    )
  }

  #refuseSecret({ target }: ReadCall): Reply {
    const name = `${target?.namespace ?? '*'}/${target?.name ?? '*'}`
    this.#secretsRefused.add(name)
    return reply(failure(403, 'Forbidden', `helm-query-gate: reading Secret ${name} is not allowed [E_SECRET_READ]`))
  }

  #fromOverlay({ target, path }: ReadCall): Answer | null {
    if (target?.name === null || target === null) return null
    const found = this.#overlay.find(path)
    if (found === undefined) return null
    return found === null ? notFound(target, target.name) : jsonAnswer(200, found)
  }

  async #readCollection(call: ReadCall): Promise<Reply> {
    const { target } = call
    const collection = target === null || target.name !== null ? null : collectionPath(target)
    if (collection === null || call.query.has('labelSelector')) {
      const isStore = target?.group === '' && target.resource === this.#scope.store
      return isStore && listsOwnRecords(call, this.#scope) ? await this.#readRecords(call) : await this.#pass(call)
    }
    const watches = call.query.has('watch')
    const isNew = !watches && target !== null && this.#overlay.kindOf(target) !== null
    if (!isNew && !this.#overlay.touches(collection)) return await this.#pass(call)
    const { present, gone } = this.#overlay.within(collection)
    if (watches) return { kind: 'watch', lines: watchEvents(call.query, present) }
    return reply(await this.#mergedList(call, present, gone))
  }

  async #readRecords(call: ReadCall): Promise<Reply> {
    const query = new URLSearchParams(call.query)
    const answer = await this.#upstream.readJson(call.path, query)
    const merged = answer.status === 200 ? this.#records.merge(answerObject(answer)) : null
    return reply(merged ?? answer)
  }

  async #pass(call: ReadCall): Promise<Reply> {
    return { kind: 'pipe', message: await this.#upstream.read(call) }
  }

  async #mergedList(call: ReadCall, present: readonly JsonObject[], gone: ReadonlySet<string>): Promise<Answer> {
    const answer = await this.#upstream.readJson(call.path, call.query)
    const kind = call.target === null || answer.status !== 404 ? null : this.#overlay.kindOf(call.target)
    if (answer.status !== 200 && kind === null) return answer
    const list = kind === null ? answerObject(answer) : emptyList(kind)
    const own = named(call.query, present)
    const names = new Set([...gone, ...own.map((object) => textAt(object, 'metadata', 'name'))])
    const items = at(list, 'items')
    const live = Array.isArray(items) ? items.filter((item: Json) => !names.has(textAt(item, 'metadata', 'name'))) : []
    return jsonAnswer(200, { ...list, items: isLastPage(list) ? [...live, ...own] : live })
  }
}

const emptyList = ({ group, version, listKind }: ServedKind): JsonObject => ({
  kind: listKind,
  apiVersion: `${group}/${version}`,
  metadata: { resourceVersion: '1' },
})
