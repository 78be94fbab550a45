import type { Spot } from './Finding.ts'

const MAX_EXCERPT = 160

/** The spot at an offset of a text. */
export const spotAt = (file: string, text: string, offset: number): Spot => {
  const before = text.slice(0, offset)
  const start = before.lastIndexOf('\n') + 1
  const end = text.indexOf('\n', start)
  const line = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '')
  return {
    file,
    line: before.split('\n').length,
    column: offset - start + 1,
    excerpt: line.length > MAX_EXCERPT ? `${line.slice(0, MAX_EXCERPT)}…` : line,
  }
}
