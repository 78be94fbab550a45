import { describe, expect, it, test } from '@jest/globals'
import { spentIn } from '../../src/render/spentMark.ts'
import { receiptComments, renderReceipt } from '../../src/render/renderReceipt.ts'
import { renderReply } from '../../src/render/renderReply.ts'
import { renderStatus, STATUS_MARK } from '../../src/render/renderStatus.ts'
import { statusLine } from '../../src/render/statusLine.ts'
import type { Decision, QueryDecision, ReasonCode } from '../../src/review/Decision.ts'
import type { Receipt } from '../../src/review/Receipt.ts'
import { decisionOf, needOf, verdictOf } from '../review/decisionOf.ts'
import { digestOf, queryOf } from './queryOf.ts'

const verdict = (login: string, reason = '') => verdictOf(login, { reason })

const on = (number: number, state: QueryDecision['state'], parts: Partial<QueryDecision> = {}): QueryDecision => ({
  query: queryOf({ number }),
  state,
  needs: [needOf(1, state === 'approved' ? [verdict('ann')] : [])],
  approvals: [],
  rejections: [],
  notCounted: [],
  missing: state === 'approved' ? 0 : 1,
  ...parts,
})

const decision = (reason: ReasonCode, queries: readonly QueryDecision[], parts: Partial<Decision> = {}): Decision =>
  decisionOf(queries, { reason, ...parts })

const context = {
  target: 'web/production',
  namespace: 'shop',
  planId: 'f'.repeat(32),
  applied: null,
  level: 'L1',
} as const

describe('the state in a few words', () => {
  const unapprovable = { ...on(2, 'pending'), query: queryOf({ unapprovable: { code: 'E_UNSTABLE', message: 'x' } }) }
  test.each<[Decision, string]>([
    [decision('NOTHING_TO_DO', []), 'nothing to do'],
    [decision('NO_SURFACE', []), 'no complete list of queries yet: the plan has not been published'],
    [decision('HEAD_MOVED', []), 'stale: the pull request moved while it was evaluated'],
    [decision('WAITING_FOR_MERGE', [on(1, 'approved')]), '1 of 1 approved · waiting for the merge'],
    [decision('BLOCKED_BY_CLUSTER', [on(1, 'blocked'), on(2, 'approved')]), 'refused by the cluster: 1'],
    [
      decision('REJECTED', [on(3, 'rejected', { rejections: [verdict('carol')] })], { held: ['bob'] }),
      'rejected: 3 by carol, changes requested by bob',
    ],
    [decision('APPROVED', [on(1, 'approved'), on(2, 'allowed')]), '2 of 2 approved'],
    [decision('UNAPPROVABLE', [on(1, 'approved'), unapprovable]), '1 of 2 cannot be approved as they are'],
    [
      decision('PENDING', [on(1, 'approved'), on(2, 'pending'), on(3, 'pending')]),
      '1 of 3 approved · still needs 1 of people with write access for 2, 3',
    ],
    [
      decision('PENDING', [
        on(1, 'pending', { needs: [needOf(2)] }),
        on(2, 'pending'),
        on(4, 'pending', { needs: [needOf(2), needOf(1, [], 'acme/sre')] }),
      ]),
      '0 of 3 approved · still needs 2 of people with write access for 1; 1 of people with write access for 2; 2 of people with write access and 1 of acme/sre for 4',
    ],
    [
      decision('OVERRIDDEN', [on(1, 'approved')], { override: verdict('sam', 'the site is down') }),
      'break-glass by sam: the site is down',
    ],
    [decision('ERROR', []), 'error: see the job log'],
  ])('%#', (each, words) => {
    expect(statusLine(each)).toBe(words)
  })
})

