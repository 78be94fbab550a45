import { createHmac } from 'node:crypto'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { sha256Bytes } from '../json/sha256Bytes.ts'
import type { Operation } from './Operation.ts'

export type InputDigest = {
  readonly kind: 'chart' | 'values' | 'flags'
  readonly path: string
  readonly digest: string
}

/**
 * Digests of what went in: the chart, each values file, and the flags. Recorded beside a plan, no part of its digest.
 * Values may be secret and short, so theirs are made under the key; without one they have none.
 */
export const digestInputs = async (
  { chart, chartName, args, cwd }: Operation,
  digestKey: string | null,
): Promise<InputDigest[]> => {
  const sealed = (bytes: Buffer | string, key: string): string =>
    `sha256:${createHmac('sha256', key).update(bytes).digest('hex')}`
  const files = args
    .filter(({ name, value }) => name === 'values' && value !== null)
    .flatMap(({ value }) => (value ?? '').split(','))
  const flags = args.filter(({ name }) => name !== 'values').map(({ name, value }) => `--${name}=${value ?? ''}`)
  const charts = chart === null ? [] : [{ kind: 'chart' as const, path: chartName, digest: await digestTree(chart) }]
  if (digestKey === null) return charts
  const values = files.map(async (path) => ({
    kind: 'values' as const,
    path: relative(cwd, path),
    digest: sealed(await readFile(path), digestKey),
  }))
  return [
    ...charts,
    ...(await Promise.all(values)),
    { kind: 'flags', path: '', digest: sealed(flags.join('\n'), digestKey) },
  ]
}

const digestTree = async (path: string): Promise<string> => {
  if ((await lstat(path)).isFile()) return sha256Bytes(await readFile(path))
  const names = (await readdir(path)).sort()
  const parts = await Promise.all(names.map(async (name) => `${name} ${await digestTree(join(path, name))}`))
  return sha256Bytes(parts.join('\n'))
}
