import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const licence = /^(licen[cs]e|copying|notice)([.-].*)?$/i

/** The licence texts of every package that a bundle was made of; throws if one of them ships none. */
export function licenses(root, inputs) {
  const folders = [...new Set(inputs.map(packageFolder).filter(Boolean))]
  const packages = folders.map((folder) => describe(join(root, folder)))
  const without = packages.filter(({ texts }) => texts.length === 0).map(({ title }) => title)
  if (without.length > 0) throw new Error(`no licence text in ${without.join(', ')}`)
  const unique = new Map(packages.map((each) => [each.title, each]))
  const sorted = [...unique.values()].sort((a, b) => (a.title < b.title ? -1 : 1))
  return sorted.map(({ title, texts }) => `${title}\n\n${texts.join('\n\n')}\n`).join(`\n${'-'.repeat(80)}\n\n`)
}

/** `node_modules/a/node_modules/@b/c/index.js` → `node_modules/a/node_modules/@b/c` */
function packageFolder(input) {
  return /^(.*\/)?node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0]
}

function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const files = readdirSync(folder).filter((file) => licence.test(file))
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
  return { title: `${name} ${version} (${license})`, texts }
}
