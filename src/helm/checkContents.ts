import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GateError } from '../errors/GateError.ts'
import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'
import { parseJson } from '../json/parseJson.ts'
import { readTar } from './readTar.ts'

// As much as Helm unpacks of one archive, headers included.
const MAX_UNPACKED = 128 * 1024 * 1024
const MAX_DEPTH = 8

// Inside the schema itself, a name that nothing is fetched for, or a draft that Helm brings along.
const HARMLESS =
  /^(?:#|urn:|https?:\/\/json-schema\.org\/draft(?:-0[467]|\/20(?:19-09|20-12))\/(?:schema|meta\/[a-z-]+)#?$)/
const REFERENCES = new Set(['$ref', '$schema', '$dynamicRef', '$recursiveRef'])

/** What is looked at: without validation, Helm does not read the schemas. */
export type Checks = { readonly schemas: boolean }

/**
 * Refuses a chart that reaches beyond itself, its subcharts included: archives with links, special files or paths that
 * lead out of them, and schemas that refer to other files or addresses, which Helm would read or fetch.
 *
 * @throws GateError E_CHART_LINK, E_CHART_SCHEMA, or E_CHART_RENDER where an archive cannot be read.
 */
export const checkContents = async (chart: string, checks: Checks): Promise<void> => {
  if (/\.tgz$|\.tar\.gz$/.test(chart)) checkArchive(await readFile(chart), { path: chart, depth: 0 }, checks)
  else await checkFolder(chart, checks)
}

const isSubchart = (path: string): boolean => /(?:^|\/)charts\/[^/]+(?:\.tgz|\.tar\.gz)$/.test(path)
const isSchema = (path: string): boolean => /(?:^|\/)values\.schema\.json$/.test(path)

const checkFolder = async (folder: string, checks: Checks): Promise<void> => {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await checkFolder(path, checks)
    else if (checks.schemas && isSchema(path)) checkSchema(await readFile(path), path)
    else if (isSubchart(path)) checkArchive(await readFile(path), { path, depth: 0 }, checks)
  }
}

type Place = { readonly path: string; readonly depth: number }

const checkArchive = (archive: Buffer, { path, depth }: Place, checks: Checks): void => {
  for (const { name, type, content } of unpack(archive, path, depth)) {
    // Helm takes the paths of Windows, too.
    const inside = name.replaceAll('\\', '/')
    refuseWayOut(inside, type, path)
    if (checks.schemas && isSchema(inside)) checkSchema(content, `${path}/${inside}`)
    else if (isSubchart(inside)) checkArchive(content, { path: `${path}/${inside}`, depth: depth + 1 }, checks)
  }
}

// Files, folders, and headers that say something of the whole archive.
const HARMLESS_TYPES = new Set(['0', '5', 'g'])

const refuseWayOut = (name: string, type: string, path: string): void => {
  if (HARMLESS_TYPES.has(type) && !/^\/|^[A-Za-z]:|(?:^|\/)\.\.(?:\/|$)/.test(name)) return
  throw new GateError(
    'E_CHART_LINK',
    `${name} in the archive ${path} is a link or a special file, or lies outside of it.`,
    'Make the archive with helm package.',
  )
}

const unpack = (archive: Buffer, path: string, depth: number) => {
  try {
    if (depth > MAX_DEPTH) throw new Error('too many archives in archives')
    return readTar(archive, MAX_UNPACKED)
  } catch (cause) {
    throw new GateError(
      'E_CHART_RENDER',
      `The archive ${path} cannot be unpacked, or unpacks to more than Helm takes.`,
      'Make it with helm package.',
      { cause },
    )
  }
}

const checkSchema = (content: Buffer, path: string): void => {
  const outside = referencesIn(parse(content, path)).find((reference) => !HARMLESS.test(reference))
  if (outside === undefined) return
  throw new GateError(
    'E_CHART_SCHEMA',
    `The schema ${path} refers to ${outside}, which Helm would read or fetch.`,
    'Write what it refers to into the schema, or pass --skip-schema-validation.',
  )
}

const parse = (content: Buffer, path: string): Json => {
  try {
    return parseJson(content.toString('utf8'))
  } catch (cause) {
    throw new GateError('E_CHART_RENDER', `The schema ${path} is not JSON.`, 'Correct it.', { cause })
  }
}

const referencesIn = (schema: Json): string[] => {
  const found: string[] = []
  // No recursion: a schema may be nested deeper than the stack.
  const left: Json[] = [schema]
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (Array.isArray(value)) for (const item of value) left.push(item)
    if (!isObject(value)) continue
    for (const [key, member] of Object.entries(value)) {
      if (typeof member === 'string' && REFERENCES.has(key)) found.push(member)
      else if (member !== undefined) left.push(member)
    }
  }
  return found
}
