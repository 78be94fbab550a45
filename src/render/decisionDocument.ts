import type { Decision } from '../review/Decision.ts'
import { identityLevel } from '../review/identityLevel.ts'
import type { Surface } from './Surface.ts'

type Decided = {
  readonly decision: Decision
  readonly surface: Pick<Surface, 'digest' | 'target'> | null
  readonly pull: { readonly number: number; readonly head: string; readonly viewer: string }
}

/** A decision as a document (schemas/decision.schema.json). */
export const decisionDocument = ({ decision, surface, pull }: Decided) => ({
  schemaVersion: 1,
  planDigest: surface?.digest ?? null,
  target: surface?.target.name ?? null,
  pullRequest: pull.number,
  head: pull.head,
  state: decision.state,
  reasonCode: decision.reason,
  identityLevel: identityLevel(pull.viewer),
  queries: decision.queries.map(({ query, state, needs, approvals, rejections, notCounted }) => ({
    number: query.number,
    digest: query.digest,
    verb: query.verb,
    object: `${query.object.kind} ${query.object.name}`,
    state,
    needs,
    approvals,
    rejections,
    notCounted,
  })),
  remarks: decision.remarks,
  held: decision.held,
  override: decision.override,
  rules: decision.rules,
  notes: decision.notes,
})
