// `npm run build`: src/ → dist/. With --check it writes nothing and fails if dist/ is not what it would write.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bootstrap } from './bootstrap.mjs'
import { licenses } from './licenses.mjs'

bootstrap()
const { build } = await import('esbuild')
const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const files = await bundle().catch((error) => fail(error.message))
if (process.argv.includes('--check')) check(files)
else write(files)

/** File name → bytes. What only some commands need is loaded when they run, from files of its own. */
async function bundle() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/action.ts', 'src/cli.ts'],
    outdir: 'dist',
    write: false,
    bundle: true,
    splitting: true,
    chunkNames: '[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    loader: { '.css': 'text' },
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    // tunnel and undici are CommonJS and call require() for node: modules.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  })
  const names = plainNames(metafile.outputs)
  const bundled = new Map(
    outputFiles.map(({ path, text }) => [
      names.get(basename(path)) ?? basename(path),
      Buffer.from(renamed(text, names)),
    ]),
  )
  bundled.set('cli.js', withShebang(bundled.get('cli.js')))
  return bundled.set('licenses.txt', Buffer.from(licenses(root, Object.keys(metafile.inputs))))
}

/** Names without a hash, so that a diff of dist/ can be read: of the module, or a number by the first of those inside. */
function plainNames(outputs) {
  const chunks = Object.entries(outputs)
    .map(([path, { inputs }]) => ({ name: basename(path), first: Object.keys(inputs).toSorted()[0] ?? '' }))
    .filter(({ name }) => /-[0-9A-Z]{8}\.js$/.test(name))
    .toSorted((a, b) => (a.first < b.first ? -1 : 1))
  const shared = chunks.filter(({ name }) => name.startsWith('chunk-'))
  return new Map(
    chunks.map((chunk) => {
      const number = shared.indexOf(chunk) + 1
      return [chunk.name, number > 0 ? `chunk-${number}.js` : chunk.name.replace(/-[0-9A-Z]{8}\.js$/, '.js')]
    }),
  )
}

function renamed(text, names) {
  return [...names].reduce((code, [from, to]) => code.replaceAll(from, to), text)
}

function withShebang(code) {
  return code[0] === 35 ? code : Buffer.concat([Buffer.from('#!/usr/bin/env node\n'), code])
}

function write(files) {
  rmSync(dist, { recursive: true, force: true })
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(dist, name)), { recursive: true })
    writeFileSync(join(dist, name), bytes, { mode: name === 'cli.js' ? 0o755 : 0o644 })
    console.log(`dist/${name}  ${(bytes.length / 1000).toFixed(0)} kB`)
  }
}

function check(files) {
  const names = [...new Set([...files.keys(), ...present()])]
  const stale = names.filter((name) => !files.get(name)?.equals(read(name) ?? Buffer.alloc(0)))
  if (stale.length > 0)
    fail(`not what src/ builds to: ${stale.map((name) => `dist/${name}`).join(', ')}; npm run build`)
}

function present() {
  try {
    return readdirSync(dist)
  } catch {
    return []
  }
}

function read(name) {
  try {
    return readFileSync(join(dist, name))
  } catch {
    return undefined
  }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
