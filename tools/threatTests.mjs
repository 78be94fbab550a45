// The tests of each threat, as their names in the sources tell.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const tests = fileURLToPath(new URL('../test/', import.meta.url))
const NAME = /threat (\d\d): /
const CODE = /'((?:E|D)_[A-Z_]+|[A-Z]+_[A-Z_]+|APPROVED|APPLIED|OVERRIDDEN|PENDING|REJECTED|UNAPPROVABLE)'/g

/** Files below test/ and the codes that they speak of, by the number of the threat. */
export function threatTests() {
  const files = readdirSync(tests, { recursive: true }).filter((path) => path.endsWith('.test.ts'))
  const parts = files.flatMap((file) => partsOf(file))
  const numbers = [...new Set(parts.map(({ number }) => number))].toSorted(byText)
  const unique = (texts) => [...new Set(texts)].toSorted(byText)
  return new Map(
    numbers.map((number) => {
      const own = parts.filter((part) => part.number === number)
      return [number, { files: unique(own.map(({ file }) => file)), codes: unique(own.flatMap(({ codes }) => codes)) }]
    }),
  )
}

const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0)

/** What stands between the name of one threat and the next belongs to the first. */
function partsOf(file) {
  const [, ...pieces] = readFileSync(`${tests}${file}`, 'utf8').split(/(?=threat \d\d: )/)
  return pieces.map((piece) => ({
    number: NAME.exec(piece)?.[1] ?? '',
    file,
    codes: [...piece.matchAll(CODE)].map(([, code]) => code ?? ''),
  }))
}
