import { expect, test } from '@jest/globals'
import { readEvent } from '../../src/config/readEvent.ts'
import type { Json } from '../../src/json/Json.ts'

const nothing = { kind: 'other', pullRequest: null, merged: false, comment: null }
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
  ['a schedule', 'schedule', {}, {}],
  ['a push', 'push', { ref: 'refs/heads/main' }, {}],
  [
    'a pull request without a number',
    'pull_request',
    { action: 'opened', pull_request: { number: '5' } },
    { kind: 'changed' },
  ],
  ['no payload', 'pull_request', null, { kind: 'changed' }],
  ['a payload that is text', 'issue_comment', 'x', {}],
])('%s', (_what, name, payload, event) => {
  expect(readEvent(name, payload)).toEqual({ ...nothing, ...event })
})
