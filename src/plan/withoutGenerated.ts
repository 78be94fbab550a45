import type { Exchange } from '../exchange/Exchange.ts'
import { isObject } from '../json/isObject.ts'
import type { Generated } from './Generated.ts'

/** An exchange with one word in the place of what every render makes anew: no approval covers what stands there. */
export const withoutGenerated = (exchange: Exchange, generated: Generated): Exchange => {
  if (generated.isEmpty) return exchange
  const { kind, name, request, after } = exchange
  const object = generated.mask(kind, name, after)
  return {
    ...exchange,
    request: { ...request, body: generated.mask(kind, name, request.body) },
    after: isObject(object) ? object : null,
  }
}
