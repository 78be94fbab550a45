import type { Plan, Query } from '../../src/plan/Plan.ts'

export const digestOf = (letter: string): string => `sha256:${letter.repeat(64)}`

/** An update of Deployment web from two replicas to three, with these members set differently. */
export const queryOf = (parts: Partial<Query> = {}): Query => ({
  number: 1,
  digest: digestOf('a'),
  verb: 'update',
  object: { group: 'apps', version: 'v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
  changes: [{ path: 'spec.replicas', op: 'replace', before: 2, after: 3 }],
  diff: '@@ -1,2 +1,2 @@\n spec:\n-  replicas: 2\n+  replicas: 3',
  cluster: { verified: true, reason: null, refusal: null, sideEffects: [] },
  live: [],
  risks: [],
  hook: null,
  source: null,
  owner: null,
  unapprovable: null,
  group: null,
  rule: null,
  requirement: null,
  ...parts,
})

/** A plan with these queries, numbered in this order. */
export const planOf = (queries: readonly Query[], parts: Partial<Plan> = {}): Plan => ({
  schemaVersion: 1,
  digest: digestOf('f'),
  createdBy: { format: 1, helm: 'v4.1.4', kubernetes: 'v1.36.0' },
  target: {
    name: 'web/production',
    environment: 'production',
    repository: 1234,
    release: 'web',
    namespace: 'shop',
    cluster: 'uid:0b0c',
    operation: 'upgrade',
    baseline: 'cluster',
  },
  release: {
    newest: { revision: 6, status: 'deployed' },
    baseline: { revision: 6, status: 'deployed' },
    next: 7,
    backTo: null,
    deployedAt: '2026-01-01T00:00:00Z',
    chart: { name: 'web', from: '1.0.0', to: '1.1.0' },
  },
  inputs: [{ kind: 'chart', path: 'charts/web', digest: digestOf('c') }],
  counts: { requests: 9, unchanged: 8, refused: 0, unverified: 0, queries: queries.length },
  queries: queries.map((query, index) => ({ ...query, number: index + 1 })),
  warnings: [],
  ...parts,
})
