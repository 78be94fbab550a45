// The last two columns of docs/threats.md, tests and codes, from the names of the tests. A test checks that it is fresh.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { threatTests } from './threatTests.mjs'

const page = fileURLToPath(new URL('../docs/threats.md', import.meta.url))
const found = threatTests()
const list = (texts) => texts.map((text) => `\`${text}\``).join(', ') || '–'
const lines = readFileSync(page, 'utf8').split('\n')
const fresh = lines.map((line) => {
  if (!/^\| \d\d /.test(line)) return line
  const [number, tried, must] = line
    .replace(/^\| | *\|$/g, '')
    .split(' | ')
    .map((cell) => cell.trim())
  const { files, codes } = found.get(number) ?? { files: [], codes: [] }
  return `| ${[number, tried, must, list(files), list(codes)].join(' | ')} |`
})
writeFileSync(page, fresh.join('\n'))
console.log('docs/threats.md written; now `npm run format`')
