import type { ApiTarget } from '../exchange/ApiRequest.ts'
import { GateError } from '../errors/GateError.ts'
import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { answerObject } from './answerObject.ts'
import type { Upstream } from './Upstream.ts'

/** What the API server says of a resource. */
export type ResourceFacts = {
  readonly kind: string
  readonly hasStatus: boolean
  /** Served by another server behind this one, which may ignore dry runs. */
  readonly aggregated: boolean
}

/** Asks the API server what a path's resource is; each group is asked once. */
export class Discovery {
  readonly #upstream: Upstream
  readonly #groups = new Map<string, Promise<Json>>()
  readonly #aggregated = new Map<string, Promise<boolean>>()

  constructor(upstream: Upstream) {
    this.#upstream = upstream
  }

  /** The facts of a resource, or null where the API server does not serve it (yet). */
  async facts(target: ApiTarget): Promise<ResourceFacts | null> {
    const [list, aggregated] = await Promise.all([this.#group(target), this.#isAggregated(target)])
    const resources = at(list, 'resources')
    const entries = Array.isArray(resources) ? resources : []
    const entry = entries.find((item: Json) => textAt(item, 'name') === target.resource)
    const kind = textAt(entry, 'kind')
    if (kind === undefined) return null
    const hasStatus = entries.some((item: Json) => textAt(item, 'name') === `${target.resource}/status`)
    return { kind, hasStatus, aggregated }
  }

  async #group({ group, version }: ApiTarget): Promise<Json> {
    const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
    return await once(this.#groups, path, async () => {
      const answer = await this.#upstream.readJson(path)
      if (answer.status === 200) return answerObject(answer)
      if (answer.status === 404 || answer.status === 403) return null
      throw undiscovered(answer.status, path)
    })
  }

  async #isAggregated({ group, version }: ApiTarget): Promise<boolean> {
    if (group === '') return false
    return await once(this.#aggregated, `${version}.${group}`, async () => {
      const answer = await this.#upstream.readJson(`/apis/apiregistration.k8s.io/v1/apiservices/${version}.${group}`)
      // Where APIServices may not be read, only the groups that the API server itself serves are trusted.
      if (answer.status !== 200) return !isBuiltIn(group)
      return at(answerObject(answer), 'spec', 'service') !== undefined
    })
  }
}

const undiscovered = (status: number, path: string): GateError =>
  new GateError(
    'E_CLUSTER_READ',
    `The API server answered ${status} when asked for ${path}, so that nobody knows what it serves there.`,
    'Look at the API server, then run again.',
  )

const isBuiltIn = (group: string): boolean =>
  !group.includes('.') || /^(?!metrics|custom|external).+\.k8s\.io$/.test(group)

const once = <T>(cache: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> => {
  const known = cache.get(key) ?? ask()
  cache.set(key, known)
  return known
}
