import { visibleText } from '../text/visibleText.ts'

/** A text in a code span: nothing in it is interpreted, no mention is sent. */
export const codeSpan = (text: string): string => {
  const shown = visibleText(text.replaceAll('\n', '↵'))
  const ticks = '`'.repeat(longestRun(shown) + 1)
  const pad = shown.startsWith('`') || shown.endsWith('`') || shown === '' ? ' ' : ''
  return `${ticks}${pad}${shown}${pad}${ticks}`
}

/** A fenced block whose fence is longer than any run of backticks inside. */
export const fence = (language: string, text: string): string => {
  const shown = visibleText(text)
  const ticks = '`'.repeat(Math.max(3, longestRun(shown) + 1))
  return `${ticks}${language}\n${shown}\n${ticks}`
}

const MAX_SPAN = 1000

/** A text after a colon: in a code span, or on lines of its own in a fence where it is long or has several lines. */
export const quoted = (text: string): string =>
  text.length > MAX_SPAN || text.includes('\n') ? `\n\n${fence('', text)}` : ` ${codeSpan(text)}`

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0)

/** A cell of a table: its text may hold no bare bar. */
export const tableCell = (text: string): string => text.replaceAll('|', '\\|')
