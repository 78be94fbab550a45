import { GateError } from '../errors/GateError.ts'
import type { PullRequest } from '../github/PullRequest.ts'
import { helmFailure } from '../helm/helmFailure.ts'
import type { ClusterState } from '../helm/readBack.ts'
import type { Operated } from '../helm/runUnderCharter.ts'
import type { Plan } from '../plan/Plan.ts'
import type { Decision } from '../review/Decision.ts'
import { identityLevel } from '../review/identityLevel.ts'
import type { AppliedQuery, Receipt } from '../review/Receipt.ts'

type Opening = {
  readonly plan: Plan
  readonly pull: PullRequest
  readonly decision: Decision
  /** Inputs that are not those of the list that was approved. */
  readonly inputs: Receipt['inputs']
  readonly startedAt: string
}

/** The receipt of an apply that is about to begin: every approval in it is used up from now on. */
export const openReceipt = ({ plan, pull, decision, inputs, startedAt }: Opening): Receipt => ({
  schemaVersion: 1,
  planDigest: plan.digest,
  target: plan.target.name,
  pullRequest: pull.number,
  head: pull.head,
  identityLevel: identityLevel(pull.viewer),
  result: 'applying',
  code: null,
  sentence: `Applying ${plan.queries.length} queries; if this stays here, the runner was lost and helm status tells what it did.`,
  revision: { before: plan.release.newest?.revision ?? null, after: null, status: null },
  startedAt,
  seconds: 0,
  override:
    decision.override === null
      ? null
      : { login: decision.override.login, url: decision.override.url, reason: decision.override.reason },
  queries: decision.queries.map(({ query, approvals }) => ({
    number: query.number,
    digest: query.digest,
    verb: query.verb,
    object: query.object,
    outcome: 'unknown',
    readBack: null,
    approvals: approvals.map(({ login, id, remark, url, at }) => ({ login, id, remark, url, at })),
  })),
  requests: { query: 0, unchanged: 0, record: 0 },
  refused: [],
  inputs,
  spent: decision.queries.flatMap(({ query, approvals }) =>
    [...approvals, ...(decision.override === null ? [] : [decision.override])].map(({ remark }) => ({
      query: query.digest,
      remark,
    })),
  ),
})

type Ending = {
  readonly operated: Operated
  readonly state: ClusterState
  /** The revision that the run should have made; null where it should have removed the release. */
  readonly revision: number | null
  readonly mask: (text: string) => string
}

/** Completes a receipt with what was seen on the wire and read back from the cluster. */
export const finishReceipt = (opened: Receipt, ending: Ending): Receipt => {
  const { operated, state, mask } = ending
  const { sent, refused } = operated.enforced
  const result = resultOf(ending)
  const { code, sentence } = explain(result, ending)
  const count = (kind: string): number => sent.filter((write) => write.kind === kind).length
  return {
    ...opened,
    result,
    code,
    sentence: mask(sentence),
    revision: {
      before: opened.revision.before,
      after: state.record?.revision ?? null,
      status: state.record?.status ?? null,
    },
    queries: opened.queries.map((query) => outcomeOf(query, ending)),
    requests: { query: count('query'), unchanged: count('unchanged'), record: count('record') },
    refused: refused.map(({ method, path, reason }) => ({ method, path, reason: mask(reason) })),
    // Where nothing went out, nothing was used up.
    spent: result === 'refused' ? [] : opened.spent,
  }
}

const resultOf = ({ operated, state, revision }: Ending): Receipt['result'] => {
  const { sent } = operated.enforced
  if (operated.result?.exitCode === 0 && operated.trouble === null) {
    return isAsItShould(state, revision) ? 'applied' : 'unknown'
  }
  if (sent.length === 0) return 'refused'
  return sent.some(({ status }) => status === 0) ? 'unknown' : 'failed'
}

const isAsItShould = ({ record, isRecordKnown }: ClusterState, revision: number | null): boolean => {
  if (revision === null) return isRecordKnown && (record === null || record.status === 'uninstalled')
  return record?.revision === revision && record.status === 'deployed'
}

const explain = (
  result: Receipt['result'],
  { operated, state, revision, mask }: Ending,
): { code: string | null; sentence: string } => {
  const wanted = revision === null ? 'the release is removed' : `the release is at revision ${revision}, deployed`
  if (result === 'applied') return { code: null, sentence: `Applied: ${wanted}.` }
  const { refused } = operated.enforced
  const [first] = refused
  if (first?.kind === 'record') return { code: 'E_RELEASE_DIFFERS', sentence: `Nothing was written: ${first.reason}.` }
  if (first !== undefined)
    return { code: 'E_NOT_A_QUERY', sentence: `Stopped at ${first.method} ${first.path}: ${first.reason}.` }
  if (operated.trouble instanceof GateError) return { code: operated.trouble.code, sentence: operated.trouble.sentence }
  if (operated.result !== null && operated.result.exitCode !== 0) {
    const failed = helmFailure(operated.result, 'helm', mask)
    return { code: failed.code, sentence: failed.sentence }
  }
  const seen =
    state.record === null ? 'there is no such revision' : `revision ${state.record.revision} is ${state.record.status}`
  return {
    code: 'E_READ_BACK',
    sentence: `Helm reported success, but ${seen}; it should be that ${wanted}.`,
  }
}

const outcomeOf = (query: AppliedQuery, { operated, state }: Ending): AppliedQuery => {
  // Of a write that was tried again, the last try counts.
  const tries = operated.enforced.sent.filter(({ queries }) => queries.includes(query.digest))
  const writes = tries.filter(
    (write, index) =>
      !tries.some((later, place) => place > index && later.method === write.method && later.path === write.path),
  )
  const failed = writes.find(({ status }) => status === 0 || (status >= 400 && status !== 404))
  if (query.verb === 'keep') return { ...query, outcome: 'left' }
  const outcome =
    writes.length === 0 ? 'not sent' : failed === undefined ? 'applied' : failed.status === 0 ? 'unknown' : 'failed'
  const path = writes.at(-1)?.path
  const known = [...state.objects].find(([object]) => object === path || object === `${path}/${query.object.name}`)
  return { ...query, outcome, readBack: outcome === 'applied' ? (known?.[1] ?? null) : null }
}
