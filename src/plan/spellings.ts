/**
 * How a value may stand in a text: as it is; inside JSON or a URL; in base64, alone or as a part of something longer.
 */
export const spellings = (value: string): string[] => {
  const url = encodeURIComponent(value.toWellFormed())
  const query = url.replaceAll(/[!'()*]/g, (character) => percent(character)).replaceAll('%20', '+')
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    url,
    query,
    query.replaceAll('+', '%20'),
    // In the path of a URL, and before its host, more may stand as it is.
    url.replaceAll(/%(?:24|26|2B|3A|3D|40)/g, (escape) => decodeURIComponent(escape)),
    url.replaceAll(/%(?:24|26|2B|2C|3B|3D)/g, (escape) => decodeURIComponent(escape)),
    ...base64Spellings(value),
  ]
}

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`

/** Base64 of a value, and the characters that it has in base64 of any text around it: they depend on where it starts. */
const base64Spellings = (value: string): string[] => {
  const bytes = Buffer.from(value)
  const inside = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6))
  })
  return [bytes.toString('base64'), ...inside].flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')])
}
