import { loadAll } from 'js-yaml'
import { isObject } from '../json/isObject.ts'
import type { Json, JsonObject } from '../json/Json.ts'
import { kubernetesSchema } from './kubernetesSchema.ts'

const MAX_VALUES = 5_000_000

/**
 * The objects of a rendered manifest, as Kubernetes reads YAML; lists are flattened, empty documents left out, and of
 * a key that stands twice the last one counts. For finding causes and for display only: what is sent is known from
 * the wire.
 *
 * @throws YAMLException where the text is not YAML, RangeError where its aliases grow into too much.
 */
export const parseManifest = (text: string, repeatedKeys: 'last wins' | 'refuse' = 'last wins'): JsonObject[] => {
  const options = { schema: kubernetesSchema, maxAliases: 1000, json: repeatedKeys === 'last wins' }
  const documents = loadAll(text, options) as Json[]
  if (text.includes('*')) countValues(documents, MAX_VALUES)
  return documents.flatMap((document) => flatten(document))
}

// Each alias is small where it is written; what a few of them stand for may be more than any machine can walk.
const countValues = (value: Json | undefined, left: number): number => {
  if (left <= 0) throw new RangeError('the aliases of a manifest stand for too many values')
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
