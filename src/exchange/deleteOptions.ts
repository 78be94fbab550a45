import { PbfReader } from 'pbf'
import { isObject } from '../json/isObject.ts'
import { parseJson } from '../json/parseJson.ts'
import { unwrapProtobuf } from './unwrapProtobuf.ts'

/** The query parameters that carry the options of a DELETE, or null where they cannot be carried so. */
export type DeleteParameters = readonly (readonly [name: string, value: string])[] | null

const SCALARS = new Set(['gracePeriodSeconds', 'orphanDependents', 'propagationPolicy'])
const HARMLESS = new Set(['kind', 'apiVersion', 'dryRun'])

/**
 * The options in the body of a DELETE as query parameters. A body wins over the query, so a body may never
 * travel beside a `dryRun=All`: everything it says moves into the query, and what cannot move is null.
 */
export const deleteParameters = (contentType: string | null, body: Uint8Array): DeleteParameters => {
  if (body.length === 0) return []
  return contentType?.includes('protobuf') === true ? fromProtobuf(body) : fromJson(body)
}

const fromJson = (body: Uint8Array): DeleteParameters => {
  const options = parseJson(new TextDecoder().decode(body))
  if (!isObject(options)) return null
  const parameters: (readonly [string, string])[] = []
  for (const [name, value] of Object.entries(options)) {
    if (value === null || value === undefined || HARMLESS.has(name)) continue
    if (!SCALARS.has(name) || typeof value === 'object') return null
    parameters.push([name, String(value)])
  }
  return parameters
}

// Field numbers of meta/v1 DeleteOptions.
const fromProtobuf = (body: Uint8Array): DeleteParameters => {
  const raw = unwrapProtobuf(body)
  if (raw === null) return null
  const found: { parameters: (readonly [string, string])[]; strange: boolean } = { parameters: [], strange: false }
  new PbfReader(raw).readFields((tag, result, pbf) => {
    if (tag === 1) result.parameters.push(['gracePeriodSeconds', String(pbf.readVarint(true))])
    else if (tag === 3) result.parameters.push(['orphanDependents', String(pbf.readBoolean())])
    else if (tag === 4) result.parameters.push(['propagationPolicy', pbf.readString()])
    else if (tag === 5) pbf.readString()
    else result.strange = true
  }, found)
  return found.strange ? null : found.parameters
}
