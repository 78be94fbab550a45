// Node 20 runs no TypeScript: a module of the tests is bundled on the fly, its packages left where they are.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Imports a TypeScript module with everything of ours that it imports. */
export async function loadTypeScript(path) {
  // Inside the project, so that the packages it imports are found.
  const folder = join(root, 'node_modules', '.cache', `helm-query-gate-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, 'module.mjs')
  try {
    await build({
      entryPoints: [path],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
    })
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
