import type { Segment } from './Segment.ts'

// A key, a quoted key, an item by its key (quoted where it must be), an item by its place.
const STEP =
  /^(?:\.?(?<key>[A-Za-z_$][\w$/-]*)|\[(?<quoted>"(?:[^"\\]|\\.)*")\]|\[(?<by>[A-Za-z]\w*)=(?:(?<value>[\w./-]+)|(?<text>"(?:[^"\\]|\\.)*"))\]|\[(?<place>\d+)\])/

/** The segments of a path as `pathText` writes it, or null where it is no such path. */
export const parsePathText = (path: string): Segment[] | null => {
  const segments: Segment[] = []
  let rest = path
  while (rest !== '') {
    const match = STEP.exec(rest)
    if (match?.groups === undefined) return null
    segments.push(toSegment(match.groups))
    rest = rest.slice(match[0].length)
  }
  return segments.length === 0 ? null : segments
}

const toSegment = ({ key, quoted, by, value, text, place }: Record<string, string | undefined>): Segment => {
  if (key !== undefined) return key
  if (quoted !== undefined) return JSON.parse(quoted) as string
  if (by !== undefined) return { by, value: value ?? (JSON.parse(text ?? '""') as string) }
  return Number(place)
}
