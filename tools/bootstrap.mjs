import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Installs the dependencies when they are not those of package-lock.json. Uses nothing but Node. */
export function bootstrap() {
  if (isInstalled()) return
  const started = Date.now()
  console.error('dependencies: npm ci …')
  const shell = process.platform === 'win32'
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, error } = spawnSync('npm', args, { cwd: root, shell, stdio: ['ignore', 2, 2] })
  if (status !== 0) {
    console.error(`dependencies: npm ci failed${error ? ` (${error.message})` : ''}; see its output above`)
    process.exit(1)
  }
  console.error(`dependencies: installed in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

/** npm writes down what it installed, when all of it is there; packages for other platforms may be missing. */
function isInstalled() {
  const wanted = readPackages('package-lock.json')
  const present = readPackages('node_modules/.package-lock.json')
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      path === '' || link || present[path]?.version === version || (optional && !(path in present)),
  )
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(`${root}/${file}`, 'utf8')).packages
  } catch {
    return {}
  }
}
