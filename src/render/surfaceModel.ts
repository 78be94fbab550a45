import { strFromU8, strToU8, zlibSync } from 'fflate'
import { inflateSync } from 'node:zlib'
import { parseJson } from '../json/parseJson.ts'
import { stringifyJson } from '../json/stringifyJson.ts'
import type { Json } from '../json/Json.ts'
import type { KeptRejection } from '../review/Decision.ts'
import type { Surface } from './Surface.ts'

// What inflates to more than all comments of a pull request could show is no model.
const MAX_BYTES = 64 * 1024 * 1024

/**
 * A surface, or a rejection that is kept, as it travels in comments: base64 of its compressed JSON. The same surface must give the same bytes
 * wherever it is rendered, so it is not compressed by the runtime, whose zlib may be another one next year.
 */
export const encodeModel = (model: Surface | KeptRejection): string =>
  Buffer.from(zlibSync(strToU8(stringifyJson(model)), { level: 3 })).toString('base64')

/**
 * What a model says.
 *
 * @throws Error, RangeError or SyntaxError where it is none.
 */
export const decodeModel = (model: string): Json =>
  parseJson(strFromU8(inflateSync(Buffer.from(model, 'base64'), { maxOutputLength: MAX_BYTES })))
