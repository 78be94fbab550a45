import { textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { parseJson } from '../json/parseJson.ts'

const MARK = /\n<!-- helm-query-gate:receipt ([A-Za-z0-9+/=]*) -->$/

/** Pairs of query digest and remark, as `digest remark`, that the receipt in a comment used up; none in other comments. */
export const spentIn = (body: string): string[] => {
  const encoded = MARK.exec(body)?.[1]
  if (encoded === undefined) return []
  try {
    const pairs = parseJson(Buffer.from(encoded, 'base64').toString('utf8'))
    return Array.isArray(pairs) ? pairs.map((pair: Json) => `${textAt(pair, 'query')} ${textAt(pair, 'remark')}`) : []
  } catch {
    // A receipt that cannot be read has been changed by somebody else; that alone voids every older approval.
    return []
  }
}
