import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GateError } from '../errors/GateError.ts'
import { sha256Bytes } from '../json/sha256Bytes.ts'
import { runProgram } from '../process/runProgram.ts'

const HELM_DIFF_VERSION = '3.15.11'

const SECONDS = 60

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'macos' }
const PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }

/** The plugin for one run, in a folder to be used as HELM_PLUGINS; gone when disposed of. */
export type InstalledPlugin = AsyncDisposable & { readonly folder: string }

/**
 * Gets the pinned release of helm-diff from `source` (a folder of releases, as GitHub's), checks it against the
 * publisher's SHA-256 sums, and unpacks it for this run alone.
 *
 * @throws GateError E_HELM_DIFF_MISSING with the reason and how to do it by hand.
 */
export const installHelmDiff = async (
  source: string,
  { platform, arch, path }: { readonly platform: string; readonly arch: string; readonly path: string },
): Promise<InstalledPlugin> => {
  const [system, processor] = [SYSTEMS[platform], PROCESSORS[arch]]
  if (system === undefined || processor === undefined) throw missing(`it is not published for ${platform}/${arch}`)
  const release = `${source}/v${HELM_DIFF_VERSION}`
  const file = `helm-diff-${system}-${processor}.tgz`
  const [sums, archive] = await Promise.all([
    fetchBytes(`${release}/helm-diff_${HELM_DIFF_VERSION}_checksums.txt`),
    fetchBytes(`${release}/${file}`),
  ])
  const sum = new RegExp(`^([0-9a-f]{64})\\s+\\*?${file.replaceAll('.', '\\.')}$`, 'm').exec(sums.toString('utf8'))?.[1]
  if (sha256Bytes(archive) !== `sha256:${sum}`) throw missing('what came is not what its publisher says')
  return await unpack(archive, path)
}

const unpack = async (archive: Buffer, path: string): Promise<InstalledPlugin> => {
  const folder = await mkdtemp(join(tmpdir(), 'helm-query-gate-'))
  const dispose = async (): Promise<void> => await rm(folder, { recursive: true, force: true })
  const [packed, plugins] = [join(folder, 'helm-diff.tgz'), join(folder, 'plugins')]
  await mkdir(plugins)
  await writeFile(packed, archive)
  const { exitCode } = await runProgram({
    command: 'tar',
    args: ['-xzf', packed, '-C', plugins],
    env: { PATH: path },
    cwd: folder,
    timeoutSeconds: SECONDS,
  })
  if (exitCode === 0) return { folder: plugins, [Symbol.asyncDispose]: dispose }
  await dispose()
  throw missing('its archive could not be unpacked')
}

const fetchBytes = async (url: string): Promise<Buffer> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(SECONDS * 1000) })
    if (response.ok) return Buffer.from(await response.arrayBuffer())
    throw missing(`${new URL(url).host} answered ${response.status}`)
  } catch (error) {
    throw error instanceof GateError ? error : missing('it could not be fetched', error)
  }
}

const missing = (why: string, cause?: unknown): GateError =>
  new GateError(
    'E_HELM_DIFF_MISSING',
    `The plugin helm-diff, the second opinion on every plan, is not installed, and ${why}.`,
    `Install it with \`helm plugin install https://github.com/databus23/helm-diff --version v${HELM_DIFF_VERSION}\`, or set \`witness: off\`.`,
    { cause },
  )
