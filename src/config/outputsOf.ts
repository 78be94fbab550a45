import type { Plan } from '../plan/Plan.ts'
import type { Decision } from '../review/Decision.ts'
import { missingWords } from '../review/Need.ts'
import type { Receipt } from '../review/Receipt.ts'
import type { Outputs } from './actionOutputs.ts'

/** Which pull request an event belongs to, and how it stands. */
export type Resolved = {
  readonly number: number
  readonly state: 'open' | 'merged' | 'closed'
  readonly head: string
  /** Whether its branch is in this repository, not in a fork. */
  readonly sameRepository: boolean
}

/** What the outputs are made of; `plan` is what was decided on. */
export type OutputFacts = {
  readonly decision: Decision | null
  readonly plan: Pick<Plan, 'digest' | 'target'> | null
  readonly counts: Plan['counts'] | null
  readonly environment: string
  readonly reportPath: string
  /** The code of the error that ended the run, if one did. */
  readonly error: string | null
}

const NOTHING: Outputs = {
  approved: 'false',
  decision: 'pending',
  'reason-code': 'NO_SURFACE',
  environment: '',
  'plan-digest': '',
  pending: '[]',
  rejected: '[]',
  denied: '[]',
  counts: '{}',
  needed: '[]',
  targets: '[]',
  'report-path': '',
  'pull-request': '',
  'pull-request-state': '',
  'pull-request-head': '',
  'same-repository': '',
  result: '{}',
}

/**
 * The outputs of the action: booleans, ids, digests, numbers and JSON of them, so that environments and conditions
 * can build on them. `environment` is empty unless everything is approved.
 */
export const outputsOf = ({ decision, plan, counts, environment, reportPath, error }: OutputFacts): Outputs => {
  if (error !== null || decision === null) {
    const state = error === null ? {} : { decision: 'error', 'reason-code': error }
    const bare = {
      ...NOTHING,
      ...state,
      'plan-digest': plan?.digest ?? '',
      counts: JSON.stringify(counts ?? {}),
      'report-path': reportPath,
    }
    return { ...bare, result: resultOf(bare) }
  }
  const approved = decision.state === 'approved'
  const numbers = (state: string): string =>
    JSON.stringify(decision.queries.filter((query) => query.state === state).map(({ query }) => query.number))
  const needed = decision.queries
    .filter(({ state, query }) => state === 'pending' && query.unapprovable === null)
    .map(({ query, missing, needs }) => ({ query: query.number, missing, of: needs.map((need) => missingWords(need)) }))
  const outputs: Outputs = {
    ...NOTHING,
    approved: String(approved),
    decision: decision.state,
    'reason-code': decision.reason,
    environment: approved ? environment : '',
    'plan-digest': plan?.digest ?? '',
    pending: numbers('pending'),
    rejected: numbers('rejected'),
    denied: numbers('denied'),
    counts: JSON.stringify(counts ?? {}),
    needed: JSON.stringify(needed),
    targets: JSON.stringify(
      plan === null
        ? []
        : [
            {
              release: plan.target.release,
              namespace: plan.target.namespace,
              environment: plan.target.environment,
              approved,
            },
          ],
    ),
    'report-path': reportPath,
    result: '',
  }
  return { ...outputs, result: resultOf(outputs) }
}

/** The outputs after an apply: what was decided is past, what was done counts. */
export const outputsAfterApply = (receipt: Receipt, environment: string, reportPath: string): Outputs => {
  const done = receipt.result === 'applied' || receipt.result === 'nothing-to-do'
  const outputs: Outputs = {
    ...NOTHING,
    approved: String(done),
    decision: done ? 'applied' : 'error',
    'reason-code': done ? receipt.result.toUpperCase().replaceAll('-', '_') : (receipt.code ?? 'E_APPLY'),
    environment: done ? environment : '',
    'plan-digest': receipt.planDigest,
    'report-path': reportPath,
  }
  return { ...outputs, result: resultOf(outputs) }
}

/** The outputs of the command resolve: nothing is decided, the pull request is named. */
export const outputsOfResolved = (resolved: Resolved): Outputs => {
  const outputs: Outputs = {
    ...NOTHING,
    'reason-code': 'RESOLVED',
    'pull-request': String(resolved.number),
    'pull-request-state': resolved.state,
    'pull-request-head': resolved.head,
    'same-repository': String(resolved.sameRepository),
  }
  return { ...outputs, result: resultOf(outputs) }
}

/** The outputs of the doctor: nothing is decided, the document is named. */
export const outputsOfDoctor = (isWell: boolean, reportPath: string): Outputs => {
  const outputs: Outputs = {
    ...NOTHING,
    'reason-code': isWell ? 'NO_WEAKNESS' : 'E_WEAKNESS',
    'report-path': reportPath,
  }
  const decided: Outputs = isWell ? outputs : { ...outputs, decision: 'error' }
  return { ...decided, result: resultOf(decided) }
}

const resultOf = (outputs: Outputs): string =>
  JSON.stringify({
    schemaVersion: 1,
    approved: outputs.approved === 'true',
    decision: outputs.decision,
    reasonCode: outputs['reason-code'],
    environment: outputs.environment,
    planDigest: outputs['plan-digest'],
    pending: JSON.parse(outputs.pending) as number[],
    rejected: JSON.parse(outputs.rejected) as number[],
    denied: JSON.parse(outputs.denied) as number[],
    counts: JSON.parse(outputs.counts) as object,
  })
