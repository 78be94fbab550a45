import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const tests = fileURLToPath(new URL('../', import.meta.url))
const NAME = /threat (\d\d): /
const CODE = /'((?:E|D)_[A-Z_]+|[A-Z]+_[A-Z_]+|APPROVED|APPLIED|OVERRIDDEN|PENDING|REJECTED|UNAPPROVABLE)'/g

/** The tests of one threat: where they are, below test/, and the codes that they speak of. */
export type ThreatTests = { readonly files: readonly string[]; readonly codes: readonly string[] }

/** The tests of each threat by its number of two digits, as their names in the sources tell. */
export const threatTests = async (): Promise<ReadonlyMap<string, ThreatTests>> => {
  const all = (await readdir(tests, { recursive: true })).filter((path) => path.endsWith('.test.ts')).sort()
  const parts = await Promise.all(all.map(async (file) => await partsOf(file)))
  const numbers = [...new Set(parts.flat().map(({ number }) => number))].sort()
  return new Map(
    numbers.map((number) => {
      const own = parts.flat().filter((part) => part.number === number)
      const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort()
      return [number, { files: unique(own.map(({ file }) => file)), codes: unique(own.flatMap(({ codes }) => codes)) }]
    }),
  )
}

type Part = { readonly number: string; readonly file: string; readonly codes: readonly string[] }

/** What stands between the name of one threat and the next belongs to the first. */
const partsOf = async (file: string): Promise<Part[]> => {
  const [, ...pieces] = (await readFile(`${tests}${file}`, 'utf8')).split(
    new RegExp(`(?=${NAME.source.replace(/[()]/g, '')})`),
  )
  return pieces.map((piece) => ({
    number: NAME.exec(piece)?.[1] ?? '',
    file,
    codes: [...piece.matchAll(CODE)].map(([, code]) => code ?? ''),
  }))
}
