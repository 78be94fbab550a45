import { describe, expect, it, test } from '@jest/globals'
import fc from 'fast-check'
import type { Json, JsonObject } from '../../src/json/Json.ts'
import { canonicalJson } from '../../src/json/canonicalJson.ts'
import { createRedactor, SECRET_MASK, secretValues } from '../../src/plan/redactor.ts'
import { sealSecrets } from '../../src/plan/sealSecrets.ts'
import { core, exchangeOf } from './exchangeOf.ts'
import { hookOf, KEY, plansOf, queriesOf, recordOf } from './factsOf.ts'

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'
const base64 = (text: string): string => Buffer.from(text).toString('base64')

const secret = (data: JsonObject, parts: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'web' },
  data,
  ...parts,
})

const changed = (before: string, after: string) =>
  exchangeOf({
    ...core('Secret', 'web'),
    body: { data: { password: base64(after) } },
    before: secret({ password: base64(before) }),
    after: secret({ password: base64(after) }),
  })

const digest = (before: string, after: string, digestKey: string | null = KEY) =>
  queriesOf([changed(before, after)], { digestKey })[0]?.digest

describe('the digest of a Secret', () => {
  it('moves with one flipped bit, before or after, and with the key', () => {
    const digests = [
      digest('hunter2', 'hunter3'),
      digest('hunter2', 'hunter1'),
      digest('hunter0', 'hunter3'),
      digest('hunter2', 'hunter3', `${KEY}!`),
    ]
    expect(new Set(digests).size).toBe(4)
    expect(digest('hunter2', 'hunter3')).toBe(digests[0])
  })

  it('cannot be guessed without the key: sealed content holds neither value nor length', () => {
    const sealed = (value: string): Json =>
      sealSecrets([{ path: 'data.password', op: 'replace', before: null, after: base64(value) }], KEY)
    expect(sealed('hunter2')).toEqual([
      {
        path: 'data.password',
        op: 'replace',
        before: null,
        after: expect.stringMatching(/^hmac-sha256:[0-9a-f]{64}$/),
      },
    ])
    expect(canonicalJson(sealed('x')).length).toBe(canonicalJson(sealed('x'.repeat(5000))).length)
  })

  it('seals every value under its own path, so that equal values do not look equal', () => {
    const sealed = sealSecrets(secret({ a: 'same', b: 'same' }), KEY) as { data: Record<string, string> }
    expect(sealed.data['a']).not.toBe(sealed.data['b'])
  })

  test.each<[string, Json]>([
    ['a whole Secret', secret({ password: 'CANARY' })],
    ['a Secret that is posted in plain text', { posted: secret({}, { stringData: { password: 'CANARY' } }) }],
    ['a Secret in a deleted document', { uid: 'u', document: secret({ 'tls.key': 'CANARY' }) }],
    ['a change of one key', { changes: [{ path: 'data["tls.key"]', before: 'CANARY', after: 'CANARY' }] }],
    ['a change of all keys', [{ path: 'data', before: { a: 'CANARY' }, after: null }]],
    ['a change of plain text', [{ path: 'stringData.a', before: 'CANARY', after: 'CANARY' }]],
    ['a revert', [{ path: 'data.a', after: 'CANARY' }]],
    ['pinned leaves', { pinned: [{ path: 'data.a', before: 'CANARY', after: null }] }],
    ['the annotation of kubectl', { metadata: { annotations: { [LAST_APPLIED]: 'CANARY' } } }],
    ['a change of it', [{ path: `metadata.annotations["${LAST_APPLIED}"]`, before: 'CANARY', after: 'CANARY' }]],
    [
      'annotations that come whole',
      [{ path: 'metadata.annotations', before: null, after: { [LAST_APPLIED]: 'CANARY' } }],
    ],
    ['a list where a text should be', secret({ a: ['CANARY', { b: 'CANARY' }] })],
  ])('seals %s', (_what, content) => {
    expect(canonicalJson(sealSecrets(content, KEY))).not.toContain('CANARY')
    expect(sealSecrets(content, KEY)).toEqual(sealSecrets(content, KEY))
    expect(sealSecrets(content, KEY)).not.toEqual(sealSecrets(content, 'another key'))
  })

  it('is no digest that can be approved without a key', () => {
    const plan = plansOf([changed('hunter2', 'hunter3')], { digestKey: null })
    expect(plan.queries[0]?.unapprovable?.code).toBe('E_DIGEST_KEY')
    expect(plansOf([changed('hunter2', 'hunter3')]).queries[0]?.unapprovable).toBeNull()
  })
})

