import { expect, test } from '@jest/globals'
import { readEvent } from '../../src/config/readEvent.ts'
import type { Json } from '../../src/json/Json.ts'

const nothing = {
  kind: 'other',
  pullRequest: null,
  head: null,
  merged: false,
  groupHead: null,
  base: null,
  comment: null,
}
const sha = 'b'.repeat(40)
const queue = (ref: string) => ({ action: 'checks_requested', merge_group: { head_ref: ref, head_sha: sha } })
const run = {
  event: 'pull_request',
  head_branch: 'change',
  head_sha: 'a'.repeat(40),
  head_repository: { id: 7, owner: { login: 'eve' } },
  pull_requests: [{ number: 1 }],
}
const head = { repositoryId: 7, owner: 'eve', branch: 'change', sha: 'a'.repeat(40) }
const comment = { id: 9, node_id: 'IC_9', body: '/approve 1' }

test.each<[string, string, Json, object]>([
  [
    'a push to a pull request',
    'pull_request',
    { action: 'synchronize', pull_request: { number: 5 } },
    { kind: 'changed', pullRequest: 5 },
  ],
  [
    'one from a fork',
    'pull_request_target',
    { action: 'opened', pull_request: { number: 5 } },
    { kind: 'changed', pullRequest: 5 },
  ],
  [
    'a merge',
    'pull_request',
    { action: 'closed', pull_request: { number: 5, merged: true } },
    { kind: 'closed', pullRequest: 5, merged: true },
  ],
  [
    'a merge queue',
    'merge_group',
    queue(`refs/heads/gh-readonly-queue/release/1/pr-5-${sha}`),
    { kind: 'group', pullRequest: 5, groupHead: sha },
  ],
  ['a branch that only looks like a queue', 'merge_group', queue(`refs/heads/pr-5-${sha}`), {}],
  ['the clock', 'schedule', { schedule: '0 * * * *' }, { kind: 'sweep' }],
  ['a base that moved', 'push', { ref: 'refs/heads/release/1' }, { kind: 'sweep', base: 'release/1' }],
  ['a tag', 'push', { ref: 'refs/tags/v1' }, {}],
  ['a branch that was deleted', 'push', { ref: 'refs/heads/x', deleted: true }, {}],
  [
    'a close',
    'pull_request',
    { action: 'closed', pull_request: { number: 5, merged: false } },
    { kind: 'closed', pullRequest: 5 },
  ],
  [
    'a merge that is only said to be one',
    'pull_request',
    { action: 'closed', pull_request: { number: 5, merged: 'true' } },
    { kind: 'closed', pullRequest: 5 },
  ],
  [
    'a review',
    'pull_request_review',
    { action: 'submitted', pull_request: { number: 5 } },
    { kind: 'remark', pullRequest: 5 },
  ],
  [
    'a comment',
    'issue_comment',
    { action: 'created', issue: { number: 5, pull_request: {} }, comment },
    { kind: 'remark', pullRequest: 5, comment: { databaseId: 9, nodeId: 'IC_9', body: '/approve 1' } },
  ],
  [
    'an edited comment, which is never answered',
    'issue_comment',
    { action: 'edited', issue: { number: 5, pull_request: {} }, comment },
    { kind: 'remark', pullRequest: 5 },
  ],
  [
    'a deleted comment',
    'issue_comment',
    { action: 'deleted', issue: { number: 5, pull_request: {} }, comment },
    { kind: 'remark', pullRequest: 5 },
  ],
  ['a comment on an issue', 'issue_comment', { action: 'created', issue: { number: 5 }, comment }, {}],
  ['a start by hand', 'workflow_dispatch', { inputs: { 'pull-request': '5' } }, { kind: 'dispatch' }],
  [
    'a pull request without a number',
    'pull_request',
    { action: 'opened', pull_request: { number: '5' } },
    { kind: 'changed' },
  ],
  ['no payload', 'pull_request', null, { kind: 'changed' }],
  ['a payload that is text', 'issue_comment', 'x', {}],
  [
    'the end of a workflow of a pull request, whatever number it names',
    'workflow_run',
    { action: 'completed', workflow_run: run },
    { kind: 'signal', head },
  ],
  [
    'the end of one of a review',
    'workflow_run',
    { action: 'completed', workflow_run: { ...run, event: 'pull_request_review' } },
    { kind: 'signal', head },
  ],
  ['the start of one', 'workflow_run', { action: 'requested', workflow_run: run }, {}],
  ['the end of one of a push', 'workflow_run', { action: 'completed', workflow_run: { ...run, event: 'push' } }, {}],
  [
    'one whose fork is gone',
    'workflow_run',
    { action: 'completed', workflow_run: { ...run, head_repository: null } },
    {},
  ],
])('%s', (_what, name, payload, event) => {
  expect(readEvent(name, payload)).toEqual({ ...nothing, ...event })
})
