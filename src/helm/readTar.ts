import { gunzipSync } from 'node:zlib'

/** One entry of an archive; `type` is the letter of the tar format, `0` for a file. */
export type TarEntry = { readonly name: string; readonly type: string; readonly content: Buffer }

const BLOCK = 512

/**
 * The entries of a gzipped tar archive, with the names that extended headers give them.
 *
 * @throws RangeError where it unpacks to more than `maxBytes`, Error where it is no such archive.
 */
export const readTar = (archive: Buffer, maxBytes: number): TarEntry[] => {
  const bytes = gunzipSync(archive, { maxOutputLength: maxBytes })
  const entries: TarEntry[] = []
  let longName: string | null = null
  for (let place = 0; place + BLOCK <= bytes.length;) {
    const header = bytes.subarray(place, place + BLOCK)
    if (header.every((byte) => byte === 0)) break
    const size = sizeOf(header)
    const content = bytes.subarray(place + BLOCK, place + BLOCK + size)
    const type = String.fromCharCode(header[156] ?? 0).replace('\0', '0')
    place += BLOCK + Math.ceil(size / BLOCK) * BLOCK
    if (type === 'x') longName = paxPath(content) ?? longName
    else if (type === 'L') longName = text(content)
    else {
      entries.push({ name: longName ?? nameOf(header), type, content })
      longName = null
    }
  }
  return entries
}

const text = (bytes: Buffer): string => bytes.toString('utf8').split('\0', 1)[0] ?? ''

const sizeOf = (header: Buffer): number => {
  const size = text(header.subarray(124, 136)).trim()
  if (!/^[0-7]*$/.test(size)) throw new Error('the size of an entry is no octal number')
  return Number.parseInt(size === '' ? '0' : size, 8)
}

const nameOf = (header: Buffer): string => {
  const isUstar = header.subarray(257, 262).toString('latin1') === 'ustar'
  const prefix = isUstar ? text(header.subarray(345, 500)) : ''
  const name = text(header.subarray(0, 100))
  return prefix === '' ? name : `${prefix}/${name}`
}

/** The path in an extended header, whose records are `LENGTH KEY=VALUE` and a line end. */
const paxPath = (content: Buffer): string | null => {
  for (let place = 0; place < content.length;) {
    const length = Number.parseInt(content.subarray(place, place + 20).toString('latin1'), 10)
    if (!(length > 0)) throw new Error('a record of an extended header has no length')
    const [, key, value] = /^\d+ ([^=]+)=([^]*)\n$/.exec(content.subarray(place, place + length).toString('utf8')) ?? []
    if (key === 'path') return value ?? ''
    place += length
  }
  return null
}