describe('the status comment', () => {
  it('says who is needed, why something did not count, and what to do', () => {
    const remarks = [
      {
        remark: 'r1',
        login: 'dan',
        counted: false,
        sentences: ['Not counted: you are the author of this pull request.'],
      },
      { remark: 'r2', login: 'ann', counted: true, sentences: ['Approved 1 (update Deployment web).'] },
    ]
    const text = renderStatus(
      decision('PENDING', [on(1, 'approved', { approvals: [verdict('ann')] }), on(2, 'pending')], { remarks }),
      context,
    )
    expect(text.split('\n')).toEqual([
      '**`web/production`** · `1 of 2 approved · still needs 1 of people with write access for 2`',
      '',
      '| # | Query | State | Who |',
      '|--:|:--|:--|:--|',
      '| 1 | **update** `Deployment` `web` | approved | [`ann`](https://github.test/ann) |',
      '| 2 | **update** `Deployment` `web` | pending | still needs `1 of people with write access` |',
      '',
      '<details><summary>Who counted, who did not, who could still</summary>',
      '',
      '**1**',
      '- ✓ 1 of `people with write access` · counted: [`ann`](https://github.test/ann)',
      '',
      '**2**',
      '- 1 of `people with write access`',
      '',
      '</details>',
      '',
      '<details><summary>Not counted (1)</summary>',
      '',
      '- `dan`: `Not counted: you are the author of this pull request.`',
      '',
      '</details>',
      '',
      `Look at the list, then copy: \`/approve 2 @${'f'.repeat(32)}\``,
      '',
      '<sub>identity level L1</sub>',
      '',
      STATUS_MARK,
    ])
  })

  it.each<[ReasonCode, string]>([
    ['REJECTED', 'have the rejection revoked with `/revoke`'],
    ['APPROVED', 'the apply job may run'],
    ['BLOCKED_BY_CLUSTER', 'Change the chart'],
    ['UNAPPROVABLE', 'what is missing'],
    ['WAITING_FOR_MERGE', 'Merge the pull request'],
    ['NOTHING_TO_DO', 'Nobody needs to do anything.'],
    ['HEAD_MOVED', 'run the job again'],
  ])('after %s says: %s', (reason, words) => {
    expect(renderStatus(decision(reason, []), { ...context, applied: 'applied in 4 s' })).toContain(words)
    expect(renderStatus(decision(reason, []), { ...context, applied: 'applied in 4 s' })).toContain(
      '\n\napplied in 4 s\n\n',
    )
  })
})

