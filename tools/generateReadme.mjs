// README.md's tables of inputs and outputs, from action.yml. With --check it only fails if they are not fresh.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bootstrap } from './bootstrap.mjs'

bootstrap()
const { load } = await import('js-yaml')
const root = fileURLToPath(new URL('..', import.meta.url))
const readme = join(root, 'README.md')
const { inputs = {}, outputs = {} } = load(read(join(root, 'action.yml')))
const text = read(readme)
const fresh = format(fill(fill(text, 'inputs', inputsTable(inputs)), 'outputs', outputsTable(outputs)))

if (!process.argv.includes('--check')) writeFileSync(readme, fresh)
else if (fresh !== text) {
  console.error('README.md is not what action.yml says: node tools/generateReadme.mjs')
  process.exit(1)
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new Error(`cannot read ${path}: ${error.code}`, { cause: error })
  }
}

function inputsTable(all) {
  const rows = Object.entries(all).map(([name, { description, required, default: value }]) => [
    `\`${name}\``,
    cell(description),
    required ? 'required' : value === undefined || value === '' ? '' : `\`${cell(value)}\``,
  ])
  return table(['Input', 'What it is', 'Default'], rows)
}

function outputsTable(all) {
  const rows = Object.entries(all).map(([name, { description }]) => [`\`${name}\``, cell(description)])
  return table(['Output', 'What it is'], rows)
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function cell(value) {
  const line = String(value ?? '')
    .trim()
    .replace(/\s+/g, ' ')
  return line.replaceAll('|', String.raw`\|`)
}

function fill(whole, name, content) {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]
  const [from, to] = [whole.indexOf(start), whole.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`README.md has no ${start} … ${end}`)
  return `${whole.slice(0, from)}${start}\n\n${content}\n\n${whole.slice(to)}`
}

/** The formatter aligns tables; without it here, it and this script would never agree. */
function format(markdown) {
  const path = join(root, 'node_modules', '.bin', 'oxfmt')
  const options = { cwd: root, input: markdown, encoding: 'utf8' }
  const { status, stdout, stderr } = spawnSync(path, ['--stdin-filepath=README.md'], options)
  if (status !== 0) throw new Error(stderr)
  return stdout
}
