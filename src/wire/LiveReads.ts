import { textAt } from '../json/at.ts'
import { isObject } from '../json/isObject.ts'
import type { JsonObject } from '../json/Json.ts'
import { parseJson } from '../json/parseJson.ts'
import { GateError } from '../errors/GateError.ts'
import type { ReadCall } from './Call.ts'
import type { Answer } from './kubernetesStatus.ts'
import type { Upstream } from './Upstream.ts'

type Kept = { readonly answer: Promise<Answer>; readonly at: number }

/**
 * Reads of single objects. Helm reads each object several times within a moment; the second read, and the wire's
 * own need of the live object before a write, are answered from the first.
 */
export class LiveReads {
  readonly #upstream: Upstream
  readonly #freshMilliseconds: number
  readonly #kept = new Map<string, Kept>()

  constructor(upstream: Upstream, freshMilliseconds: number) {
    this.#upstream = upstream
    this.#freshMilliseconds = freshMilliseconds
  }

  async get(call: ReadCall): Promise<Answer> {
    const { 'accept-encoding': _, ...headers } = call.headers
    // Tables, partial metadata and protobuf are other documents than the object itself.
    const plain =
      /^application\/json(?:,|$)/.test(headers['accept'] ?? 'application/json') || headers['accept'] === '*/*'
    if (plain && call.query.size === 0) return await this.#remember(call.path)
    const message = await this.#upstream.read({ ...call, headers })
    const chunks: Buffer[] = []
    for await (const chunk of message) chunks.push(chunk as Buffer)
    return {
      status: message.statusCode ?? 502,
      contentType: message.headers['content-type'] ?? '',
      body: Buffer.concat(chunks),
    }
  }

  /**
   * The live object under a path, null where there is none.
   *
   * @throws GateError E_CLUSTER_READ where the API server answers anything else.
   */
  async object(path: string): Promise<JsonObject | null> {
    const answer = await this.#remember(path)
    if (answer.status === 404) return null
    const object = answer.status === 200 ? parseJson(answer.body.toString('utf8')) : null
    if (isObject(object ?? undefined)) return object as JsonObject
    throw new GateError(
      'E_CLUSTER_READ',
      `The API server answered ${answer.status} to a read of ${path}.`,
      'Give the identity of this job the right to get what the chart writes, then run again.',
    )
  }

  /** Objects that were read and say `helm.sh/resource-policy: keep`: Helm leaves them where it would delete them. */
  async kept(): Promise<JsonObject[]> {
    const answers = await Promise.all(
      [...this.#kept.values()].map(async ({ answer }) => await answer.catch(() => null)),
    )
    return answers.flatMap((answer) => {
      if (answer?.status !== 200 || !answer.body.includes('helm.sh/resource-policy')) return []
      const object = parseJson(answer.body.toString('utf8'))
      return isObject(object) && textAt(object, 'metadata', 'annotations', 'helm.sh/resource-policy') === 'keep'
        ? [object]
        : []
    })
  }

  /** Whether an object exists, learnt without reading its content. */
  async exists(path: string): Promise<boolean> {
    const accept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'
    const message = await this.#upstream.read({ path, query: new URLSearchParams(), headers: { accept } })
    message.resume()
    return message.statusCode !== 404
  }

  forget(path: string): void {
    this.#kept.delete(path)
  }

  async #remember(path: string): Promise<Answer> {
    const kept = this.#kept.get(path)
    if (kept !== undefined && performance.now() - kept.at < this.#freshMilliseconds) return await kept.answer
    const answer = this.#upstream.readJson(path)
    this.#kept.set(path, { answer, at: performance.now() })
    return await answer
  }
}
