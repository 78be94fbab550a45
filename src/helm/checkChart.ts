import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { GateError } from '../errors/GateError.ts'

/**
 * The absolute path of a chart inside the checkout: an archive, or a folder without links and special files.
 *
 * @throws GateError E_CHART_MISSING, E_CHART_REMOTE, E_PATH_OUTSIDE or E_CHART_LINK.
 */
export const checkChart = async (chart: string, checkout: string): Promise<string> => {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(chart)) {
    throw new GateError(
      'E_CHART_REMOTE',
      `The chart ${chart} is not in the checkout.`,
      'Name a path, or for an upgrade oci://registry/name with chart-version; previews need the chart in the checkout.',
    )
  }
  const path = await insideCheckout(chart, checkout, 'chart')
  const facts = await lstat(path)
  if (facts.isDirectory()) {
    await refuseLinks(path, path)
    const names = await readdir(path)
    if (names.includes('Chart.yaml')) return path
  } else if (facts.isFile() && /\.tgz$|\.tar\.gz$/.test(path)) return path
  throw new GateError(
    'E_CHART_MISSING',
    `${chart} is no chart: it has no Chart.yaml and is no archive.`,
    'Correct the input chart.',
  )
}

/**
 * The absolute path of a file of the user inside the checkout, links resolved.
 *
 * @throws GateError E_FILE_MISSING, E_CHART_MISSING, E_PATH_OUTSIDE or E_INPUT.
 */
export const insideCheckout = async (path: string, checkout: string, what: 'chart' | 'values'): Promise<string> => {
  const asked = resolve(checkout, path)
  const real = await realpath(asked).catch((cause: unknown) => {
    const code = what === 'chart' ? 'E_CHART_MISSING' : 'E_FILE_MISSING'
    throw new GateError(
      code,
      `The ${what === 'chart' ? 'chart' : 'file'} ${path} does not exist.`,
      'Correct the input; paths are relative to the checkout.',
      { cause },
    )
  })
  const inner = relative(await realpath(checkout), real)
  if (inner.startsWith('..') || isAbsolute(inner)) {
    throw new GateError(
      'E_PATH_OUTSIDE',
      `${path} lies outside the checkout.`,
      'Charts and values are read from inside the checkout only.',
    )
  }
  // Helm splits lists of files at commas and takes a backslash for an escape: a link to such a name could lead anywhere.
  if (what === 'values' && /[\\,"\n]/.test(real)) {
    throw new GateError(
      'E_INPUT',
      `${path} has a name that Helm would read as another.`,
      'Rename it, without , " and \\.',
    )
  }
  if (what === 'values' && !(await stat(real)).isFile()) {
    throw new GateError(
      'E_FILE_MISSING',
      `${path} is not a file.`,
      'Correct the input; paths are relative to the checkout.',
    )
  }
  return real
}

// Helm follows a link: `.Files.Get` of one to /proc/self/environ would render the runner's secrets.
const refuseLinks = async (folder: string, chart: string): Promise<void> => {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await refuseLinks(path, chart)
    else if (!entry.isFile()) {
      throw new GateError(
        'E_CHART_LINK',
        `${relative(chart, path)} in the chart is a link or a special file.`,
        'Replace it by the file itself.',
      )
    }
  }
}
