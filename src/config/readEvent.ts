import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'

/** What started a workflow, as far as the gate cares. */
export type GateEvent = {
  /** `changed`: the pull request's content may have; `closed`: it was merged or closed; `remark`: somebody wrote something. */
  readonly kind: 'changed' | 'closed' | 'remark' | 'dispatch' | 'other'
  readonly pullRequest: number | null
  readonly merged: boolean
  /** The comment that was just written, where the event is one. */
  readonly comment: { readonly databaseId: number; readonly nodeId: string; readonly body: string } | null
}

const NOTHING: GateEvent = { kind: 'other', pullRequest: null, merged: false, comment: null }

/** Reads the payload of a workflow's event. `name` is GITHUB_EVENT_NAME. */
export const readEvent = (name: string, payload: Json): GateEvent => {
  if (name === 'pull_request' || name === 'pull_request_target') {
    const closed = textAt(payload, 'action') === 'closed'
    const merged = at(payload, 'pull_request', 'merged') === true
    return { ...NOTHING, kind: closed ? 'closed' : 'changed', pullRequest: numberAt(payload, 'pull_request'), merged }
  }
  if (name === 'pull_request_review')
    return { ...NOTHING, kind: 'remark', pullRequest: numberAt(payload, 'pull_request') }
  if (name === 'issue_comment' && at(payload, 'issue', 'pull_request') !== undefined) {
    return { ...NOTHING, kind: 'remark', pullRequest: numberAt(payload, 'issue'), comment: commentIn(payload) }
  }
  return name === 'workflow_dispatch' ? { ...NOTHING, kind: 'dispatch' } : NOTHING
}

const numberAt = (payload: Json, key: string): number | null => {
  const number = at(payload, key, 'number')
  return typeof number === 'number' ? number : null
}

const commentIn = (payload: Json): GateEvent['comment'] => {
  const id = at(payload, 'comment', 'id')
  if (textAt(payload, 'action') !== 'created' || typeof id !== 'number') return null
  return {
    databaseId: id,
    nodeId: textAt(payload, 'comment', 'node_id') ?? '',
    body: textAt(payload, 'comment', 'body') ?? '',
  }
}
