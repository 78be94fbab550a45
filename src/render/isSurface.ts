import { at, textAt } from '../json/at.ts'
import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'
import type { Verb } from '../plan/Plan.ts'
import type { Surface } from './Surface.ts'

const VERBS = {
  create: true,
  update: true,
  replace: true,
  delete: true,
  adopt: true,
  keep: true,
  revert: true,
  run: true,
  'install-crd': true,
  'create-namespace': true,
  migrate: true,
  blocked: true,
} as const satisfies Record<Verb, true>

/**
 * Whether a model has the shape that is rendered. What is rendered outside code spans and fences must be exactly what
 * it claims to be: a model by somebody else could else bring HTML of its own, hide the honest blocks in a comment,
 * and still render back to itself.
 */
export const isSurface = (value: Json): value is Json & Surface => {
  const revisions = ['newest', 'baseline'].map((name) => at(value, 'release', name))
  return (
    /^sha256:[0-9a-f]{64}$/.test(textAt(value, 'digest') ?? '') &&
    ['requests', 'unchanged', 'refused', 'unverified', 'queries'].every((name) => isCount(at(value, 'counts', name))) &&
    isCountOrNull(at(value, 'release', 'next')) &&
    isCountOrNull(at(value, 'release', 'backTo')) &&
    (at(value, 'release', 'deployedAt') === null || textAt(value, 'release', 'deployedAt') !== undefined) &&
    at(value, 'target', 'baseline') === 'cluster' &&
    OPERATIONS.has(textAt(value, 'target', 'operation') ?? '') &&
    revisions.every((revision) => revision === null || isCount(at(revision, 'revision'))) &&
    every(at(value, 'inputs'), isInput) &&
    every(at(value, 'warnings'), isReason) &&
    every(at(value, 'queries'), isQuery)
  )
}

const every = (list: Json | undefined, test: (item: Json) => boolean): boolean =>
  Array.isArray(list) && list.every((item: Json) => test(item))

const isCount = (value: Json | undefined): boolean => Number.isSafeInteger(value)

const isCountOrNull = (value: Json | undefined): boolean => value === null || isCount(value)

const OPERATIONS = new Set(['upgrade', 'rollback', 'uninstall'])

const isTextOrNull = (value: Json | undefined): boolean => value === null || typeof value === 'string'

const isText = (value: Json): boolean => typeof value === 'string'

const isReason = (value: Json): boolean =>
  /^[A-Z][A-Z_]*$/.test(textAt(value, 'code') ?? '') && textAt(value, 'message') !== undefined

const isInput = (input: Json): boolean =>
  ['kind', 'path'].every((name) => textAt(input, name) !== undefined) &&
  /^sha256:[0-9a-f]{64}$/.test(textAt(input, 'digest') ?? '')

const isQuery = (query: Json): boolean => {
  const [hook, unapprovable] = [at(query, 'hook'), at(query, 'unapprovable')]
  return (
    Object.hasOwn(VERBS, textAt(query, 'verb') ?? '') &&
    isObject(at(query, 'object')) &&
    ['source', 'owner', 'group'].every((name) => isTextOrNull(at(query, name))) &&
    every(at(query, 'risks'), isText) &&
    every(at(query, 'cluster', 'sideEffects'), isText) &&
    (unapprovable === null || isReason(unapprovable ?? null)) &&
    (hook === null || (isCount(at(hook, 'weight')) && every(at(hook, 'events'), isText)))
  )
}
