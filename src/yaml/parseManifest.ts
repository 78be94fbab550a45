import { boolYaml11Tag, CORE_SCHEMA, defineScalarTag, loadAll, mergeTag, NOT_RESOLVED } from 'js-yaml'
import { isObject } from '../json/isObject.ts'
import type { Json, JsonObject } from '../json/Json.ts'

const INTEGER = /^([-+]?)(?:0b([01]+)|0o?([0-7]+)|0x([0-9a-fA-F]+)|(0|[1-9][0-9]*))$/

// Helm and Kubernetes read YAML 1.1 booleans and octals, no dates, and integers of 64 bits exactly.
const exactInteger = defineScalarTag('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: '-+0123456789'.split(''),
  resolve: (text: string) => {
    const match = INTEGER.exec(text)
    if (match === null) return NOT_RESOLVED
    const [, sign, binary, octal, hex, decimal] = match
    const size = BigInt(
      binary !== undefined
        ? `0b${binary}`
        : octal !== undefined
          ? `0o${octal}`
          : hex !== undefined
            ? `0x${hex}`
            : (decimal ?? '0'),
    )
    const value = sign === '-' ? -size : size
    return Number.isSafeInteger(Number(value)) ? Number(value) : value
  },
  identify: (value: unknown) => typeof value === 'bigint' || Number.isInteger(value),
})

const MAX_VALUES = 5_000_000

const SCHEMA = CORE_SCHEMA.withTags(mergeTag, boolYaml11Tag, exactInteger)

/**
 * The objects of a rendered manifest, as Kubernetes reads YAML; lists are flattened, empty documents left out.
 * For finding causes and for display only: what is sent is known from the wire.
 *
 * @throws YAMLException where the text is not YAML, RangeError where its aliases grow into too much.
 */
export const parseManifest = (text: string): JsonObject[] => {
  const documents = loadAll(text, { schema: SCHEMA, maxAliases: 1000, json: true }) as Json[]
  if (text.includes('*')) countValues(documents, MAX_VALUES)
  return documents.flatMap((document) => flatten(document))
}

// Each alias is small where it is written; what a few of them stand for may be more than any machine can walk.
const countValues = (value: Json | undefined, left: number): number => {
  if (left <= 0) throw new RangeError('the aliases of a manifest stand for too many values')
  if (typeof value !== 'object' || value === null) return left - 1
  return Object.values(value).reduce<number>((rest, member: Json | undefined) => countValues(member, rest), left - 1)
}

const flatten = (document: Json): JsonObject[] => {
  if (!isObject(document)) return []
  const { kind, items, apiVersion } = document
  const isList = kind === 'List' && apiVersion === 'v1' && Array.isArray(items)
  return isList ? items.flatMap((item: Json) => flatten(item)) : [document]
}
