import { readFile } from 'node:fs/promises'
import { expect, it } from '@jest/globals'
import { threatTests } from '../../tools/threatTests.mjs'

const page = await readFile(new URL('../../docs/threats.md', import.meta.url), 'utf8')

// Where it is not fresh: node tools/generateThreats.mjs && npm run format

/** The rows of the table: number, what is tried, what must happen, files of tests, codes. */
const rows = page
  .split('\n')
  .filter((line) => /^\| \d\d /.test(line))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | *\|$/g, '').trim()))

const listed = (cell: string | undefined): string[] =>
  [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? '')

it('docs/threats.md names the tests of every threat and the codes in them, and no others', () => {
  const written = Object.fromEntries(
    rows.map(([number = '', , , files, codes]) => [number, { files: listed(files), codes: listed(codes) }]),
  )
  expect(written).toEqual(Object.fromEntries(threatTests()))
})

it('every threat is in it, each with a test', () => {
  const numbers = Array.from({ length: 44 }, (_, index) => String(index + 1).padStart(2, '0'))
  expect(rows.map(([number]) => number)).toEqual(numbers)
  expect(rows.filter(([, , , files]) => listed(files).length === 0)).toEqual([])
})
