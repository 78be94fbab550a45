import MarkdownIt from 'markdown-it'
import { sanitize } from './sanitize.ts'

const renderer = new MarkdownIt({ html: true, linkify: true, breaks: true, langPrefix: 'language-' })
const diffBlock = /<pre><code class="language-diff">([\s\S]*?)<\/code><\/pre>/g
const alert = /<blockquote>\s*<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?:<br>)?\s*/g

/** A comment's Markdown as GitHub would show it: sanitised, with coloured diffs and alerts. */
export function markdown(text: string): string {
  return sanitize(renderer.render(text))
    .replaceAll(
      diffBlock,
      (_, lines: string) => `<pre class="diff">${lines.replace(/\n$/, '').split('\n').map(diffLine).join('')}</pre>`,
    )
    .replaceAll(
      alert,
      (_, kind: string) => `<blockquote class="alert ${kind.toLowerCase()}"><p><b>${title(kind)}</b><br>`,
    )
}

function title(kind: string): string {
  return `${kind[0] ?? ''}${kind.slice(1).toLowerCase()}`
}

function diffLine(line: string): string {
  const kind = { '+': 'add', '-': 'del', '@': 'hunk' }[line[0] ?? ''] ?? 'same'
  return `<span class="${kind}">${line === '' ? ' ' : line}</span>`
}
