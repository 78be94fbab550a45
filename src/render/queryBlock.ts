import type { Query, ShownChange } from '../plan/Plan.ts'
import { codeSpan, fence, quoted } from './markdown.ts'
import { valueText } from './valueText.ts'

/** What identifies a query to a reader: `**update** Deployment `web`` (with the namespace where it is another one). */
export const queryTitle = ({ verb, object }: Query, releaseNamespace: string): string => {
  const place =
    object.namespace === null || object.namespace === releaseNamespace ? '' : ` in ${codeSpan(object.namespace)}`
  return `**${verb}** ${codeSpan(object.kind)} ${codeSpan(object.name)}${place}`
}

/**
 * The content of a query: target, digest, verb, object, changes, diff, risks. Two queries are the same to a reviewer
 * exactly when these texts are equal, byte for byte; the number is no part of it.
 */
export const queryBlock = (query: Query, targetName: string): string =>
  [objectLine(query, targetName), editText(query), `digest ${codeSpan(query.digest)}`]
    .filter((part) => part !== '')
    .join('\n\n')

/** The target, the verb and the object of a query, on one line. */
export const objectLine = ({ verb, object }: Query, targetName: string): string => {
  const group = object.group === '' ? object.version : `${object.group}/${object.version}`
  const where = object.namespace === null ? 'cluster-scoped' : `namespace ${codeSpan(object.namespace)}`
  return `${codeSpan(targetName)} · **${verb}** ${codeSpan(object.kind)} ${codeSpan(object.name)} · ${codeSpan(group)} · ${where}`
}

/** What a query does to its object: all of its content but the object and the digest. */
export const editText = (query: Query): string => {
  const lines = [
    ...(query.hook === null ? [] : [hookLine(query.hook)]),
    ...(query.risks.length === 0 ? [] : [`risks: ${query.risks.map((risk) => codeSpan(risk)).join(', ')}`]),
    ...notes(query),
  ]
  const changes =
    query.changes.length === 0 ? [] : [fence('', query.changes.map((change) => changeLine(change)).join('\n'))]
  const diff = query.diff === '' ? [] : [fence('diff', query.diff)]
  return [...lines, ...changes, ...diff].join('\n\n')
}

const hookLine = ({ events, weight, deletePolicies }: NonNullable<Query['hook']>): string =>
  `hook: ${events.map((event) => codeSpan(event)).join(', ')} · weight ${weight} · deleted ${deletePolicies.map((policy) => codeSpan(policy)).join(', ') || codeSpan('before-hook-creation')} · runs changed or not`

const notes = ({ verb, owner, cluster, unapprovable }: Query): string[] => [
  ...(owner === null
    ? []
    : [`the object belongs to ${codeSpan(owner)}${verb === 'adopt' ? ', and to this release from now on' : ''}`]),
  ...(verb === 'keep'
    ? [
        `nothing is sent: Helm leaves the object in the cluster (${codeSpan('helm.sh/resource-policy: keep')}) and no longer cares for it`,
      ]
    : []),
  ...(verb === 'revert' ? ['put back: changed in the cluster since the last upgrade'] : []),
  ...(verb === 'migrate'
    ? ['no value changes: Helm becomes the owner of fields that it applied in another way before']
    : []),
  ...(cluster.refusal === null ? [] : [`the cluster refuses this; no approval helps:${quoted(cluster.refusal)}`]),
  ...(cluster.verified ? [] : [`not verified by the cluster:${quoted(cluster.reason ?? '')}`]),
  ...(cluster.sideEffects.length === 0 ? [] : [`the cluster also changes:${quoted(cluster.sideEffects.join(', '))}`]),
  ...(unapprovable === null ? [] : [`cannot be approved [${unapprovable.code}]:${quoted(unapprovable.message)}`]),
]

/** One change on one line: path, value before, value after. */
export const changeLine = ({ path, op, before, after }: ShownChange): string => {
  if (op === 'add') return `${path}: added ${after === undefined ? '' : valueText(after)}`
  if (op === 'remove') return `${path}: removed ${before === undefined ? '' : valueText(before)}`
  const was = before === undefined ? '' : `${valueText(before)} → `
  return `${path}: ${was}${after === undefined ? '' : valueText(after)}`
}
