import type { Json } from '../json/Json.ts'

/** A text somewhere in a value, and where. */
export type PlacedText = { readonly pointer: string; readonly text: string }

/** Every text in a value, with its JSON pointer. */
export const textsIn = (value: Json | undefined, pointer: string): PlacedText[] => {
  if (typeof value === 'string') return [{ pointer, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) =>
    textsIn(member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  )
}
