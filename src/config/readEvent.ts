import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'

/** The head of a pull request that another workflow ran for. */
export type RunHead = {
  readonly repositoryId: number
  /** Login of the owner of the head's repository. */
  readonly owner: string
  readonly branch: string
  readonly sha: string
}

/** What started a workflow, as far as the gate cares. */
export type GateEvent = {
  /**
   * `changed`: the pull request's content may have; `closed`: it was merged or closed; `remark`: somebody wrote
   * something; `signal`: a workflow of a pull request ended; `group`: it stands in a merge queue; `sweep`: time has
   * passed, or a base moved.
   */
  readonly kind: 'changed' | 'closed' | 'remark' | 'signal' | 'group' | 'sweep' | 'dispatch' | 'other'
  readonly pullRequest: number | null
  /** Of a signal, whose event names no pull request that can be relied on. */
  readonly head: RunHead | null
  readonly merged: boolean
  /** Of a merge queue: the commit that is to be merged, where the status must stand as well. */
  readonly groupHead: string | null
  /** The branch that moved, for a sweep over the pull requests into it; null for a sweep over all. */
  readonly base: string | null
  /** The comment that was just written, where the event is one. */
  readonly comment: { readonly databaseId: number; readonly nodeId: string; readonly body: string } | null
}

const NOTHING: GateEvent = {
  kind: 'other',
  pullRequest: null,
  head: null,
  merged: false,
  groupHead: null,
  base: null,
  comment: null,
}

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
  if (name === 'workflow_run') return signal(payload)
  if (name === 'merge_group') return group(payload)
  if (name === 'schedule') return { ...NOTHING, kind: 'sweep' }
  if (name === 'push') return moved(payload)
  return name === 'workflow_dispatch' ? { ...NOTHING, kind: 'dispatch' } : NOTHING
}

/** The pull request that a merge queue has come to, which only the name of the queue's branch says. */
const group = (payload: Json): GateEvent => {
  const ref = textAt(payload, 'merge_group', 'head_ref') ?? ''
  const number = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d+)-[0-9a-f]+$/.exec(ref)?.[1]
  const groupHead = textAt(payload, 'merge_group', 'head_sha') ?? null
  if (number === undefined || groupHead === null || textAt(payload, 'action') !== 'checks_requested') return NOTHING
  return { ...NOTHING, kind: 'group', pullRequest: Number(number), groupHead }
}

const moved = (payload: Json): GateEvent => {
  const branch = /^refs\/heads\/(.+)$/.exec(textAt(payload, 'ref') ?? '')?.[1]
  return branch === undefined || at(payload, 'deleted') === true ? NOTHING : { ...NOTHING, kind: 'sweep', base: branch }
}

// Runs of other events have the default branch as their head, which is no pull request's.
const OF_PULL_REQUEST = new Set(['pull_request', 'pull_request_review'])

const signal = (payload: Json): GateEvent => {
  const run = at(payload, 'workflow_run')
  if (textAt(payload, 'action') !== 'completed' || !OF_PULL_REQUEST.has(textAt(run, 'event') ?? '')) return NOTHING
  const repositoryId = at(run, 'head_repository', 'id')
  const owner = textAt(run, 'head_repository', 'owner', 'login')
  const branch = textAt(run, 'head_branch')
  const sha = textAt(run, 'head_sha')
  if (typeof repositoryId !== 'number' || owner === undefined || branch === undefined || sha === undefined)
    return NOTHING
  return { ...NOTHING, kind: 'signal', head: { repositoryId, owner, branch, sha } }
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
