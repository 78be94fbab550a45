import type { Exchange } from '../exchange/Exchange.ts'
import { lookup } from '../exchange/lookup.ts'
import type { Json } from '../json/Json.ts'
import { sha256 } from '../json/sha256.ts'
import type { Change } from './Change.ts'
import { PLAN_FORMAT } from './Plan.ts'
import type { ObjectIdentity, Target, Verb } from './Plan.ts'

/** What a query's digest covers beside the target: the request, and its content with the values before and after. */
export type DigestContent = {
  readonly verb: Verb
  readonly object: ObjectIdentity
  readonly requests: readonly Exchange[]
  readonly content: Json
}

/** The digest of a query. `content` has had the members of Secrets sealed by `sealSecrets`. */
export const digestQuery = (target: Target, { verb, object, requests, content }: DigestContent): string =>
  sha256({
    format: PLAN_FORMAT,
    target: {
      repository: target.repository,
      environment: target.environment,
      cluster: target.cluster,
      namespace: target.namespace,
      release: target.release,
      operation: target.operation,
    },
    verb,
    object: { ...object },
    requests: requests.map(({ request }) => ({
      method: request.method,
      path: request.path,
      query: request.query.map(([name, value]) => [name, value]),
      contentType: request.contentType,
    })),
    content,
  })

/** Changes as a digest sees them: path, operation, value before, and what the request says. */
export const changeContent = (changes: readonly Change[], { request }: Exchange): Json =>
  changes.map(({ path, op, before, after, segments }) => ({
    path,
    op,
    before: before ?? null,
    after: lookup(request.body, segments) ?? after ?? null,
  }))
