import type { Spot } from './Finding.ts'

const MAX_EXCERPT = 160

/** The offsets at which the lines of a text start. */
export const lineStarts = (text: string): number[] => [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]

/** The spot at an offset of a text, whose lines start at `starts`. */
export const spotAt = (file: string, text: string, starts: readonly number[], offset: number): Spot => {
  const line = lineOf(starts, offset)
  const start = starts[line] ?? 0
  const whole = text.slice(start, (starts[line + 1] ?? text.length + 1) - 1).replace(/\r$/, '')
  return {
    file,
    line: line + 1,
    column: offset - start + 1,
    excerpt: whole.length > MAX_EXCERPT ? `${whole.slice(0, MAX_EXCERPT)}…` : whole,
  }
}

/** The last line that starts at or before an offset: by halves, for files of many findings. */
const lineOf = (starts: readonly number[], offset: number): number => {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
