// Gets the real programs that tests, demo and benchmarks run: `node tools/parts.mjs [names…]`.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { download } from './parts/download.mjs'
import { findOnPath } from './parts/findOnPath.mjs'
import { goBuild } from './parts/goBuild.mjs'
import { partList } from './parts/partList.mjs'
import { withLock } from './parts/withLock.mjs'

/** What tests and the demo run. */
export const usual = ['etcd', 'kube-apiserver', 'kubectl', 'helm3', 'helm4', 'helm-diff', 'act', 'actionlint']

/**
 * Absolute paths of the named programs, by name; with helm-diff also `helmDiffData3` and `helmDiffData4`, folders to
 * be used as HELM_DATA_HOME. Looks on PATH, then in the cache, then downloads, then builds.
 */
export async function getParts(names = usual, { log = console.error } = {}) {
  const unknown = names.filter((name) => !(name in partList))
  if (unknown.length > 0) throw new Error(`no part is called ${unknown.join(', ')}; there are: ${all().join(', ')}`)
  const settled = await Promise.allSettled(names.map(async (name) => [name, await getPart(name, log)]))
  const failures = settled.filter(({ status }) => status === 'rejected').map(({ reason }) => reason.message)
  if (failures.length > 0) throw new Error(failures.join('\n'))
  const paths = Object.fromEntries(settled.map(({ value }) => value))
  const diff = paths['helm-diff']
  // Both helms read the same plugin.yaml and find the plugin in the same place.
  return diff ? { ...paths, helmDiffData3: dataHome(diff), helmDiffData4: dataHome(diff) } : paths
}

const all = () => Object.keys(partList)

async function getPart(name, log) {
  const part = partList[name]
  const found = await findOnPath(part)
  if (found) return found
  const folder = join(cache(), `${name}-${part.version}-${sumOf(part)}`)
  const target = join(folder, pathInside(name, part))
  if (existsSync(target)) return target
  await mkdir(cache(), { recursive: true })
  const onWait = () => log(`${name}: another process is getting it, waiting (${folder}.lock)`)
  await withLock(`${folder}.lock`, () => existsSync(target) || obtain(name, part, folder, log), onWait)
  return target
}

/** Works in a temporary folder that gets its name when everything in it is complete. */
async function obtain(name, part, folder, log) {
  await removeInterrupted(folder)
  const work = `${folder}.tmp-${process.pid}`
  const target = join(work, pathInside(name, part))
  await mkdir(dirname(target), { recursive: true })
  try {
    await fill(name, part, target, log)
    if (name === 'helm-diff') await writeFile(join(dirname(target), '..', 'plugin.yaml'), pluginYaml(part))
    await rename(work, folder)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function fill(name, part, target, log) {
  const title = `${name} ${part.version}`
  const why = await tryDownload(part, target, (took) => log(`${title}: downloaded and verified in ${seconds(took)}`))
  if (why === undefined) return
  log(`${title}: ${why}; building it with Go, which can take minutes the first time`)
  const took = await goBuild(part, target).catch((cause) => {
    throw new Error(`${title}: not downloaded (${why}), not built: ${cause.message}. ${nextStep(part)}`, { cause })
  })
  log(`${title}: built in ${seconds(took)}`)
}

/** Answers with the reason when there was nothing to download, or nothing that can be trusted. */
async function tryDownload(part, target, onDone) {
  const started = Date.now()
  const offer = part.download?.(platform())
  if (!offer) return 'there is no published program for this machine'
  try {
    await download(offer, target)
    onDone(Date.now() - started)
    return undefined
  } catch (error) {
    return error.message
  }
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`

const nextStep = ({ program, version }) =>
  `Install Go 1.26 or newer (https://go.dev/dl), or put ${program} ${version} on PATH, then run this again.`

function cache() {
  const { HELM_QUERY_GATE_CACHE, XDG_CACHE_HOME } = process.env
  return resolve(HELM_QUERY_GATE_CACHE || XDG_CACHE_HOME || join(homedir(), '.cache'), 'helm-query-gate', 'parts')
}

function sumOf(part) {
  const sums = readFileSync(new URL(`parts/${part.module}/go.sum`, import.meta.url))
  return createHash('sha256').update(sums).digest('hex').slice(0, 12)
}

function platform() {
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch] ?? process.arch
  return { os: process.platform, arch }
}

const pathInside = (name, { program }) => (name === 'helm-diff' ? 'data/plugins/helm-diff/bin/diff' : program)

const dataHome = (diff) => resolve(diff, '../../../..')

const pluginYaml = ({ version }) => `name: diff
version: ${version.slice(1)}
usage: Preview helm upgrade changes as a diff
description: Preview helm upgrade changes as a diff
useTunnel: true
command: $HELM_PLUGIN_DIR/bin/diff
`

async function removeInterrupted(folder) {
  const left = readdirSync(dirname(folder)).filter((name) => name.startsWith(`${basename(folder)}.tmp-`))
  await Promise.all(left.map((name) => rm(join(dirname(folder), name), { recursive: true, force: true })))
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2)
  const paths = await getParts(names.length > 0 ? names : usual).catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
  for (const [name, path] of Object.entries(paths)) console.log(`${name.padEnd(24)}${path}`)
}
