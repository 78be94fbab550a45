import type { Json } from '../json/Json.ts'

/** A text, number or boolean as GitHub writes it into a text; empty for everything else. */
export const scalarText = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
