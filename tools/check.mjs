// `npm run check`: everything that can be said about the sources without running them, side by side.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bootstrap } from './bootstrap.mjs'

bootstrap()
const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name) => join(root, 'node_modules', '.bin', name)
const tool = (name, ...args) => [process.execPath, join(root, 'tools', name), ...args]

const checks = {
  types: [bin('tsc')],
  lint: [bin('oxlint'), '--type-aware', '--deny-warnings', 'src', 'test', 'tools'],
  format: [bin('oxfmt'), '--check'],
  imports: tool('importRule.mjs'),
  'dead exports': tool('deadExports.mjs'),
  dist: tool('build.mjs', '--check'),
  starts: [process.execPath, join(root, 'dist/cli.js'), '--help'],
  readme: tool('generateReadme.mjs', '--check'),
  errors: tool('generateErrors.mjs', '--check'),
  findings: tool('generateDoctor.mjs', '--check'),
}

const results = await Promise.all(Object.entries(checks).map(([name, command]) => run(name, command)))
const failed = results.filter((passed) => !passed).length
console.log(failed === 0 ? 'check: all well' : `check: ${failed} of ${results.length} failed`)
process.exit(failed === 0 ? 0 : 1)

function run(name, [path, ...args]) {
  const started = Date.now()
  return new Promise((resolve) => {
    const child = spawn(path, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => (output += error.message))
    child.on('close', (code) => {
      const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`
      console.log(
        `${code === 0 ? '✓' : '✗'} ${name.padEnd(14)}${seconds}${code === 0 ? '' : `\n${output.trimEnd()}\n`}`,
      )
      resolve(code === 0)
    })
  })
}
