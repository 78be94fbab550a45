// What JSON, Go, YAML and shells write otherwise than it is, once for each text that it is put into.
const ESCAPED = /["'\\<>&\t\n]/
// A pattern of more would be too large; of such a text only its lines are looked for.
const MAX_LENGTH = 20_000

const LINE_END = String.raw`(?:[ \t\r]|\\+[rt])*(?:\n|\\+n)(?:[-+\s]|\\+[nrt])*`

/**
 * Finds a text inside JSON or quotes, however often they are nested, and one of several lines whatever stands before
 * each: an indentation, the marks of a diff. Null where it can only stand as it is.
 */
export const escapedPattern = (text: string): RegExp | null => {
  if (!ESCAPED.test(text) || text.length > MAX_LENGTH) return null
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.length === 0 ? null : new RegExp(lines.map((line) => lineSource(line)).join(LINE_END), 'gu')
}

// A run of backslashes is taken with the quote after it, so that there is one way to match it, and from its start.
const lineSource = (line: string): string => {
  const source = line.replaceAll(/\\*"|\\*'|\\+|[^\p{L}\p{N}\\]/gu, (part, place: number) => {
    const backslashes = part.replace(/["']$/, '').length
    const quote = part.at(-1) === "'" ? "''?" : part.at(-1) === '"' ? '"' : ''
    if (part.startsWith('\\')) return `${place === 0 ? String.raw`(?<!\\)` : ''}\\\\{${backslashes},}${quote}`
    if (quote !== '') return place === 0 ? quote : `\\\\*${quote}`
    return /[<>&\t]/.test(part) ? `(?:${literal(part)}|\\\\+(?:u00${code(part).padStart(2, '0')}|t))` : literal(part)
  })
  return source
}

const code = (character: string): string => (character.codePointAt(0) ?? 0).toString(16)
const literal = (character: string): string => `\\u{${code(character)}}`
