/** Tags GitHub leaves in a comment, with the attributes the forge keeps. */
const allowed: Record<string, readonly string[]> = {
  a: ['href'],
  details: ['open'],
  code: ['class'],
  th: ['style'],
  td: ['style'],
  ol: ['start'],
}
const plain =
  'b br blockquote dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li p pre q s samp span strike strong sub summary sup table tbody thead tr tt ul var'
for (const tag of plain.split(' ')) allowed[tag] = []

const empty = new Set(['br', 'hr'])
const safe: Record<string, RegExp> = {
  href: /^(?:https?:\/\/|mailto:|#|\/(?!\/))[^"'<>\s]*$/i,
  class: /^language-[\w+-]+$/,
  style: /^text-align:(?:left|center|right)$/,
  start: /^\d{1,9}$/,
  open: /^$/,
}
const piece =
  /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)|<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|[^<]+|</gi

/** Rendered Markdown without whatever GitHub would not show; open tags are closed so that nothing leaks out. */
export function sanitize(html: string): string {
  const open: string[] = []
  const kept = [...html.matchAll(piece)].map((match) => keptPiece(match, open))
  const closing = open.reverse().map((tag) => `</${tag}>`)
  return [...kept, ...closing].join('')
}

function keptPiece([whole, dropped, slash, name, attributes]: RegExpExecArray, open: string[]): string {
  if (dropped !== undefined || whole.startsWith('<!--')) return ''
  if (name === undefined) return whole === '<' ? '&lt;' : whole.replaceAll('>', '&gt;')
  const tag = name.toLowerCase()
  const keep = allowed[tag]
  if (!keep) return ''
  if (slash === '/') return closed(tag, open)
  if (!empty.has(tag)) open.push(tag)
  return `<${tag}${keptAttributes(attributes ?? '', keep)}>`
}

function closed(tag: string, open: string[]): string {
  const at = open.lastIndexOf(tag)
  if (at < 0) return ''
  return open
    .splice(at)
    .reverse()
    .map((inner) => `</${inner}>`)
    .join('')
}

function keptAttributes(text: string, keep: readonly string[]): string {
  const found = [...text.matchAll(/([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi)]
  return found
    .map(([, name = '', double, single, bare]) => ({ name: name.toLowerCase(), value: double ?? single ?? bare ?? '' }))
    .filter(({ name, value }) => keep.includes(name) && safe[name]?.test(value))
    .map(({ name, value }) => (value === '' ? ` ${name}` : ` ${name}="${value}"`))
    .join('')
}