describe('an object that copies a secret value', () => {
  const copy = (text: string) =>
    exchangeOf({
      ...core('ConfigMap', 'web'),
      body: { data: { url: `postgres://web:${text}@db` } },
      before: { data: { url: 'none' } },
      after: { data: { url: `postgres://web:${text}@db` } },
    })
  const queries = (digestKey: string | null) =>
    queriesOf([changed('hunter2', 'hunter3'), copy('hunter3')], { digestKey })
  const of = (digestKey: string | null) => queries(digestKey).find(({ object }) => object.kind === 'ConfigMap')

  it('is digested under the key, so that the value cannot be guessed from the digest', () => {
    expect(of(KEY)?.digest).not.toBe(of('another key of thirty-two characters')?.digest)
    expect(of(KEY)?.unapprovable).toBeNull()
  })

  it('cannot be approved without a key', () => {
    expect(of(null)?.unapprovable?.code).toBe('E_DIGEST_KEY')
  })
})

describe('values that are secret', () => {
  it('are those of data, as stored and decoded, and of stringData', () => {
    expect(secretValues(secret({ a: base64('hunter2') }, { stringData: { b: 'swordfish' } })).toSorted()).toEqual(
      [base64('hunter2'), 'hunter2', base64('hunter2'), 'swordfish', base64('swordfish')].toSorted(),
    )
    expect(secretValues(null)).toEqual([])
    expect(secretValues({ data: null, stringData: [] })).toEqual([])
  })
})

describe('the redactor', () => {
  const redactor = createRedactor(secretValues(secret({ password: base64('hunter2!'), pin: base64('12345678') })))

  test.each([
    ['the value', 'x hunter2! y', `x ${SECRET_MASK} y`],
    ['the value in base64', base64('hunter2!'), SECRET_MASK],
    ['the value twice', 'hunter2!hunter2!', SECRET_MASK + SECRET_MASK],
    ['nothing', 'hunter3', 'hunter3'],
  ])('masks %s in a text', (_what, text, masked) => {
    expect(redactor.text(text)).toBe(masked)
  })

  it('masks a value inside JSON, inside a URL, without its line end, and as a number', () => {
    const awkward = createRedactor(['say "a"\n', 'pass word/1'])
    expect(awkward.text(JSON.stringify({ x: 'say "a"\n' }))).toBe(`{"x":"${SECRET_MASK}"}`)
    expect(awkward.text('say "a"')).toBe(SECRET_MASK)
    expect(awkward.text(`postgres://u:${encodeURIComponent('pass word/1')}@db`)).toBe(`postgres://u:${SECRET_MASK}@db`)
    expect(redactor.value('ConfigMap', 'spec', { pin: 12345678, other: 1234 })).toEqual({
      pin: SECRET_MASK,
      other: 1234,
    })
  })

  it('masks values and keys wherever a template copied them', () => {
    const copied = { a: ['x', { b: 'url=hunter2!' }], 'hunter2!': 1 }
    expect(redactor.value('ConfigMap', 'data', copied)).toEqual({
      a: ['x', { b: `url=${SECRET_MASK}` }],
      [SECRET_MASK]: 1,
    })
  })

  it('masks the longest first, so that no rest of a secret stays', () => {
    expect(createRedactor(['swordfish', 'swordfish-2']).text('swordfish-2')).toBe(SECRET_MASK)
  })

  it('leaves short values alone outside of Secrets, since they stand in too many texts', () => {
    expect(createRedactor(['admin']).text('administrator')).toBe('administrator')
    expect(createRedactor(['admin']).value('Secret', 'data.user', 'admin')).toBe(SECRET_MASK)
  })

  it('masks a Secret by its keys, and the annotation of kubectl in any object', () => {
    expect(createRedactor([]).value('Secret', '', secret({ a: 'x' }, { stringData: { b: 'y' } }))).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'web' },
      data: { a: SECRET_MASK },
      stringData: { b: SECRET_MASK },
    })
    const annotated = { metadata: { annotations: { [LAST_APPLIED]: '{"data":{}}', other: 'x' } } }
    expect(createRedactor([]).value('ConfigMap', '', annotated)).toEqual({
      metadata: { annotations: { [LAST_APPLIED]: SECRET_MASK, other: 'x' } },
    })
    expect(createRedactor([]).value('Secret', `metadata.annotations["${LAST_APPLIED}"]`, 'x')).toBe(SECRET_MASK)
    expect(createRedactor([]).value('Secret', 'data["tls.key"]', 'x')).toBe(SECRET_MASK)
    expect(createRedactor([]).value('Secret', 'type', 'Opaque')).toBe('Opaque')
  })

  it('leaves no secret in any text, however it is put together', () => {
    const word = fc.stringMatching(/^[a-zA-Z0-9+"\\\n =]{6,20}$/)
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.array(fc.string(), { maxLength: 4 }),
        (known, rest) => {
          const masked = createRedactor(known).text(known.flatMap((each, n) => [rest[n] ?? '', each]).join('|'))
          for (const each of known) expect(SECRET_MASK.includes(each) || !masked.includes(each)).toBe(true)
        },
      ),
    )
  })
})

