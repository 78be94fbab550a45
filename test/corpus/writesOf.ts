import type { RehearsedTarget } from '../../src/commands/rehearseTarget.ts'
import { canonicalJson } from '../../src/json/canonicalJson.ts'
import type { Json } from '../../src/json/Json.ts'
import type { AuditedWrite } from '../real/audit.ts'

/** One write: what was sent, and to which object. */
export interface Write {
  readonly method: string
  /** With its group: `deployments.apps`. */
  readonly resource: string
  readonly namespace: string | null
  readonly name: string
}

/** What a plan foresees: every request that a query stands for. */
export const foreseen = ({ facts, origins }: RehearsedTarget): Write[] =>
  facts.exchanges
    .filter((exchange) => origins.has(exchange))
    .filter(({ request, before }) => request.method !== 'DELETE' || before !== null)
    .map(({ request: { method, target }, name }) => ({
      method,
      resource: target.group === '' ? target.resource : `${target.resource}.${target.group}`,
      namespace: target.namespace,
      name,
    }))

/**
 * What the API server says was changed, but for the release's own records. Now and then it stores an object anew that
 * is the same to the last field; `before` has the objects as they were.
 */
export const happened = (audited: readonly AuditedWrite[], before: readonly Json[]): Write[] => {
  const known = new Set(before.map((object) => withoutVersion(object)))
  return audited
    .filter(({ changed, name }) => changed && !name?.startsWith('sh.helm.release'))
    .filter(({ method, after }) => method === 'DELETE' || !known.has(withoutVersion(after as Json)))
    .map(({ method, resource, namespace, name }) => ({
      method,
      resource,
      // The audit log names a Namespace as lying in itself.
      namespace: resource === 'namespaces' ? null : (namespace ?? null),
      name: name ?? '',
    }))
}

const withoutVersion = (object: Json | undefined): string =>
  canonicalJson(object ?? null).replace(/"resourceVersion":"\d+",/, '')

/** A write in one line. */
export const inOneLine = ({ method, resource, namespace, name }: Write): string =>
  `${method} ${resource} ${namespace === null ? '' : `${namespace}/`}${name}`
