import type { Outcome } from '../exchange/Exchange.ts'
import { isObject } from '../json/isObject.ts'
import { textAt } from '../json/at.ts'
import type { JsonObject } from '../json/Json.ts'
import { parseJson } from '../json/parseJson.ts'
import type { WriteCall } from './Call.ts'
import { answerObject } from './answerObject.ts'
import type { Answer } from './kubernetesStatus.ts'

/** What an answer to a dry run means. `relay`: the program is to see it as it is. */
export type DryRunVerdict =
  | { readonly kind: 'relay' }
  | { readonly kind: 'recorded'; readonly outcome: Outcome; readonly object: JsonObject | null }

const recorded = (outcome: Outcome, object: JsonObject | null = null): DryRunVerdict => ({
  kind: 'recorded',
  outcome,
  object,
})

/**
 * Reads an answer to a dry run. `buried` says that this run has deleted the object already, so that a POST which is
 * told "already exists" got past validation and admission: storing it was the only thing that failed.
 */
export const verdictOf = ({ request }: WriteCall, answer: Answer, buried: boolean): DryRunVerdict => {
  if (answer.status >= 200 && answer.status < 300)
    return recorded({ kind: 'accepted' }, objectIn(answer, request.method))
  if (answer.status === 404 && request.method !== 'POST') return { kind: 'relay' }
  const { reason, message } = statusIn(answer)
  // What is not of its kind's type gets this far only by a server-side apply, which answers 500.
  const mistyped = answer.status === 500 && message.startsWith('failed to create typed patch object')
  if ((answer.status === 429 || answer.status >= 500) && !mistyped) return { kind: 'relay' }
  const exists = request.method === 'POST' && answer.status === 409 && reason === 'AlreadyExists'
  if (exists && buried) return recorded({ kind: 'accepted' }, isObject(request.body) ? request.body : null)
  if (exists && RELAYED_KINDS.has(request.target.resource)) return { kind: 'relay' }
  if (answer.status === 403 && /is forbidden: User "[^"]*" cannot /.test(message)) {
    return recorded({ kind: 'unverified', reason: 'this identity may not dry-run the write' })
  }
  if (answer.status === 400 && message.includes('does not support dry run')) {
    return recorded({ kind: 'unverified', reason: 'an admission webhook does not support dry runs' })
  }
  return recorded({ kind: 'refused', refusal: { status: answer.status, reason, message } })
}

// Helm itself takes "already exists" of these for good news.
const RELAYED_KINDS = new Set(['namespaces', 'customresourcedefinitions'])

const objectIn = (answer: Answer, method: string): JsonObject | null => {
  const object = answerObject(answer)
  return method === 'DELETE' ? null : object
}

const statusIn = (answer: Answer): { readonly reason: string; readonly message: string } => {
  try {
    const status = parseJson(answer.body.toString('utf8'))
    return {
      reason: textAt(status, 'reason') ?? 'Unknown',
      message: textAt(status, 'message') ?? `HTTP ${answer.status}`,
    }
  } catch {
    return { reason: 'Unknown', message: `HTTP ${answer.status} without a Status` }
  }
}
