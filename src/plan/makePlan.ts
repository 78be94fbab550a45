import type { Exchange } from '../exchange/Exchange.ts'
import type { JsonObject } from '../json/Json.ts'
import { sha256 } from '../json/sha256.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import { draftQueries } from './draftQueries.ts'
import type { Draft } from './Draft.ts'
import { finishQuery } from './finishQuery.ts'
import { GENERATED } from './Generated.ts'
import type { Generated } from './Generated.ts'
import { groupEdits } from './groupEdits.ts'
import { exchangeKey, indexManifest } from './manifestIndex.ts'
import { orphanWarnings } from './orphanWarnings.ts'
import { PLAN_FORMAT } from './Plan.ts'
import type { Plan, Query, Reason, Target } from './Plan.ts'
import { createRedactor, secretValues } from './redactor.ts'
import type { Redactor } from './redactor.ts'
import { rankOf } from './risksOf.ts'
import { secretDocuments } from './secretDocuments.ts'
import { unappliedDefinitions } from './unappliedDefinitions.ts'
import { unstablePaths } from './unstablePaths.ts'
import { compareTexts } from '../text/compareTexts.ts'

/** Everything that a plan is made of. Raw: exchanges and records may hold secrets. */
export type PlanFacts = {
  readonly target: Target
  readonly exchanges: readonly Exchange[]
  /** The release as the operation would leave it; of an uninstall, one without objects. */
  readonly record: ReleaseRecord
  /** The same release from another source: a second, independent render, or what is stored. */
  readonly secondRender: ReleaseRecord
  /** Values that every render makes anew; the exchanges have one word in their place. */
  readonly generated: Generated
  /** Live objects that the program read and that say `helm.sh/resource-policy: keep`. */
  readonly kept: readonly JsonObject[]
  /** Secrets that the program read as a chart's lookup does, and that the chart may have copied. */
  readonly secretsRead: readonly JsonObject[]
  readonly newest: ReleaseRecord | null
  readonly baseline: ReleaseRecord | null
  /** The revision whose manifest a rollback brings back. */
  readonly backTo: number | null
  readonly versions: { readonly helm: string; readonly kubernetes: string }
  readonly inputs: Plan['inputs']
  /** Flags that change how things are applied, as given. */
  readonly flags: readonly string[]
  readonly digestKey: string | null
  readonly warnings: readonly Reason[]
}

/** A plan, and which exchange each of its queries stands for. */
export type MadePlan = { readonly plan: Plan; readonly origins: ReadonlyMap<Exchange, readonly string[]> }

/** Turns what was seen into the plan: a function of the facts alone; the plan itself is safe to be shown. */
export const makePlan = (facts: PlanFacts): MadePlan => {
  const { target, record, newest, baseline } = facts
  const sent = facts.exchanges.toSorted((a, b) => a.sequence - b.sequence)
  const manifests = { baseline: indexManifest(baseline), next: indexManifest(record) }
  const drafts = draftQueries(sent, { ...manifests, release: target, kept: facts.kept })
  const redactor = planRedactor(facts)
  const finished = finishAll(drafts, facts, redactor)
  const queries = finished.map(({ query }) => query)
  const revision = (of: ReleaseRecord | null) => (of === null ? null : { revision: of.revision, status: of.status })
  const isRemoved = target.operation === 'uninstall'
  const plan: Plan = {
    schemaVersion: 1,
    digest: sha256({
      format: PLAN_FORMAT,
      target: { ...target },
      flags: facts.flags,
      queries: queries.map(({ digest }) => digest),
    }),
    createdBy: { format: PLAN_FORMAT, ...facts.versions },
    target,
    release: {
      newest: revision(newest),
      baseline: revision(baseline),
      next: isRemoved ? null : record.revision,
      backTo: facts.backTo,
      deployedAt: baseline?.deployedAt ?? null,
      chart: {
        name: record.chart.name,
        from: baseline?.chart.version ?? null,
        to: isRemoved ? null : record.chart.version,
      },
    },
    inputs: facts.inputs,
    counts: countsOf(facts.exchanges, drafts),
    queries,
    warnings: [...facts.warnings, ...manifestWarnings(facts)].map(({ code, message }) => ({
      code,
      message: redactor.text(message),
    })),
  }
  return { plan, origins: originsOf(finished) }
}

