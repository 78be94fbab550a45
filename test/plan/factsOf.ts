import type { Exchange } from '../../src/exchange/Exchange.ts'
import type { JsonObject } from '../../src/json/Json.ts'
import { Generated } from '../../src/plan/Generated.ts'
import { makePlan } from '../../src/plan/makePlan.ts'
import type { PlanFacts } from '../../src/plan/makePlan.ts'
import type { Plan, Query, Target } from '../../src/plan/Plan.ts'
import type { Hook, ReleaseRecord } from '../../src/release/ReleaseRecord.ts'
import { dumpYaml } from '../../src/yaml/dumpYaml.ts'

export const KEY = 'key-of-thirty-two-characters-or-more'

export const target: Target = {
  name: 'web/production',
  environment: 'production',
  repository: 1234,
  release: 'web',
  namespace: 'shop',
  cluster: 'uid:0b0c',
  operation: 'upgrade',
  baseline: 'cluster',
}

/** A release whose manifest holds these objects. */
export const recordOf = (documents: readonly JsonObject[], parts: Partial<ReleaseRecord> = {}): ReleaseRecord => ({
  name: 'web',
  namespace: 'shop',
  revision: 7,
  status: 'deployed',
  deployedAt: null,
  manifest: documents.map((document) => `---\n${dumpYaml(document)}\n`).join(''),
  hooks: [],
  chart: { name: 'web', version: '1.1.0', definitions: new Map(), templates: new Map() },
  applyMethod: null,
  values: {},
  ...parts,
})

export const hookOf = (document: JsonObject, parts: Partial<Hook> = {}): Hook => ({
  name: 'web-migrate',
  kind: 'Job',
  path: 'web/templates/job.yaml',
  manifest: dumpYaml(document),
  events: ['pre-upgrade'],
  weight: 0,
  deletePolicies: ['before-hook-creation'],
  ...parts,
})

/** What a plan is made of: these requests, from a release with the objects `was` to one with the objects `will`. */
export const factsOf = (
  exchanges: readonly Exchange[],
  {
    was = [],
    will = [],
    ...parts
  }: Partial<PlanFacts> & { was?: readonly JsonObject[]; will?: readonly JsonObject[] } = {},
): PlanFacts => {
  const baseline = recordOf(was, {
    revision: 6,
    chart: { name: 'web', version: '1.0.0', definitions: new Map(), templates: new Map() },
  })
  const record = recordOf(will)
  return {
    target,
    exchanges,
    record,
    secondRender: parts.record ?? record,
    generated: new Generated(new Map()),
    kept: [],
    secretsRead: [],
    backTo: null,
    newest: baseline,
    baseline,
    versions: { helm: 'v4.1.4', kubernetes: 'v1.36.0' },
    inputs: [],
    flags: [],
    digestKey: KEY,
    warnings: [],
    ...parts,
  }
}

export const plansOf = (...args: Parameters<typeof factsOf>): Plan => makePlan(factsOf(...args)).plan

export const queriesOf = (...args: Parameters<typeof factsOf>): readonly Query[] => plansOf(...args).queries

/** The verbs and names of a plan's queries, in their order. */
export const titlesOf = (...args: Parameters<typeof factsOf>): string[] =>
  queriesOf(...args).map(({ verb, object }) => `${verb} ${object.kind} ${object.name}`)
