// Fails if src/ exports a name that no other file of src/ or test/ imports; a type that stands in a signature of its own
// file belongs to that file's contract and counts as used.
import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'
import { readSources } from './readSources.mjs'

const declaration =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|class|const|let|interface|type|enum) (\w+)/gm
const list = /^export (?:type )?\{([^}]*)\}(?!\s*from)/gm

/** `file: name` of every dead export under `root`. */
export function deadExports(root) {
  const sources = readSources(root, ['src', 'test'])
  const used = new Set()
  for (const { file, imports } of sources) {
    for (const { to, names } of imports) {
      if (to && to !== file) for (const name of names === '*' ? ['*'] : names) used.add(`${to}: ${name}`)
    }
  }
  return sources
    .filter(({ file }) => file.startsWith('src/') && !used.has(`${file}: *`))
    .flatMap(({ file, text }) =>
      exportsOf(text)
        .filter((name) => !isContract(text, name))
        .map((name) => `${file}: ${name}`),
    )
    .filter((name) => !used.has(name))
}

/** Whether a name is a type that its own file uses beside declaring it. */
function isContract(text, name) {
  const isType = new RegExp(`^export (?:interface|type) ${name}\\b`, 'm').test(text)
  return isType && (text.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length > 1
}

function exportsOf(text) {
  const declared = [...text.matchAll(declaration)].map(([, name]) => name)
  const listed = [...text.matchAll(list)].flatMap(([, names]) => names.split(','))
  const outer = listed.map((name) =>
    name
      .trim()
      .replace(/^type\s+/, '')
      .split(/\s+as\s+/)
      .at(-1),
  )
  return [...declared, ...outer.filter(Boolean), ...(/^export default\b/m.test(text) ? ['default'] : [])]
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const dead = deadExports(fileURLToPath(new URL('..', import.meta.url)))
  if (dead.length > 0) {
    console.error(`exported, but imported by nothing:\n${dead.join('\n')}`)
    process.exit(1)
  }
}