/** What the releases themselves give reason to say. */
const manifestWarnings = ({ target, baseline, record, exchanges }: PlanFacts): Reason[] => {
  const repeated = [...indexManifest(record).documents.values()].filter(({ repeatsKey }) => repeatsKey)
  const sources = [...new Set(repeated.map(({ source }) => source ?? 'a document without a template'))]
  const repeats =
    sources.length === 0
      ? []
      : [
          {
            code: 'W_REPEATED_KEY',
            message: `A key stands twice in what ${sources.join(', ')} renders; Kubernetes takes the last one.`,
          },
        ]
  const releases = { baseline: indexManifest(baseline), next: indexManifest(record), namespace: record.namespace }
  return [
    ...repeats,
    ...orphanWarnings(exchanges, releases),
    ...(target.operation === 'upgrade' ? unappliedDefinitions(baseline, record) : []),
  ]
}

type Finished = { readonly draft: Draft; readonly query: Query }

const originsOf = (finished: readonly Finished[]): Map<Exchange, string[]> => {
  const origins = new Map<Exchange, string[]>()
  for (const { draft, query } of finished) {
    for (const exchange of draft.exchanges) origins.set(exchange, [...(origins.get(exchange) ?? []), query.digest])
  }
  return origins
}

/** A redactor that knows every Secret that the wire or the releases showed. */
export const planRedactor = (facts: PlanFacts): Redactor => {
  const { exchanges, record, secondRender, newest, baseline, secretsRead } = facts
  // Two records of one revision hold the same text, and so do two renders that agree: each text is read once.
  const releases = [record, secondRender, newest, baseline].filter((release) => release !== null)
  const texts = new Map(
    releases.map((release) => [release.manifest + release.hooks.map(({ manifest }) => manifest).join(), release]),
  )
  const records = [...texts.values()].flatMap((release) => secretDocuments(release))
  const seen = exchanges.flatMap(({ kind, before, request }) => (kind === 'Secret' ? [before, request.body] : []))
  const secrets = [...records, ...seen, ...secretsRead]
  return createRedactor(secrets.flatMap((secret) => secretValues(secret)).filter((value) => value !== GENERATED))
}

const finishAll = (drafts: readonly Draft[], facts: PlanFacts, redactor: Redactor): Finished[] => {
  const unstable = unstablePaths(facts.record, facts.secondRender)
  const finished = drafts.map((draft) => {
    const paths = draft.exchanges.flatMap((exchange) => unstableOf(exchange, facts, unstable))
    return { draft, query: finishQuery(draft, { ...facts, redactor, unstable: paths }) }
  })
  const firstOf = new Map(
    facts.exchanges.toSorted((a, b) => b.sequence - a.sequence).map(({ kind, sequence }) => [kind, sequence]),
  )
  const sorted = finished.toSorted((a, b) => rankOf(a.query) - rankOf(b.query) || inOrder(a.draft, b.draft, firstOf))
  return groupEdits(sorted).map(({ item: { draft, query }, group }, index) => ({
    draft,
    query: { number: index + 1, ...query, group },
  }))
}

/** Hooks as sent, then kind by kind: Helm makes objects of one kind all at once, so only their names give an order that stays. */
const inOrder = (a: Draft, b: Draft, firstOf: ReadonlyMap<string, number>): number => {
  const [one, two] = [a.exchanges[0], b.exchanges[0]]
  if (one === undefined || two === undefined) {
    // What is kept has no request.
    return Number(one === undefined) - Number(two === undefined) || compareTexts(nameOf(a), nameOf(b))
  }
  if ((a.hook === null) !== (b.hook === null)) return a.hook === null ? 1 : -1
  const sent = one.sequence - two.sequence
  if (a.hook !== null) return sent
  const kinds = (firstOf.get(one.kind) ?? 0) - (firstOf.get(two.kind) ?? 0)
  return kinds || compareTexts(`${one.namespace} ${one.name}`, `${two.namespace} ${two.name}`) || sent
}

const nameOf = ({ object }: Draft): string => `${object.kind} ${object.namespace} ${object.name}`

const unstableOf = (
  exchange: Exchange,
  { record, generated }: PlanFacts,
  unstable: ReadonlyMap<string, readonly string[]>,
) => {
  const key = exchangeKey(exchange, record.namespace)
  const paths = [...(unstable.get(key) ?? []), ...(unstable.get(`hook|${key}`) ?? [])]
  return paths.filter((path) => !generated.covers(exchange.kind, exchange.name, path))
}

const countsOf = (exchanges: readonly Exchange[], drafts: readonly Draft[]): Plan['counts'] => {
  const told = new Set(drafts.flatMap((draft) => draft.exchanges))
  const count = (test: (exchange: Exchange) => boolean): number => exchanges.filter((exchange) => test(exchange)).length
  return {
    requests: exchanges.length,
    unchanged: count((exchange) => !told.has(exchange)),
    refused: count(({ outcome }) => outcome.kind === 'refused'),
    unverified: count(({ outcome }) => outcome.kind === 'unverified'),
    queries: drafts.length,
  }
}
