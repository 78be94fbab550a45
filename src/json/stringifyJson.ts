import { stringify } from 'lossless-json'
import type { Json } from './Json.ts'

/** JSON text of a value, bigints in full. `indent` is the number of blanks a level, none by default. */
export const stringifyJson = (value: Json, indent?: number): string => stringify(value, undefined, indent) ?? 'null'
