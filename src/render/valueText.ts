import { stringifyJson } from '../json/stringifyJson.ts'
import type { Json } from '../json/Json.ts'

const MAX_LENGTH = 120

/** A value on one line; a long or many-lined one by what it is, since the diff shows it in full. */
export const valueText = (value: Json): string => {
  if (typeof value === 'string') {
    const lines = value.split('\n').length
    return lines > 1 || value.length > MAX_LENGTH
      ? `(${lines} ${lines === 1 ? 'line' : 'lines'} of text)`
      : JSON.stringify(value)
  }
  const text = stringifyJson(value)
  if (text.length <= MAX_LENGTH) return text
  return Array.isArray(value) ? `(list of ${value.length})` : '(object)'
}
