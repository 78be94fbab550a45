// Who may import whom in src/: the arrow of the architecture, as a check.
import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'
import { readSources } from './readSources.mjs'

const pure = new Set(
  'plan policy review doctor render ledger guardrails json yaml text errors exchange release'.split(' '),
)
const edges = new Set(['wire', 'helm', 'kubectl', 'github', 'notify'])
const others = new Set(['commands', 'config', 'process'])
const entries = new Set(['action.ts', 'cli.ts'])
const allowed = new Set(['helm → wire', 'kubectl → wire'])
const inputOutput = /^node:(fs|child_process|http|https|http2|net|tls|dgram|dns|os|process|worker_threads)(\/|$)/
const impure =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\brandom(UUID|Bytes|Int)\b|\bperformance\.|\bfetch\(/

/** One sentence for each violation under `root`/src. */
export function importRule(root) {
  const sources = readSources(root, ['src']).map((source) => ({ ...source, room: roomOf(source.file) }))
  return [
    ...sources.flatMap((source) => [...rooms(source), ...packages(source)]),
    ...sources.filter(({ room }) => pure.has(room)).flatMap(purity),
    ...limit(sources, 'import @actions/core', 1, ({ file, imports }) => {
      return file !== 'src/action.ts' && imports.some(({ from }) => isFrom(from, '@actions/core'))
    }),
    ...limit(sources, 'read process.env', 2, ({ text }) => /\bprocess\.env\b/.test(code(text))),
  ]
}

/** `src/plan/a/b.ts` → `plan`, `src/cli.ts` → `cli.ts` */
const roomOf = (file) => file.split('/')[1]

const isFrom = (from, name) => from === name || from.startsWith(`${name}/`)

function rooms({ file, room, imports }) {
  if (![pure, edges, others, entries].some((each) => each.has(room))) {
    return [`${file}: the room ${room} is unknown; tools/importRule.mjs must say what it may import`]
  }
  const inside = imports.filter(({ to }) => to?.startsWith('src/')).map(({ to }) => roomOf(to))
  return [...new Set(inside)]
    .filter((target) => target !== room && !mayImport(room, target))
    .map((target) => `${file}: ${room} must not import ${target}`)
}

function mayImport(room, target) {
  if (entries.has(room) || room === 'commands') return !entries.has(target)
  if (entries.has(target) || target === 'commands') return false
  if (pure.has(room)) return pure.has(target)
  return !edges.has(target) || allowed.has(`${room} → ${target}`)
}

function packages({ file, room, imports }) {
  const wrong = (from) => {
    if (/^(@octokit|@actions\/github)(\/|$)/.test(from)) return room !== 'github' && 'src/github/'
    if (/^(node:child_process|@actions\/exec)(\/|$)/.test(from)) return room !== 'process' && 'src/process/'
    if (from === 'node:process') return room !== 'process' && !entries.has(room) && 'src/process/ and the entries'
    if (/^(child_process|fs|http|https|net|os|process)(\/|$)/.test(from))
      return `files that call it node:${from}, which`
    return false
  }
  return imports
    .map(({ from }) => ({ from, home: wrong(from) }))
    .filter(({ home }) => home)
    .map(({ from, home }) => `${file}: only ${home} may import ${from}`)
}

function purity({ file, text, imports }) {
  const banned = imports.filter(({ from }) => inputOutput.test(from) || /^(@actions|@octokit)\//.test(from))
  const seen = code(text)
    .split('\n')
    .flatMap((line, index) => (impure.exec(line) ?? []).slice(0, 1).map((what) => ({ index, what })))
  return [
    ...banned.map(({ from }) => `${file}: a pure room must not import ${from}`),
    ...seen.map(({ index, what }) => `${file}:${index + 1}: a pure room must not use ${what}`),
  ]
}

/** Without comments and plain strings, on the same lines. */
function code(text) {
  const token = /\/\*[^]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g
  return text.replace(token, (found) => found.replace(/[^\n]/g, ' '))
}

/** src/process/ and the entries may do it, `count` files in all. */
function limit(sources, what, count, does) {
  const files = sources.filter(does)
  const outside = what.includes('env') ? files.filter(({ room }) => room !== 'process' && !entries.has(room)) : []
  return [
    ...outside.map(({ file }) => `${file}: only src/process/ and the entries may ${what}`),
    ...(files.length > count ? [`${files.length} files where at most ${count} ${what}: ${list(files)}`] : []),
  ]
}

const list = (files) => files.map(({ file }) => file).join(', ')

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const violations = importRule(fileURLToPath(new URL('..', import.meta.url)))
  for (const violation of violations) console.error(violation)
  process.exit(violations.length > 0 ? 1 : 0)
}
