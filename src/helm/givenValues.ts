import { readFile } from 'node:fs/promises'
import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'
import { parseJson } from '../json/parseJson.ts'
import { parseManifest } from '../yaml/parseManifest.ts'
import type { Operation } from './Operation.ts'
import type { HelmArg } from './parseHelmArgs.ts'

/** The values that the user gives in flags and files: what Helm says when it fails may repeat them, and any may be secret. */
export const givenValues = async ({ args }: Pick<Operation, 'args'>): Promise<string[]> =>
  (await Promise.all(args.map((arg) => valuesOf(arg)))).flat()

const valuesOf = async ({ name, value }: HelmArg): Promise<string[]> => {
  if (value === null) return []
  if (name === 'values') return (await Promise.all(value.split(',').map(readText))).flatMap(textsInYaml)
  const given = value.slice(value.indexOf('=') + 1)
  if (name === 'set-file')
    return await Promise.all(value.split(',').map((part) => readText(part.slice(part.indexOf('=') + 1))))
  if (name === 'set-json') return [given, ...textsInJson(given)]
  if (name === 'set-literal') return [given]
  return name === 'set' || name === 'set-string' ? [given, ...listed(value)] : []
}

// What cannot be read, Helm cannot read either.
const readText = async (path: string): Promise<string> => await readFile(path, 'utf8').catch(() => '')

/** The values of `a=b,c={d,e}`: a backslash takes the next character as it is. */
const listed = (text: string): string[] =>
  (text.match(/(?:[^\\,]|\\[^])+/g) ?? []).flatMap((part) => {
    const value = part.slice(part.indexOf('=') + 1).replaceAll(/\\([^])/g, '$1')
    return [value, value.replaceAll(/^\{|\}$/g, '')]
  })

const textsInYaml = (text: string): string[] => {
  try {
    return parseManifest(text).flatMap((document) => textsIn(document))
  } catch {
    // Of a file that is no YAML, each line may be a value.
    return text.split('\n').map((line) => line.replace(/^[^:]*:/, '').trim())
  }
}

const textsInJson = (text: string): string[] => {
  try {
    return textsIn(parseJson(text))
  } catch {
    return []
  }
}

const textsIn = (value: Json): string[] => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return [`${value}`]
  if (Array.isArray(value)) return value.flatMap((item: Json) => textsIn(item))
  return isObject(value) ? Object.values(value).flatMap((member) => (member === undefined ? [] : textsIn(member))) : []
}
