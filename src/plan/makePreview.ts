import { textAt } from '../json/at.ts'
import { sha256 } from '../json/sha256.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import { changesBetween } from './changesBetween.ts'
import type { Draft } from './Draft.ts'
import { finishQuery } from './finishQuery.ts'
import { groupVersion } from './groupVersion.ts'
import { indexManifest } from './manifestIndex.ts'
import type { ManifestDocument } from './manifestIndex.ts'
import { PLAN_FORMAT } from './Plan.ts'
import type { ObjectIdentity, Plan, Query, Reason, Target, Verb } from './Plan.ts'
import { createRedactor, secretValues } from './redactor.ts'
import { repeatsItem } from './repeatsItem.ts'
import { rankOf } from './risksOf.ts'
import { groupEdits } from './groupEdits.ts'
import { secretDocuments } from './secretDocuments.ts'

/** What a preview is made of: the chart as two commits render it, without a cluster. */
export type PreviewFacts = {
  readonly target: Target
  /** The render at the merge base; null where the chart was not there yet. */
  readonly before: ReleaseRecord | null
  readonly after: ReleaseRecord
  readonly helm: string
  readonly inputs: Plan['inputs']
  readonly warnings: readonly Reason[]
}

const PREVIEW: Reason = {
  code: 'E_PREVIEW',
  message:
    'This is a preview of two renders, made without the cluster: what is applied depends on the cluster. Plan with `baseline: cluster` to approve.',
}

/** The differences between two renders of a chart, in the form of a plan of which nothing can be approved. */
export const makePreview = (facts: PreviewFacts): Plan => {
  const { target, before, after } = facts
  const [was, will] = [indexManifest(before).documents, indexManifest(after).documents]
  const secrets = [...(before === null ? [] : secretDocuments(before)), ...secretDocuments(after)]
  const redactor = createRedactor(secrets.flatMap((secret) => secretValues(secret)))
  const finishing = { target, redactor, digestKey: null, unstable: [] }
  const drafts = [...new Set([...was.keys(), ...will.keys()])].flatMap((key) =>
    draftOf(target, was.get(key), will.get(key)),
  )
  const finished = drafts.map((draft) => ({ query: { ...finishQuery(draft, finishing), ...UNVERIFIED } }))
  const sorted = finished.toSorted((a, b) => rankOf(a.query) - rankOf(b.query))
  const queries: Query[] = groupEdits(sorted).map(({ item, group }, index) => ({
    number: index + 1,
    ...item.query,
    group,
    unapprovable: PREVIEW,
  }))
  const counts = { requests: 0, unchanged: 0, refused: 0, unverified: queries.length, queries: queries.length }
  return {
    schemaVersion: 1,
    digest: sha256({ format: PLAN_FORMAT, target: { ...target }, queries: queries.map(({ digest }) => digest) }),
    createdBy: { format: PLAN_FORMAT, helm: facts.helm, kubernetes: 'none' },
    target,
    release: {
      newest: null,
      baseline: null,
      next: null,
      backTo: null,
      deployedAt: null,
      chart: { name: after.chart.name, from: before?.chart.version ?? null, to: after.chart.version },
    },
    inputs: facts.inputs,
    counts,
    queries,
    warnings: facts.warnings.map(({ code, message }) => ({ code, message: redactor.text(message) })),
  }
}

const UNVERIFIED = {
  cluster: { verified: false, reason: 'no cluster was asked', refusal: null, sideEffects: [] },
} satisfies Partial<Query>

const draftOf = (target: Target, was: ManifestDocument | undefined, will: ManifestDocument | undefined): Draft[] => {
  const document = will ?? was
  const changes = changesBetween(was?.object, will?.object)
  if (document === undefined || changes.length === 0) return []
  const verb: Verb = was === undefined ? 'create' : will === undefined ? 'delete' : 'update'
  return [
    {
      verb,
      object: identityOf(document, target),
      exchanges: [],
      changes,
      content: changes.map(({ path, op, before, after }) => ({
        path,
        op,
        before: before ?? null,
        after: after ?? null,
      })),
      hook: null,
      source: document.source,
      owner: null,
      sideEffects: [],
      isTwin: document.times > 1,
      repeatsItem: [was, will].some((side) => repeatsItem(undefined, side?.object)),
    },
  ]
}

const identityOf = ({ object }: ManifestDocument, { namespace }: Target): ObjectIdentity => {
  return {
    ...groupVersion(object),
    kind: textAt(object, 'kind') ?? '',
    namespace: textAt(object, 'metadata', 'namespace') ?? namespace,
    name: textAt(object, 'metadata', 'name') ?? '',
  }
}
