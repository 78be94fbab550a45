import { parse } from 'lossless-json'
import type { Json } from './Json.ts'

// Below sixteen digits in a row no integer can exceed 2^53, so the engine's own parser loses nothing.
const MAY_ROUND = /\d{16}/

/**
 * JSON text as values, integers exact: a number where a double holds it, else a bigint.
 *
 * @throws SyntaxError when the text is not JSON, or holds a key twice with different values where numbers are long.
 */
export const parseJson = (text: string): Json => {
  if (!MAY_ROUND.test(text)) return JSON.parse(text) as Json
  return parse(text, undefined, exactNumber) as Json
}

const exactNumber = (text: string): number | bigint => {
  const value = Number(text)
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(value) ? BigInt(text) : value
}
