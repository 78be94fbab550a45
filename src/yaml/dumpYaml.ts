import { dump } from 'js-yaml'
import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'
import { kubernetesSchema } from './kubernetesSchema.ts'

/** YAML of a value for people to read: block style, long texts unfolded, integers exact, no trailing newline. */
export const dumpYaml = (value: Json): string =>
  dump(printable(value), { schema: kubernetesSchema, lineWidth: -1, noRefs: true }).replace(/\n$/, '')

// The dumper knows no undefined member.
const printable = (value: Json): unknown => {
  if (Array.isArray(value)) return value.map((item: Json) => printable(item))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [[key, printable(member)]])),
  )
}
