import { Generated } from '../../src/plan/Generated.ts'
import type { ReleaseRecord } from '../../src/release/ReleaseRecord.ts'
import type { PlanFacts } from '../../src/plan/makePlan.ts'

const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  colour: blue\n'

const record: ReleaseRecord = {
  name: 'web',
  namespace: 'web',
  revision: 1,
  status: 'deployed',
  deployedAt: null,
  manifest,
  hooks: [],
  chart: { name: 'web', version: '1.0.0', definitions: new Map(), templates: new Map() },
  applyMethod: null,
  values: {},
}

/** The facts of a first install of one ConfigMap. */
export const smallFacts: PlanFacts = {
  target: {
    name: 'web/production',
    environment: 'production',
    repository: 4711,
    release: 'web',
    namespace: 'web',
    cluster: 'uid:11111111-2222-4333-8444-555555555555',
    operation: 'upgrade',
    baseline: 'cluster',
  },
  exchanges: [
    {
      sequence: 1,
      request: {
        method: 'POST',
        path: '/api/v1/namespaces/web/configmaps',
        target: { group: '', version: 'v1', resource: 'configmaps', namespace: 'web', name: null, subresource: null },
        query: [['fieldManager', 'helm']],
        contentType: 'application/json',
        body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { colour: 'blue' } },
      },
      kind: 'ConfigMap',
      name: 'web',
      namespace: 'web',
      hasStatus: false,
      before: null,
      after: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { colour: 'blue' } },
      outcome: { kind: 'accepted' },
    },
  ],
  record,
  secondRender: record,
  generated: new Generated(new Map()),
  kept: [],
  secretsRead: [],
  backTo: null,
  newest: null,
  baseline: null,
  versions: { helm: 'v3.22.0', kubernetes: 'v1.36.3' },
  inputs: [],
  flags: [],
  digestKey: null,
  warnings: [],
}
