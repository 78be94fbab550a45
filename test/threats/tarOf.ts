import { gzipSync } from 'node:zlib'

/** An entry of an archive that no honest tool would make. */
export type RawEntry = { readonly name: string; readonly text?: string; readonly type?: string; readonly link?: string }

/** A gzipped tar archive of these entries, as they are. */
export const tarOf = (entries: readonly RawEntry[]): Buffer =>
  gzipSync(Buffer.concat([...entries.flatMap((entry) => blocksOf(entry)), Buffer.alloc(1024)]))

const blocksOf = ({ name, text = '', type = '0', link = '' }: RawEntry): Buffer[] => {
  const content = Buffer.from(text)
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write('0000644\0', 100)
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write('        ', 148)
  header.write(type, 156)
  header.write(link, 157)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]
}
