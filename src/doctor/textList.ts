import type { Json } from '../json/Json.ts'

/** A text or a list of texts, as a list. */
export const textList = (value: Json | undefined): string[] => {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.flatMap((item: Json) => (typeof item === 'string' ? [item] : [])) : []
}
