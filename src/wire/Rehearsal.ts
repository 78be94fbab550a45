import type { Exchange, Outcome } from '../exchange/Exchange.ts'
import type { ApiTarget } from '../exchange/ApiRequest.ts'
import { isServerSideApply } from '../exchange/isServerSideApply.ts'
import { collectionPath, objectPath } from '../exchange/parsePath.ts'
import { writtenName } from '../exchange/writtenObject.ts'
import { GateError } from '../errors/GateError.ts'
import { textAt } from '../json/at.ts'
import { isObject } from '../json/isObject.ts'
import type { JsonObject } from '../json/Json.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import type { Call, CallRefusal, WriteCall } from './Call.ts'
import { reply } from './Conduct.ts'
import type { Conduct, Reply } from './Conduct.ts'
import { bareObject } from './bareObject.ts'
import { Discovery } from './Discovery.ts'
import { DryRunProof } from './DryRunProof.ts'
import { failure, jsonAnswer, notFound, success } from './kubernetesStatus.ts'
import type { Answer } from './kubernetesStatus.ts'
import { LiveReads } from './LiveReads.ts'
import { Overlay } from './Overlay.ts'
import { RehearsedReads } from './RehearsedReads.ts'
import { ReleaseRecords } from './ReleaseRecords.ts'
import type { ReleaseScope } from './ReleaseScope.ts'
import { verdictOf } from './dryRunVerdict.ts'
import type { Upstream } from './Upstream.ts'

/** What a rehearsal saw. Raw: exchanges may hold secrets and never leave the machine. */
export type Rehearsed = {
  readonly exchanges: readonly Exchange[]
  /** The release as it would be stored, or null where the program never came to store it. */
  readonly record: ReleaseRecord | null
  readonly reads: number
  /** `namespace/name` of Secrets whose reading was refused. */
  readonly secretsRefused: readonly string[]
  /** The Secrets that the program read by name. */
  readonly secretsRead: readonly JsonObject[]
  /** Requests that were not understood and went nowhere. */
  readonly callsRefused: readonly string[]
  /** The custom resource definitions that it wrote: what another program must see to render the same. */
  readonly definitions: Overlay
}

type Place = { readonly target: ApiTarget; readonly name: string; readonly path: string; readonly sequence: number }

// A rehearsal changes nothing: what was read a moment ago is what it goes by.
const FRESH_MILLISECONDS = 5000

// A kept byte takes up to ten in memory. Large charts send some hundred writes with a few million bytes.
const MAX_WRITES = 20_000
const MAX_BYTES = 128 * 1024 * 1024

/** Turns every write of a program into a dry run, records it, and lets the program read what it wrote. */
export class Rehearsal implements Conduct {
  readonly #upstream: Upstream
  readonly #proof: DryRunProof
  readonly #discovery: Discovery
  readonly #overlay: Overlay
  readonly #records: ReleaseRecords
  readonly #live: LiveReads
  readonly #reads: RehearsedReads
  readonly #exchanges: Exchange[] = []
  readonly #callsRefused: string[] = []
  #sequence = 0
  #bytes = 0

