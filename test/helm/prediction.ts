// The two sides of a plan's measure: what it foresees, and what the API server's own audit log says happened.
import type { RehearsedTarget } from '../../src/commands/rehearseTarget.ts'
import type { AuditedWrite } from '../real/audit.ts'

/** What a plan foresees: every request that a query stands for. */
export const predicted = ({ facts, origins }: RehearsedTarget): string[] =>
  facts.exchanges
    .filter((exchange) => origins.has(exchange))
    .filter(({ request, before }) => request.method !== 'DELETE' || before !== null)
    .map(({ request: { method, target }, name }) => {
      const resource = target.group === '' ? target.resource : `${target.resource}.${target.group}`
      return `${method} ${resource} ${name}`
    })
    .sort()

/** What the cluster says was changed, but for the release's own records. */
export const happened = (writes: readonly AuditedWrite[]): string[] =>
  writes
    .filter(({ changed, name }) => changed && !name?.startsWith('sh.helm.release'))
    .map(({ method, resource, name }) => `${method} ${resource} ${name}`)
    .sort()
