import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'

// Sources are formatted, so an import or export starts its line.
const statement = /^(import|export)\b([^'"`;]*?)\bfrom\s*['"]([^'"]+)['"]/gm
const sideEffect = /^import\s*['"]([^'"]+)['"]/gm
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g

/** Every TypeScript file under the folders of `root`: its path from there, its text and what it imports. */
export function readSources(root, folders) {
  const paths = folders.flatMap((folder) => listFiles(join(root, folder)))
  return paths.sort().map((path) => {
    const text = readFileSync(path, 'utf8')
    const file = relative(root, path).split(sep).join('/')
    return { file, text, imports: importsOf(file, text) }
  })
}

function listFiles(folder) {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile() && /\.m?ts$/.test(entry.name))
    return files.map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}

/** `names` is '*' where all that the other file exports may be used. */
function importsOf(file, text) {
  const found = []
  for (const [, , clause, from] of text.matchAll(statement)) found.push({ from, names: namesOf(clause) })
  for (const [, from] of text.matchAll(sideEffect)) found.push({ from, names: [] })
  for (const [, from] of text.matchAll(dynamic)) found.push({ from, names: '*' })
  return found.map((each) => ({ ...each, to: each.from.startsWith('.') ? resolve(file, each.from) : undefined }))
}

const resolve = (file, from) => posix.normalize(posix.join(posix.dirname(file), from))

/** ` type A, { b as c, type D } ` → A is the default export. */
function namesOf(clause) {
  if (clause.includes('*')) return '*'
  const [before, inside = ''] = clause.replace(/^\s*type\s/, '').split(/[{}]/)
  const named = inside.split(',').map(
    (name) =>
      name
        .trim()
        .replace(/^type\s+/, '')
        .split(/\s+as\s+/)[0],
  )
  return [...(before.replace(',', '').trim() ? ['default'] : []), ...named.filter(Boolean)]
}
