import type { Plan, Query, Reason } from './Plan.ts'

/** One object that the witness names: `group|kind|namespace|name`. */
export type Testimony = { readonly key: string; readonly change: string }

const keyOf = ({ object }: Query, release: string): string =>
  [object.group, object.kind, object.namespace ?? release, object.name].join('|')

// What helm-diff cannot know: it compares texts of manifests, not the cluster, and shows neither hooks' runs nor namespaces.
const UNSEEN_BY_WITNESS = new Set(['revert', 'run', 'create-namespace', 'install-crd', 'migrate', 'blocked'])

/** Differences between the witness' list and the plan's that have no known reason, as warnings. */
export const compareWitness = (
  testimonies: readonly Testimony[],
  plan: Pick<Plan, 'queries' | 'target' | 'release'>,
): Reason[] => {
  const ours = new Map(plan.queries.map((query) => [keyOf(query, plan.target.namespace), query]))
  const theirs = new Set(testimonies.map(({ key }) => key))
  const onlyOurs = [...ours]
    .filter(([key, { verb }]) => !theirs.has(key) && !UNSEEN_BY_WITNESS.has(verb))
    .map(([key]) => key)
  const onlyTheirs = testimonies.filter(({ key }) => !ours.has(key)).map(({ key }) => key)
  const afterFailure = plan.release.newest?.revision !== plan.release.baseline?.revision
  const warnings: Reason[] = []
  if (onlyOurs.length > 0) {
    warnings.push({
      code: 'W_WITNESS_SILENT',
      message: `helm-diff does not show ${onlyOurs.map(readable).join(', ')}, which Helm changes.`,
    })
  }
  if (onlyTheirs.length > 0) {
    const reason = afterFailure
      ? ' It compares with the newest revision, which failed; Helm compares with the last deployed one.'
      : ''
    warnings.push({
      code: 'W_WITNESS_ALONE',
      message: `helm-diff shows ${onlyTheirs.map(readable).join(', ')}, where Helm sends nothing that changes the cluster.${reason}`,
    })
  }
  return warnings
}

const readable = (key: string): string => {
  const [, kind, , name] = key.split('|')
  return `${kind} ${name}`
}
