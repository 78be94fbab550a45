import { loadAll, YAMLException } from 'js-yaml'
import { GateError } from '../errors/GateError.ts'
import { isObject } from '../json/isObject.ts'
import type { Json, JsonObject } from '../json/Json.ts'
import { kubernetesSchema } from './kubernetesSchema.ts'

const MAX_VALUES = 5_000_000

/**
 * The objects of a rendered manifest, as Kubernetes reads YAML; lists are flattened, empty documents left out, and of
 * a key that stands twice the last one counts. For finding causes and for display only: what is sent is known from
 * the wire.
 *
 * @throws GateError E_MANIFEST where the text is not YAML as the gate reads it, or its aliases grow into too much.
 */
export const parseManifest = (text: string, repeatedKeys: 'last wins' | 'refuse' = 'last wins'): JsonObject[] => {
  const documents = load(text, repeatedKeys === 'last wins')
  if (text.includes('*') && countValues(documents, MAX_VALUES) <= 0) {
    throw unreadable('its aliases stand for too many values')
  }
  return documents.flatMap((document) => flatten(document))
}

const load = (text: string, json: boolean): Json[] => {
  try {
    return loadAll(text, { schema: kubernetesSchema, maxAliases: 1000, json }) as Json[]
  } catch (cause) {
    // Its message repeats the text, which may be a Secret; the reason and the line do not.
    if (!(cause instanceof YAMLException)) throw cause
    const line = cause.mark === undefined ? '' : `, line ${cause.mark.line + 1}`
    throw unreadable(`${cause.reason}${line}`)
  }
}

const unreadable = (reason: string): GateError =>
  new GateError(
    'E_MANIFEST',
    `A rendered manifest cannot be read: ${reason}.`,
    'Write it without tags, with few aliases, and as YAML 1.1; `helm template` shows it.',
  )

// Each alias is small where it is written; what a few of them stand for may be more than any machine can walk.
const countValues = (value: Json | undefined, left: number): number => {
  if (left <= 0) return 0
  if (typeof value !== 'object' || value === null) return left - 1
  return Object.values(value).reduce<number>((rest, member: Json | undefined) => countValues(member, rest), left - 1)
}

// Whatever has items is a list to Helm, by whatever name; an item without a kind is of the kind that the list names.
const flatten = (document: Json): JsonObject[] => {
  if (!isObject(document)) return []
  const { kind, items, apiVersion } = document
  if (!Array.isArray(items)) return [document]
  const inherited = typeof kind === 'string' && kind !== 'List' ? { apiVersion, kind: kind.replace(/List$/, '') } : {}
  return items.flatMap((item: Json) => (isObject(item) ? flatten({ ...inherited, ...item }) : []))
}
