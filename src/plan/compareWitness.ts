import { sameJson } from '../json/sameJson.ts'
import type { ManifestIndex } from './manifestIndex.ts'
import type { Plan, Query, Reason, Verb } from './Plan.ts'

/** One object that the witness names: `group|kind|namespace|name`. */
export type Testimony = { readonly key: string; readonly change: string }

/** An object that only one of the two names, and why where that is known. */
export type Difference = {
  readonly object: string
  readonly seenBy: 'helm-diff' | 'the plan'
  readonly reason: string | null
}

type Compared = Pick<Plan, 'queries' | 'target' | 'release'>
type Releases = {
  readonly baseline: ManifestIndex
  readonly next: ManifestIndex
  /** Whether helm-diff renders with the old defaults of the chart, as it does where no values are given. */
  readonly oldDefaults: boolean
}

// helm-diff compares texts of manifests, not the cluster.
const UNSEEN: Readonly<Partial<Record<Verb, string>>> = {
  revert: 'it was changed in the cluster, where helm-diff does not look',
  run: 'a hook runs whether its text changes or not',
  'create-namespace': 'a flag asks for it, no manifest names it',
  'install-crd': 'helm-diff leaves out crds/',
  migrate: 'only the owners of its fields change',
  blocked: 'the cluster refuses it',
  keep: 'helm-diff leaves out what Helm leaves behind',
}

/** Differences between the witness' list and the plan's, each with its known reason. */
export const compareWitness = (testimonies: readonly Testimony[], plan: Compared, releases: Releases): Difference[] => {
  const ours = new Map(plan.queries.map((query) => [keyOf(query, plan.target.namespace), query]))
  const theirs = new Set(testimonies.map(({ key }) => key))
  const failed = failedRevision(plan) ?? (releases.oldDefaults ? OLD_DEFAULTS : null)
  const onlyOurs = [...ours].filter(([key]) => !theirs.has(key))
  const onlyTheirs = [...theirs].filter((key) => !ours.has(key))
  return [
    ...onlyOurs.map(([key, query]) => {
      const reason = UNSEEN[query.verb] ?? silence(key, releases) ?? failed
      return { object: readable(key), seenBy: 'the plan', reason } as const
    }),
    ...onlyTheirs.map((key) => {
      const reason = failed ?? phantom(key, releases)
      return { object: readable(key), seenBy: 'helm-diff', reason } as const
    }),
  ]
}

/** Differences that nothing explains, as a warning with both lists. */
export const witnessWarnings = (differences: readonly Difference[]): Reason[] => {
  const unexplained = (seenBy: Difference['seenBy']): string =>
    differences
      .filter((difference) => difference.reason === null && difference.seenBy === seenBy)
      .map(({ object }) => object)
      .join(', ') || 'nothing'
  if (differences.every(({ reason }) => reason !== null)) return []
  const message = `helm-diff and the plan disagree, and no known reason explains it. Only in the plan: ${unexplained('the plan')}; only in helm-diff: ${unexplained('helm-diff')}.`
  return [{ code: 'W_WITNESS', message }]
}

const OLD_DEFAULTS = 'helm-diff renders with the old defaults of the chart where no values are given'

const keyOf = ({ object }: Query, release: string): string =>
  [object.group, object.kind, object.namespace ?? release, object.name].join('|')

const failedRevision = ({ release: { newest, baseline } }: Compared): string | null =>
  newest === null || newest.revision === baseline?.revision
    ? null
    : `helm-diff compares with revision ${newest.revision}, which is ${newest.status}; Helm with the last deployed one`

/** Why the plan changes an object that is the same in both manifests. */
const silence = (key: string, { baseline, next }: Releases): string | null => {
  const [was, will] = [baseline.documents.get(key), next.documents.get(key)]
  const isSame = was !== undefined && will !== undefined && sameJson(was.object, will.object)
  return isSame ? 'its template did not change, its object in the cluster did' : null
}

/** Why Helm sends nothing for an object whose texts differ. */
const phantom = (key: string, { baseline, next }: Releases): string | null => {
  const [was, will] = [baseline.documents.get(key), next.documents.get(key)]
  if (was === undefined && will === undefined) {
    const isHook = baseline.documents.has(`hook|${key}`) || next.documents.has(`hook|${key}`)
    return isHook ? 'a hook that this operation does not run' : null
  }
  if (was === undefined) return 'the cluster has it already, as the chart wants it'
  if (will === undefined) return 'the cluster has it no more'
  return sameJson(was.object, will.object)
    ? 'only comments, the order or the name of the template differ'
    : 'the cluster is already as the chart wants it'
}

const readable = (key: string): string => {
  const [, kind, , name] = key.split('|')
  return `${kind} ${name}`
}