describe('a plan never shows a secret', () => {
  const CANARY = 'canary-in-a-coal-mine'
  const OLD = 'older-bird-in-the-mine'
  const hidden = [CANARY, OLD, base64(CANARY), base64(OLD)]
  const configMap = (text: string, parts: JsonObject = {}) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'web' },
    data: { url: `db://u:${text}@host`, raw: text, encoded: base64(text) },
    ...parts,
  })
  const refusal = { status: 422, reason: 'Invalid', message: `value "${CANARY}" is not allowed` }
  const annotated = (text: string) =>
    secret({ a: base64(text) }, { metadata: { name: 'web', annotations: { [LAST_APPLIED]: text } } })
  const item = (text: string) => ({
    apiVersion: 'v1',
    kind: 'Thing',
    metadata: { name: 'x' },
    list: [{ name: text, x: text }],
  })
  const job = secret(
    { hook: base64(CANARY) },
    { metadata: { name: 'hook', annotations: { 'helm.sh/hook': 'pre-upgrade' } } },
  )

  const exchanges = [
    changed(OLD, CANARY),
    exchangeOf({
      ...core('Secret', 'two'),
      method: 'POST',
      body: secret({}, { stringData: { a: CANARY } }),
      after: secret({ a: base64(CANARY) }),
      sequence: 2,
    }),
    exchangeOf({ ...core('Secret', 'three'), method: 'DELETE', before: annotated(OLD), sequence: 3 }),
    exchangeOf({ ...core('Secret', 'four'), body: {}, before: annotated(OLD), after: annotated(CANARY), sequence: 4 }),
    exchangeOf({
      ...core('ConfigMap', 'web'),
      body: configMap(CANARY),
      before: configMap(OLD),
      after: configMap(CANARY),
      sequence: 5,
    }),
    exchangeOf({
      ...core('Secret', 'bad'),
      body: {},
      before: secret({}),
      outcome: { kind: 'refused', refusal },
      sequence: 6,
    }),
    exchangeOf({ ...core('Thing', 'x'), body: item(CANARY), before: item(OLD), after: item(CANARY), sequence: 7 }),
    exchangeOf({ ...core('Secret', 'hook'), method: 'POST', body: job, after: job, sequence: 8 }),
    exchangeOf({
      ...core('ConfigMap', 'drift'),
      body: { data: { raw: CANARY } },
      before: configMap(OLD),
      after: { ...configMap(OLD), data: { ...configMap(OLD).data, raw: CANARY } },
      sequence: 9,
    }),
  ]
  const named = { ...configMap(CANARY), metadata: { name: 'drift' } }
  const plan = plansOf(exchanges, {
    was: [secret({ password: base64(OLD) }), named],
    record: recordOf([secret({ password: base64(CANARY) }), named], { hooks: [hookOf(job)] }),
    secondRender: recordOf([secret({ password: base64(CANARY) }), item(CANARY)]),
    warnings: [{ code: 'W_X', message: `helm said: ${CANARY}` }],
  })

  it('in updates, creates, deletes, hooks, reverts, refusals, copies, paths, annotations and warnings', () => {
    expect(plan.queries.length).toBeGreaterThanOrEqual(9)
    const text = JSON.stringify(plan)
    for (const word of hidden) expect(text).not.toContain(word)
  })

  it('but says which key changed', () => {
    const update = plan.queries.find(
      ({ verb, object }) => verb === 'update' && object.name === 'web' && object.kind === 'Secret',
    )
    expect(update?.changes).toEqual([
      { path: 'data.password', op: 'replace', before: '(secret)', after: '(secret, changed)' },
    ])
    expect(update?.diff).toContain('+  password: (secret, changed)')
  })

  it('also of a Secret that only the newest, failed revision knew', () => {
    const failed = recordOf([secret({ a: base64(CANARY) })], { revision: 6, status: 'failed' })
    const queries = queriesOf(exchanges.slice(4, 5), { newest: failed, baseline: null })
    expect(JSON.stringify(queries)).not.toContain(CANARY)
  })
})
