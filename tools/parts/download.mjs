import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const unreachable = new Set()

/**
 * Fetches a published program, checks it against the publisher's SHA-256 sum and puts it at `target`.
 * Throws a sentence when that is not possible. A host that did not answer once is not asked again by this process.
 */
export async function download({ url, sums, member }, target) {
  const sum = findSum((await get(sums)).toString('utf8'), basename(url))
  if (!sum) throw new Error(`${sums} has no SHA-256 sum for ${basename(url)}`)
  const bytes = await get(url)
  const actual = createHash('sha256').update(bytes).digest('hex')
  if (actual !== sum) throw new Error(`${url} has SHA-256 ${actual}, its publisher says ${sum}`)
  if (member) await extract(bytes, basename(url), member, target)
  else await writeFile(target, bytes)
  await chmod(target, 0o755)
}

/** A list has lines `<sum>  <file>`; a file beside a single download may hold the sum alone. */
function findSum(text, file) {
  const lines = text.split('\n').map((line) => line.trim().split(/\s+\*?/))
  const line = lines.find(([, name]) => name && basename(name) === file) ?? (lines[0]?.length === 1 ? lines[0] : [])
  return /^[0-9a-f]{64}$/.test(line[0] ?? '') ? line[0] : undefined
}

async function get(url) {
  const { host } = new URL(url)
  if (unreachable.has(host)) throw new Error(`${host} cannot be reached`)
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), 5000)
  const response = await fetch(url, { signal: abort.signal })
    .catch((error) => {
      unreachable.add(host)
      throw new Error(`${host} cannot be reached`, { cause: error })
    })
    .finally(() => clearTimeout(timer))
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

/** bsdtar on macOS reads zip files, too. */
async function extract(bytes, name, member, target) {
  const folder = dirname(target)
  const archive = join(folder, `archive-${name}`)
  await writeFile(archive, bytes)
  await run('tar', ['-xf', archive, '-C', folder, member])
  await rename(join(folder, member), target)
  await rm(archive)
  if (member.includes('/')) await rm(join(folder, member.split('/')[0]), { recursive: true })
}
