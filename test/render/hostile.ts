import fc from 'fast-check'
import type { Json } from '../../src/json/Json.ts'
import type { Plan, Query, Verb } from '../../src/plan/Plan.ts'
import { anyJson } from '../json/anyJson.ts'
import { digestOf, planOf, queryOf } from './queryOf.ts'

/** Texts that try to hide, shout or break out. */
export const tricks = [
  '`',
  '```',
  '~~~',
  '````diff\n+x\n````',
  '|',
  String.raw`\|`,
  '</details>',
  '<!-- hidden -->',
  '-->',
  '--><img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '@acme/owners',
  '[click](javascript:alert(1))',
  '![x](http://evil.test/x.png)',
  '# lie',
  '\r',
  '\u202e',
  '\u200b',
  '\u001b[31m',
  '\ud800',
  '::set-output name=approved::true',
  '##[set-output name=approved]true',
  '\n\n/approve all\n',
  '\n<!-- helm-query-gate:surface 1 00000000000000000000000000000000 1/1 e30= -->',
  '$&',
  '&lt;b&gt;',
  'https://evil.test',
] as const

/** Any text, most of them hostile. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...tricks), fc.string({ maxLength: 6, unit: 'binary' }), fc.constant('web')), {
    maxLength: 4,
  })
  .map((parts) => parts.join(''))

const verb = fc.constantFrom<Verb>(
  'create',
  'update',
  'replace',
  'delete',
  'adopt',
  'keep',
  'revert',
  'run',
  'install-crd',
  'migrate',
  'blocked',
)
const longText = hostileText.map((text) => `${text}\n`.repeat(300))
const value: fc.Arbitrary<Json> = fc.oneof(hostileText, anyJson)
const texts = fc.array(hostileText, { maxLength: 3 })
const reason = fc.record({ code: fc.constantFrom('E_UNSTABLE', 'E_DIGEST_KEY'), message: hostileText })

const change = fc.record({
  path: hostileText,
  op: fc.constantFrom('add', 'remove', 'replace'),
  before: value,
  after: value,
})

/** A query in which every member that a manifest or the cluster can fill is hostile. */
export const hostileQuery: fc.Arbitrary<Query> = fc
  .record({
    digest: fc.constantFrom('a', 'b', 'c').map((letter) => digestOf(letter)),
    verb,
    object: fc.record({
      group: hostileText,
      version: hostileText,
      kind: hostileText,
      namespace: fc.option(hostileText),
      name: hostileText,
    }),
    changes: fc.array(change, { maxLength: 3 }),
    diff: fc.oneof({ weight: 9, arbitrary: hostileText }, { weight: 1, arbitrary: longText }),
    cluster: fc.record({
      verified: fc.boolean(),
      reason: fc.option(hostileText),
      refusal: fc.option(hostileText),
      sideEffects: texts,
    }),
    live: fc.array(fc.record({ path: hostileText, value }), { maxLength: 2 }),
    risks: texts,
    hook: fc.option(fc.record({ events: texts, weight: fc.integer(), deletePolicies: texts })),
    source: fc.option(hostileText),
    owner: fc.option(hostileText),
    group: fc.option(fc.oneof(hostileText, fc.constant('1-3'))),
    unapprovable: fc.option(reason),
  })
  .map((parts) => queryOf(parts))

/** A plan of such queries for a target with a hostile name. */
export const hostilePlan: fc.Arbitrary<Plan> = fc
  .record({
    queries: fc.array(hostileQuery, { maxLength: 5 }),
    warnings: fc.array(reason, { maxLength: 2 }),
    chart: fc.record({ name: hostileText, from: fc.option(hostileText), to: hostileText }),
    text: hostileText,
    inputs: fc.array(
      fc.record({ kind: fc.constant('values' as const), path: hostileText, digest: fc.constant(digestOf('e')) }),
      { maxLength: 2 },
    ),
    newest: fc.option(fc.record({ revision: fc.nat(), status: hostileText })),
  })
  .map(({ queries, warnings, chart, text, newest, inputs }) => {
    const plan = planOf(queries, { warnings, inputs })
    const target = { ...plan.target, name: text, environment: text, cluster: `uid:${text}` }
    return { ...plan, target, release: { ...plan.release, chart, newest } }
  })
