// docs/doctor.md's table of findings, from src/doctor/findingCodes.ts. With --check it only fails if it is not fresh.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = join(root, 'docs/doctor.md')
const source = readFileSync(join(root, 'src/doctor/findingCodes.ts'), 'utf8')
const entries = [...source.matchAll(/^ {2}(D_[A-Z_]+): (\w+)\(\s*(?:'(.*)'|"(.*)"),?\s*\),$/gm)]
const rows = entries.map(([, code, severity, single, double]) => [`\`${code}\``, severity, single ?? double])
const codes = source.match(/^ {2}D_[A-Z_]+:/gm) ?? []
if (rows.length !== codes.length) throw new Error(`${codes.length} findings, but ${rows.length} could be read`)
const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length), 8))
const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`
const table = [
  line(['Finding', 'Severity', 'Meaning']),
  `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
  ...rows.map(line),
].join('\n')
const text = readFileSync(page, 'utf8')
const fresh = text.replace(
  /(<!-- findings:start -->\n\n)[^]*(\n\n<!-- findings:end -->)/,
  (_, start, end) => start + table + end,
)
if (!fresh.includes(table)) throw new Error('docs/doctor.md has no place for the table of findings')

if (!process.argv.includes('--check')) writeFileSync(page, fresh)
else if (fresh !== text) {
  console.error('docs/doctor.md is not what src/doctor/findingCodes.ts says: node tools/generateDoctor.mjs')
  process.exit(1)
}
