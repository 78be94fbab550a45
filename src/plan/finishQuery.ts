import { canonicalJson } from '../json/canonicalJson.ts'
import { lookup } from '../exchange/lookup.ts'
import type { Json } from '../json/Json.ts'
import { sameJson } from '../json/sameJson.ts'
import { dumpYaml } from '../yaml/dumpYaml.ts'
import type { Change } from './Change.ts'
import { digestQuery } from './digestQuery.ts'
import type { Draft } from './Draft.ts'
import type { Query, Reason, ShownChange, Target } from './Plan.ts'
import { binary, readableValue } from './readableValue.ts'
import { SECRET_MASK } from './redactor.ts'
import type { Redactor } from './redactor.ts'
import { risksOf } from './risksOf.ts'
import { sealSecrets, sealWhole } from './sealSecrets.ts'
import { sparseDocument } from './sparseDocument.ts'
import { unifiedDiff } from './unifiedDiff.ts'
import { WHOLE_OBJECT } from './unstablePaths.ts'

/** What a draft needs to become a query. */
export type Finishing = {
  readonly target: Target
  readonly redactor: Redactor
  readonly digestKey: string | null
  /** Paths of the draft's object that two renders of the chart disagree about. */
  readonly unstable: readonly string[]
}

/** Masks, digests and describes a draft; its number is given once all are in order. */
export const finishQuery = (draft: Draft, finishing: Finishing): Omit<Query, 'number' | 'group'> => {
  const { redactor, target, digestKey } = finishing
  const { object } = draft
  const isSecret = object.kind === 'Secret'
  const secret = isSecret || copiesSecret(draft.content, redactor)
  const sealed = isSecret ? sealSecrets(draft.content, digestKey) : sealWhole(draft.content, digestKey)
  const content = secret ? sealed : draft.content
  const isRevert = draft.verb === 'revert'
  const said = isRevert ? draft.changes.map((change) => fresh(change)) : draft.changes
  const changes = said.map((change) => shownChange(change, object.kind, redactor))
  const diff = redactor.text(diffOf(said, object.kind, redactor))
  const risky = said.map((change, index) => ({ ...change, ...changes[index], segments: change.segments }))
  return {
    digest: digestQuery(target, { verb: draft.verb, object, requests: draft.exchanges, content }),
    verb: draft.verb,
    object,
    changes: draft.changes.every(({ path }) => path === '') ? [] : changes,
    diff,
    cluster: { ...clusterAnswer(draft, redactor), sideEffects: draft.sideEffects.map(redactor.text) },
    live: isRevert ? draft.changes.map((change) => liveValue(change, object.kind, redactor)) : [],
    risks: risksOf({
      verb: draft.verb,
      kind: object.kind,
      owner: draft.owner,
      repeatsItem: draft.repeatsItem,
      changes: risky,
      diff: `${diff}${object.name}`,
    }),
    hook:
      draft.hook === null
        ? null
        : { events: draft.hook.events, weight: draft.hook.weight, deletePolicies: draft.hook.deletePolicies },
    source: draft.source === null ? null : redactor.text(draft.source),
    owner: draft.owner === null ? null : redactor.text(draft.owner),
    unapprovable: unapprovable(draft, secret && digestKey === null, finishing),
    rule: null,
    requirement: null,
  }
}

/** Whether a value of a Secret stands in the content of another object: a plain digest over it could be guessed. */
const copiesSecret = (content: Json, redactor: Redactor): boolean => {
  if (!redactor.knowsAny) return false
  const text = canonicalJson(content)
  return redactor.text(text) !== text
}

// What a revert shows may not depend on the live value: it is what is put back, in full.
const fresh = (change: Change): Change => ({
  ...change,
  op: change.after === undefined ? 'remove' : 'replace',
  before: undefined,
})

const liveValue = (change: Change, kind: string, redactor: Redactor): Query['live'][number] => {
  const { path, before } = shownChange(change, kind, redactor)
  return { path, value: before ?? null }
}