describe('the reply to a comment', () => {
  const reply = (body: string, parts: Partial<Decision> = {}) =>
    renderReply({ nodeId: 'r', body }, decision('PENDING', [on(1, 'pending')], parts), {
      level: 'L1',
      planId: 'f'.repeat(32),
    })
  const result = (...sentences: string[]) => ({ remarks: [{ remark: 'r', login: 'ann', counted: true, sentences }] })

  it('is none to what is no command', () => {
    expect(reply('looks good')).toBeNull()
  })
  it('is a thumbs up where all counted, and to a wish for a plan', () => {
    expect(reply('/approve 1', result('Approved 1.'))).toEqual({ text: '' })
    expect(reply('/gate plan')).toEqual({ text: '' })
  })
  it('says what counted and what did not', () => {
    expect(reply('/approve 1 2', result('Approved 1.', 'Not counted for 2: it has changed since.'))).toEqual({
      text: [
        '`Approved 1.`',
        '`Not counted for 2: it has changed since.`',
        'Still needed: `1 of people with write access for 1`.',
        `Look at the list, then copy: \`/approve 1 @${'f'.repeat(32)}\``,
      ].join('\n\n'),
    })
  })
  it('says the state, or how to write a command', () => {
    expect(reply('/gate status')?.text).toContain('0 of 1 approved')
    expect(reply('/gate help')?.text).toContain('Needed per query:\n\n- 1 of `people with write access`')
    expect(reply('/approve 1')?.text).toMatch(/^Nothing was counted: `0 of 1 approved/)
  })
})

describe('a receipt', () => {
  const receipt: Receipt = {
    schemaVersion: 1,
    planDigest: digestOf('f'),
    target: 'web/`production`',
    pullRequest: 5,
    head: '0123456789abcdef0123',
    identityLevel: 'L1',
    result: 'applied',
    code: null,
    sentence: 'Applied in 4 s. @acme',
    revision: { before: 6, after: 7, status: 'deployed' },
    startedAt: '2026-01-01T00:00:00Z',
    seconds: 4,
    override: null,
    inputs: [],
    queries: [
      {
        number: 1,
        digest: digestOf('a'),
        verb: 'update',
        object: queryOf().object,
        outcome: 'applied',
        readBack: true,
        approvals: [verdict('ann')],
      },
      {
        number: 2,
        digest: digestOf('b'),
        verb: 'delete',
        object: queryOf().object,
        outcome: 'unknown',
        readBack: false,
        approvals: [],
      },
      {
        number: 3,
        digest: digestOf('c'),
        verb: 'run',
        object: queryOf().object,
        outcome: 'not sent',
        readBack: null,
        approvals: [],
      },
    ],
    requests: { query: 3, unchanged: 5, record: 2 },
    refused: [],
    spent: [
      { query: digestOf('a'), remark: 'IC_1' },
      { query: digestOf('b'), remark: 'PRR_2' },
    ],
  }

  it('says what became of every query, and who approved it', () => {
    expect(renderReceipt(receipt).split('\n')).toEqual([
      '### Applied: ``web/`production` ``'.replace('``web', '`` web'),
      '',
      '`Applied in 4 s. @acme`',
      '',
      `release revision 7 (\`deployed\`) · 3 of 10 requests were queries, 5 changed nothing, 2 stored the release · plan \`${'f'.repeat(32)}\` · head \`0123456789ab\` · identity level L1`,
      '',
      '| # | Query | Outcome | Approved by |',
      '|--:|:--|:--|:--|',
      '| 1 | **update** `Deployment` `web` | applied, read back | [`ann`](https://github.test/ann) |',
      '| 2 | **delete** `Deployment` `web` | unknown, **not found as expected** |  |',
      '| 3 | **run** `Deployment` `web` | not sent |  |',
    ])
  })

  it('says what was refused, and by which code it ended', () => {
    const refused = [{ method: 'PUT', path: '/api/v1/x', reason: 'no approved query <b>' }]
    const text = renderReceipt({
      ...receipt,
      result: 'failed',
      code: 'E_NOT_A_QUERY',
      queries: [],
      refused,
      revision: { before: 6, after: null, status: null },
    })
    expect(text).toContain('### Failed: ')
    expect(text).toContain('[E_NOT_A_QUERY]')
    expect(text).toContain('**Refused on the wire**\n\n- `PUT /api/v1/x`: `no approved query <b>`')
    expect(text).not.toContain('release revision')
  })

  it('as a comment says which approvals it used up, and they are read back', () => {
    expect(receiptComments(receipt).flatMap(spentIn)).toEqual([`${digestOf('a')} IC_1`, `${digestOf('b')} PRR_2`])
    expect(receiptComments({ ...receipt, spent: [] }).flatMap(spentIn)).toEqual([])
  })

  it.each([1, 300, 301, 1200, 5000])('of %i queries fits into comments, each approval once', (count) => {
    const number = (index: number): string => index.toString(16).padStart(64, '0')
    const spent = Array.from({ length: count }, (_, index) => ({
      query: `sha256:${number(index)}`,
      remark: `IC_kwDOABCDEF${index % 3}`,
    }))
    const [applied] = receipt.queries
    if (applied === undefined) throw new Error('there is no query')
    const queries = spent.map(({ query }, index) => ({
      ...applied,
      number: index + 1,
      digest: query,
    }))
    const bodies = receiptComments({ ...receipt, queries, spent })
    for (const body of bodies) expect(body.length).toBeLessThanOrEqual(65_536)
    expect(bodies.flatMap(spentIn).sort()).toEqual(spent.map(({ query, remark }) => `${query} ${remark}`).sort())
    const refused = receiptComments({ ...receipt, queries, spent: [] }, spent)
    expect(refused).toHaveLength(bodies.length)
    expect(refused.flatMap(spentIn)).toEqual([])
  })

  test.each([
    ['another comment', 'hello'],
    ['a receipt with something below', 'x\n<!-- helm-query-gate:receipt W10= -->\nmore'],
    ['a receipt in a quote', '> <!-- helm-query-gate:receipt W10= -->'],
    ['rubbish for pairs', '\n<!-- helm-query-gate:receipt AAAA -->'],
    ['no list', `\n<!-- helm-query-gate:receipt ${Buffer.from('{}').toString('base64')} -->`],
  ])('%s uses nothing up', (_what, body) => {
    expect(spentIn(body)).toEqual([])
  })
})
