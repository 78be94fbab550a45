import { describe, expect, test } from '@jest/globals'
import type { Query } from '../../src/plan/Plan.ts'
import { whyItMatters } from '../../src/render/whyItMatters.ts'
import { queryOf } from './queryOf.ts'

const bare = { changes: [], diff: '' }
const refused = (refusal: string): Partial<Query> => ({
  ...bare,
  verb: 'blocked',
  cluster: { verified: true, reason: null, refusal, sideEffects: [] },
})

describe('why a query matters', () => {
  test.each<[string, Partial<Query>, string]>([
    ['a change that tells', {}, '`replicas: 2 → 3`'],
    ['data', { ...bare, verb: 'delete', risks: ['deletes-data', 'deletes'] }, '**data may go with it**'],
    [
      'another owner',
      { ...bare, verb: 'delete', risks: ['foreign', 'deletes'], owner: 'release a in namespace b' },
      '**belongs to another release**',
    ],
    ['nobody', { ...bare, verb: 'adopt', risks: ['adopts'], owner: 'nobody' }, 'belongs to `nobody`'],
    [
      'a hook',
      { ...bare, verb: 'run', risks: ['hook'], hook: { events: ['pre-upgrade'], weight: 0, deletePolicies: [] } },
      '`pre-upgrade` hook, runs changed or not',
    ],
    ['a risk of a later version', { ...bare, risks: ['`new`'] }, '`` `new` ``'],
    [
      'an immutable field',
      refused('Job.batch "a" is invalid: spec.template: Invalid value: {"a":"b: c"}: field is immutable'),
      '**refused by the cluster**: `spec.template: field is immutable`',
    ],
    ['another refusal', refused('denied the request: no'), '**refused by the cluster**'],
  ])('%s', (_what, parts, words) => {
    expect(whyItMatters([queryOf(parts)])).toBe(words)
  })

  test('a group says that nothing else changes', () => {
    expect(whyItMatters([queryOf(bare), queryOf(bare)])).toBe('nothing else changes')
  })
})
