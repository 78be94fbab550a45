import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readTar } from './readTar.ts'

// As much as Helm unpacks of one archive.
const MAX_UNPACKED = 128 * 1024 * 1024
const TEXTS = /^(?:charts\/[^/]+\/)*(?:templates\/.+|values\.yaml|Chart\.yaml)$/
const SUBCHART = /^(?:charts\/[^/]+\/)*charts\/[^/]+(?:\.tgz|\.tar\.gz)$/

/**
 * What a chart renders from, by its path in the chart: templates, values and descriptions, those of its subcharts
 * included, whether they are folders or archives. The chart was checked before: nothing in it is a link.
 */
export const readChartTexts = async (chart: string): Promise<Map<string, string>> => {
  const isArchive = /\.tgz$|\.tar\.gz$/.test(chart)
  return new Map(isArchive ? textsOfArchive(await readFile(chart)) : await textsOfFolder(chart, ''))
}

type Text = readonly [string, string]

const textsOfFolder = async (folder: string, path: string): Promise<Text[]> => {
  const entries = await readdir(join(folder, path), { withFileTypes: true })
  const found = entries.map(async (entry) => {
    const place = path === '' ? entry.name : `${path}/${entry.name}`
    if (entry.isDirectory()) return await textsOfFolder(folder, place)
    return isWanted(place) ? textsOf(place, await readFile(join(folder, place))) : []
  })
  return (await Promise.all(found)).flat()
}

const inFolder = (name: string): string => name.replaceAll('\\', '/').replace(/^\.\//, '')

/** The first folder of an archive is the chart itself. */
const textsOfArchive = (archive: Buffer): Text[] =>
  readTar(archive, MAX_UNPACKED).flatMap(({ name, content }) => {
    const place = inFolder(name).replace(/^[^/]*\//, '')
    return isWanted(place) ? textsOf(place, content) : []
  })

const isWanted = (place: string): boolean => TEXTS.test(place) || SUBCHART.test(place)

/** A subchart is named as Helm does: by the folder in its archive, not by the file. */
const textsOf = (place: string, content: Buffer): Text[] => {
  if (!SUBCHART.test(place)) return [[place, content.toString('utf8')]]
  const first = readTar(content, MAX_UNPACKED)[0]?.name ?? ''
  const folder = place.replace(/[^/]+$/, inFolder(first).split('/', 1)[0] ?? '')
  return textsOfArchive(content).map(([inner, text]) => [`${folder}/${inner}`, text])
}
