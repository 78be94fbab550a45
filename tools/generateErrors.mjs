// docs/errors.md from src/errors/errorCodes.ts. With --check it only fails if it is not fresh.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = join(root, 'docs/errors.md')
const source = readFileSync(join(root, 'src/errors/errorCodes.ts'), 'utf8')
const rows = [...source.matchAll(/^ {2}(E_[A-Z_]+):\s*'(.*)',$/gm)].map(([, code, meaning]) => [`\`${code}\``, meaning])
const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length), 7))
const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`
const fresh = `# Errors

Every error is one sentence of what happened to what, one of what to do, and a code. Codes never change meaning.

${[line(['Code', 'Meaning']), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n')}
`

if (!process.argv.includes('--check')) writeFileSync(page, fresh)
else if (readFileSync(page, 'utf8') !== fresh) {
  console.error('docs/errors.md is not what src/errors/errorCodes.ts says: node tools/generateErrors.mjs')
  process.exit(1)
}
