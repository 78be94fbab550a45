import { textAt } from '../json/at.ts'
import type { JsonObject } from '../json/Json.ts'
import { GateError } from '../errors/GateError.ts'
import { answerObject } from './answerObject.ts'
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
    const accept = call.headers['accept'] ?? 'application/json'
    // Tables, partial metadata and protobuf are other documents than the object itself.
    const plain = /^application\/json(?:,|$)/.test(accept) || accept === '*/*'
    return plain && call.query.size === 0 ? await this.#remember(call.path) : await this.#upstream.readWhole(call)
  }

  /**
   * The live object under a path, null where there is none.
   *
   * @throws GateError E_CLUSTER_READ where the API server refuses, E_CLUSTER_ANSWER where no API server answers so.
   */
  async object(path: string): Promise<JsonObject | null> {
    const answer = await this.#remember(path)
    if (answer.status === 404) return null
    if (answer.status === 200) return answerObject(answer)
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
      const object = answerObject(answer)
      return textAt(object, 'metadata', 'annotations', 'helm.sh/resource-policy') === 'keep' ? [object] : []
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
    // What failed is asked again.
    const forgetFailure = (status: number): void => void (status >= 429 && this.#kept.delete(path))
    await answer.then(
      ({ status }) => forgetFailure(status),
      () => forgetFailure(500),
    )
    return await answer
  }
}
