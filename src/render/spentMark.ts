import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'
import { parseJson } from '../json/parseJson.ts'
import { stringifyJson } from '../json/stringifyJson.ts'
import type { Receipt } from '../review/Receipt.ts'

const MARK = /\n<!-- helm-query-gate:receipt ([A-Za-z0-9+/=]*) -->$/
const PREFIX = 'sha256:'
const DIGEST_BYTES = 32

/** The last line of a receipt's comment: the approvals that it used up, the digests of each remark as bytes. */
export const spentMark = (spent: Receipt['spent']): string => {
  const digests = new Map<string, Buffer[]>()
  for (const { query, remark } of spent)
    digests.set(remark, [...(digests.get(remark) ?? []), Buffer.from(query.slice(PREFIX.length), 'hex')])
  const packed = [...digests].map(([remark, list]) => ({ remark, queries: Buffer.concat(list).toString('base64') }))
  return `<!-- helm-query-gate:receipt ${Buffer.from(stringifyJson(packed)).toString('base64')} -->`
}

/** Pairs of query digest and remark, as `digest remark`, that the receipt in a comment used up; none in other comments. */
export const spentIn = (body: string): string[] => {
  const encoded = MARK.exec(body)?.[1]
  if (encoded === undefined) return []
  try {
    const packed = parseJson(Buffer.from(encoded, 'base64').toString('utf8'))
    return Array.isArray(packed) ? packed.flatMap((each: Json) => pairsOf(each)) : []
  } catch {
    // A receipt that cannot be read has been changed by somebody else; that alone voids every older approval.
    return []
  }
}

const pairsOf = (each: Json): string[] => {
  if (!isObject(each) || typeof each['remark'] !== 'string' || typeof each['queries'] !== 'string') return []
  const { remark } = each
  const bytes = Buffer.from(each['queries'], 'base64')
  return Array.from({ length: Math.floor(bytes.length / DIGEST_BYTES) }, (_, index) => {
    const digest = bytes.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES).toString('hex')
    return `${PREFIX}${digest} ${remark}`
  })
}