  /** `overlay` holds what the program finds written already; it becomes the rehearsal's own. */
  constructor(upstream: Upstream, scope: ReleaseScope, overlay = new Overlay()) {
    this.#upstream = upstream
    this.#overlay = overlay
    this.#proof = new DryRunProof(upstream, scope.namespace)
    this.#discovery = new Discovery(upstream)
    this.#live = new LiveReads(upstream, FRESH_MILLISECONDS)
    this.#records = new ReleaseRecords(scope)
    this.#reads = new RehearsedReads({
      upstream,
      scope,
      overlay: this.#overlay,
      records: this.#records,
      live: this.#live,
    })
  }

  /** What was seen so far, in the order in which the program sent it. */
  get seen(): Rehearsed {
    return {
      exchanges: this.#exchanges.toSorted((a, b) => a.sequence - b.sequence),
      record: this.#records.next,
      ...this.#reads.seen,
      callsRefused: [...new Set(this.#callsRefused)],
      definitions: this.#overlay.definitions(),
    }
  }

  /** Live objects that the program read and that are to stay when their release no longer has them. */
  async kept(): Promise<readonly JsonObject[]> {
    return await this.#live.kept()
  }

  async handle(call: Call): Promise<Reply> {
    return call.kind === 'read' ? await this.#reads.read(call) : reply(await this.#write(call))
  }

  refused({ reason }: CallRefusal): Reply {
    this.#callsRefused.push(reason)
    return reply(failure(403, 'Forbidden', `helm-query-gate: ${reason}`))
  }

  async #write(call: WriteCall): Promise<Answer> {
    this.#sequence += 1
    const sequence = this.#sequence
    this.#keep(call.raw.length)
    const own = this.#records.write(call)
    if (own !== null) return own
    const { target, body, contentType, method } = call.request
    if (method !== 'DELETE' && !isObject(body) && !Array.isArray(body)) {
      const reason = `a body of type ${contentType} is not understood`
      this.#callsRefused.push(reason)
      return failure(403, 'Forbidden', `helm-query-gate: ${reason}`)
    }
    const name = writtenName(call.request)
    return await this.#rehearse(call, { target, name, path: objectPath(target, name), sequence })
  }

  async #rehearse(call: WriteCall, place: Place): Promise<Answer> {
    const { target, path, name } = place
    const buried = this.#overlay.find(path) === null
    if (buried && !creates(call)) return notFound(target, name)
    if (this.#overlay.made(path) && call.request.method !== 'POST') return this.#changeOwn(call, place)
    const [facts, before] = await Promise.all([
      this.#discovery.facts(target),
      buried || call.request.method === 'POST' ? null : this.#live.object(path),
    ])
    const defined = facts === null ? this.#overlay.kindOf(target) : null
    const kind = (facts ?? defined)?.kind ?? textAt(call.request.body, 'kind') ?? target.resource
    const hasStatus = (facts ?? defined)?.hasStatus ?? false
    const common = { ...this.#identity(call, place, kind), hasStatus, before }
    const reason =
      defined === null ? this.#unsendable(target, facts) : `kind ${target.resource}.${target.group} is not served yet`
    if (reason !== null) {
      return this.#finish(call, place, {
        ...common,
        after: said(call, before),
        outcome: { kind: 'unverified', reason },
      })
    }
    await this.#proof.ask()
    const answer = await this.#upstream.dryRun(buried ? asCreate(call) : call)
    await this.#proof.check(call, before, answer)
    this.#keep(answer.body.length)
    this.#live.forget(path)
    const verdict = verdictOf(buried ? asCreate(call) : call, answer, buried)
    if (verdict.kind === 'relay')
      return await this.#relay(call, place, { ...common, after: before, outcome: { kind: 'accepted' } }, answer)
    const after = verdict.object ?? (call.request.method === 'DELETE' ? null : said(call, before))
    return this.#finish(call, place, { ...common, after, outcome: verdict.outcome })
  }

  /** Everything that is written is kept until the plan is made. */
  #keep(bytes: number): void {
    this.#bytes += bytes
    if (this.#sequence <= MAX_WRITES && this.#bytes <= MAX_BYTES) return
    this.#upstream.close()
    throw new GateError(
      'E_WIRE_LIMIT',
      `The program sent more than ${MAX_WRITES} writes, or ${MAX_BYTES} bytes in writes.`,
      'Split the chart into smaller releases.',
    )
  }

  #unsendable(target: ApiTarget, facts: { aggregated: boolean } | null): string | null {
    if (this.#overlay.madeNamespace(target.namespace)) return `namespace ${target.namespace} does not exist yet`
    return facts?.aggregated === true ? `${target.group} is an aggregated API, which may ignore dry runs` : null
  }

  /** A change to an object that exists only because this run made it: the cluster cannot be asked. */
  #changeOwn(call: WriteCall, place: Place): Answer {
    const before = this.#overlay.find(place.path) ?? null
    const common = { ...this.#identity(call, place, textAt(before, 'kind') ?? ''), hasStatus: true, before }
    const outcome: Outcome = { kind: 'unverified', reason: 'the object is made by this same run' }
    if (call.request.method === 'DELETE')
      return this.#finish(call, place, { ...common, after: null, outcome: { kind: 'accepted' } })
    return this.#finish(call, place, { ...common, after: said(call, before), outcome })
  }

  #identity(call: WriteCall, { sequence, name, target }: Place, kind: string) {
    return { sequence, request: call.request, kind, name, namespace: target.namespace }
  }

  /** Lets the program see the answer; "not there" to a DELETE and "there already" to a POST are writes that change nothing. */
  async #relay({ request }: WriteCall, { path }: Place, exchange: Exchange, answer: Answer): Promise<Answer> {
    if (request.method === 'DELETE' && answer.status === 404) this.#exchanges.push(exchange)
    if (request.method === 'POST' && answer.status === 409) {
      const there = (await this.#live.object(path).catch(() => null)) ?? bareObject(request.body)
      this.#exchanges.push({ ...exchange, before: there, after: there })
    }
    return answer
  }

  /** Records the exchange and tells the program that all is well. */
  #finish({ request }: WriteCall, { target, name }: Place, exchange: Exchange): Answer {
    this.#exchanges.push(exchange)
    if (request.method === 'DELETE') {
      // Even where it was refused: the program may wait until the object is gone.
      this.#overlay.bury(target, name)
      return jsonAnswer(200, success())
    }
    const refused = exchange.outcome.kind === 'refused'
    const object =
      refused && exchange.before === null ? bareObject(request.body) : (exchange.after ?? exchange.before ?? {})
    const isNew = request.method === 'POST' || exchange.before === null
    this.#overlay.put(target, name, object, isNew || this.#overlay.made(objectPath(target, name)))
    // Of a refused one, too: the plan goes on to say what else there is.
    if (exchange.kind === 'CustomResourceDefinition') this.#overlay.define(exchange.after ?? {})
    const left = this.#overlay.find(objectPath(target, name)) ?? object
    return jsonAnswer(request.method === 'POST' ? 201 : 200, left)
  }
}

/** Whether a request makes an object that is not there: a POST, or a server-side apply. */
const creates = ({ request }: WriteCall): boolean => request.method === 'POST' || isServerSideApply(request)

/**
 * A write to an object that this run has deleted, as the create that it will be. The object is still there for the
 * cluster, so a server-side apply would be tried as an update of it, which the real run never does.
 */
const asCreate = (call: WriteCall): WriteCall => {
  const { request } = call
  if (!isServerSideApply(request)) return call
  return {
    ...call,
    headers: { ...call.headers, 'content-type': 'application/json' },
    request: {
      ...request,
      method: 'POST',
      path: collectionPath(request.target),
      target: { ...request.target, name: null },
      query: request.query.filter(([name]) => name !== 'force'),
      contentType: 'application/json',
    },
  }
}

/** The object as far as the request itself says it: a whole body, else the object as it was. */
const said = ({ request }: WriteCall, before: JsonObject | null): JsonObject | null => {
  const whole = request.method === 'POST' || request.method === 'PUT' || isServerSideApply(request)
  return whole && isObject(request.body) ? request.body : before
}