const shownChange = (change: Change, kind: string, redactor: Redactor): ShownChange => {
  const { path, op } = change
  const mask = (value: Json): Json => redactor.value(kind, path, value)
  const before = change.before === undefined ? {} : { before: mask(change.before) }
  const after = change.after === undefined ? {} : { after: differs(mask(change.after), change) }
  return { path: redactor.text(path), op, ...before, ...after }
}

// Two masks look alike: say that the values behind them do not.
const differs = (masked: Json, { before }: Change): Json =>
  masked === SECRET_MASK && before !== undefined ? `${SECRET_MASK.slice(0, -1)}, changed)` : masked

const diffOf = (changes: readonly Change[], kind: string, redactor: Redactor): string => {
  const shown = changes.map((change) => readableSides(change, kind, redactor))
  const side = (which: 'before' | 'after'): string => {
    const placed = changes.flatMap(({ path, segments }, index) => {
      const value = shown[index]?.[which]
      if (value === undefined) return []
      return [{ segments: path.endsWith('[*]') ? [...segments.slice(0, -1), '(order)'] : segments, value }]
    })
    return placed.length === 0 ? '' : dumpYaml(sparseDocument(placed))
  }
  return unifiedDiff(side('before'), side('after'))
}

/** Both sides of a change, masked and made readable; where that would hide a difference, as they are. */
const readableSides = (change: Change, kind: string, redactor: Redactor) => {
  const [parent, field] = [change.segments.at(-2), change.segments.at(-1)]
  const mask = (value: Json | undefined): Json | undefined =>
    value === undefined ? undefined : redactor.value(kind, change.path, value)
  const [before, masked] = [mask(change.before), mask(change.after)]
  const after = masked === undefined ? undefined : differs(masked, change)
  const readable = (value: Json | undefined): Json | undefined => {
    if (value === undefined) return undefined
    if (parent === 'binaryData') return binary(value)
    return readableValue(value, typeof field === 'string' ? field : '')
  }
  const isPlain = before === undefined || after === undefined || typeof before === 'string' || typeof after === 'string'
  const [was, will] = [readable(before), readable(after)]
  return isPlain && !sameJson(was, will) ? { before: was, after: will } : { before, after }
}

const clusterAnswer = ({ exchanges }: Draft, redactor: Redactor) => {
  const outcomes = exchanges.map(({ outcome }) => outcome)
  const refused = outcomes.find((outcome) => outcome.kind === 'refused')
  const unverified = outcomes.find((outcome) => outcome.kind === 'unverified')
  return {
    verified: unverified === undefined,
    reason: unverified?.reason ?? null,
    refusal: refused === undefined ? null : redactor.text(refused.refusal.message),
  }
}

const unapprovable = (draft: Draft, noKey: boolean, { unstable, redactor }: Finishing): Reason | null => {
  const touched = unstable.filter((path) => touches(draft, path)).map(redactor.text)
  if (touched.length > 0) {
    return {
      code: 'E_UNSTABLE',
      message: `Two renders of the chart differ at ${touched.join(', ')}: what is approved would not be what is applied. Set the value in a values file, or name these paths in the input unstable.`,
    }
  }
  if (draft.isTwin) {
    return {
      code: 'E_TWIN_OBJECT',
      message: 'The chart renders this object more than once; which of them wins depends on the order. Leave one.',
    }
  }
  return noKey
    ? {
        code: 'E_DIGEST_KEY',
        message:
          'A Secret changes and no digest-key is set, so its digest would give the value away. Make a key with `openssl rand -hex 32`, store it as a repository secret and pass it as digest-key.',
      }
    : null
}

const touches = (draft: Draft, path: string): boolean =>
  path === WHOLE_OBJECT ||
  draft.changes.some((change) => change.path === '' || change.path.startsWith(path) || path.startsWith(change.path)) ||
  draft.exchanges.some(({ request }) => lookup(request.body, path.split('.')) !== undefined)
