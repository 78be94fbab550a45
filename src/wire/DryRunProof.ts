import { writtenPath } from '../exchange/writtenObject.ts'
import { GateError } from '../errors/GateError.ts'
import { textAt } from '../json/at.ts'
import type { JsonObject } from '../json/Json.ts'
import { stringifyJson } from '../json/stringifyJson.ts'
import { changesBetween } from '../plan/changesBetween.ts'
import { cleanObject } from '../plan/cleanObject.ts'
import { answerObject } from './answerObject.ts'
import type { WriteCall } from './Call.ts'
import type { Answer } from './kubernetesStatus.ts'
import type { Upstream } from './Upstream.ts'

/**
 * Watches that dry runs are dry runs. A proxy in front of the API server, or a server of another make, may drop
 * `dryRun=All` without a word; then the way out is closed at once and the rehearsal ends.
 */
export class DryRunProof {
  readonly #upstream: Upstream
  readonly #namespace: string
  #asked: Promise<void> | null = null

  constructor(upstream: Upstream, namespace: string) {
    this.#upstream = upstream
    this.#namespace = namespace
  }

  /**
   * Asks once, before the first write, by a request that stores nothing either way: an object to be made with a
   * resourceVersion passes as a dry run and is refused by the store itself as a write.
   *
   * @throws GateError E_DRY_RUN_IGNORED where it was taken for a write; other refusals prove nothing.
   */
  async ask(): Promise<void> {
    this.#asked ??= this.#probe()
    await this.#asked
  }

  /**
   * Looks at the answer to a dry run for signs of a write that stayed; `before` is the object as it was.
   *
   * @throws GateError E_DRY_RUN_IGNORED where the object has changed.
   */
  async check(call: WriteCall, before: JsonObject | null, answer: Answer): Promise<void> {
    if (answer.status < 200 || answer.status >= 300) return
    const { method, body } = call.request
    const path = writtenPath(call.request)
    if (method === 'DELETE')
      return before !== null && (await this.#isLeaving(path, before)) ? this.#stop(path) : undefined
    const after = objectIn(answer)
    const version = textAt(after, 'metadata', 'resourceVersion')
    // What is not stored has no version, what is stored keeps its own.
    if (version === undefined || version === textAt(before, 'metadata', 'resourceVersion')) return
    if (method === 'POST') return version === textAt(body, 'metadata', 'resourceVersion') ? undefined : this.#stop(path)
    // Somebody else may have written since `before` was read.
    if (await this.#holds(path, before, after)) this.#stop(path)
  }

  async #probe(): Promise<void> {
    const inside = await this.#probeWith('ConfigMap', `/api/v1/namespaces/${this.#namespace}/configmaps`)
    // A namespace that is yet to be made says no more than that.
    if (inside === 404) await this.#probeWith('Namespace', '/api/v1/namespaces')
  }

  async #probeWith(kind: string, path: string): Promise<number> {
    const body = { apiVersion: 'v1', kind, metadata: { name: PROBE, resourceVersion: '1' } }
    const [, , , , namespace = null, resource = 'namespaces'] = path.split('/')
    const target = { group: '', version: 'v1', resource, namespace, name: null, subresource: null }
    const answer = await this.#upstream.dryRun({
      kind: 'write',
      request: { method: 'POST', path, target, query: [], contentType: 'application/json', body },
      raw: Buffer.from(stringifyJson(body)),
      isOwnDryRun: true,
      headers: { 'content-type': 'application/json' },
    })
    const made = answer.status < 300 && textAt(objectIn(answer), 'metadata', 'resourceVersion') !== '1'
    if (made) this.#stop(`${path}/${PROBE}`)
    if (TAKEN_FOR_A_WRITE.test(answer.body.toString('utf8'))) this.#stop(null)
    return answer.status
  }

  /** Whether the live object holds all that a dry run was to change in it. */
  async #holds(path: string, before: JsonObject | null, after: JsonObject | null): Promise<boolean> {
    const live = objectIn(await this.#upstream.readJson(path))
    const pathsFrom = (object: JsonObject | null): string[] =>
      changesBetween(cleanObject(object, true), cleanObject(after, true)).map((change) => change.path)
    const missing = new Set(pathsFrom(live))
    const changed = pathsFrom(before)
    return changed.length > 0 && !changed.some((change) => missing.has(change))
  }

  async #isLeaving(path: string, before: JsonObject): Promise<boolean> {
    // Not the object itself: it may be a Secret.
    const accept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'
    const answer = await this.#upstream.readWhole({ path, query: new URLSearchParams(), headers: { accept } })
    if (answer.status === 404) return true
    const leaving = (object: JsonObject | null) => textAt(object, 'metadata', 'deletionTimestamp') !== undefined
    return answer.status === 200 && leaving(objectIn(answer)) && !leaving(before)
  }

  #stop(path: string | null): never {
    this.#upstream.close()
    throw path === null
      ? new GateError(
          'E_DRY_RUN_IGNORED',
          'A dry run was taken for a write on the way to the cluster; it was made so that nothing was stored.',
          'Find what stands before the API server and drops dryRun from requests, then plan again.',
        )
      : new GateError(
          'E_DRY_RUN_IGNORED',
          `${path} was really changed by a request that was a dry run.`,
          'Look at that object and put it right, and find what stands before the API server and drops dryRun from requests.',
        )
  }
}

const PROBE = 'helm-query-gate-probe'

// The store's own words, and those of the policy that confines the identity of a plan to dry runs.
const TAKEN_FOR_A_WRITE = /resourceVersion should not be set on objects to be created|this identity may only dry-run/

const objectIn = (answer: Answer): JsonObject | null => (answer.status < 300 ? answerObject(answer) : null)
