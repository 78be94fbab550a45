import type { Exchange } from '../exchange/Exchange.ts'
import { exchangeKey } from './manifestIndex.ts'
import type { ManifestIndex } from './manifestIndex.ts'
import type { Reason } from './Plan.ts'

type Releases = { readonly baseline: ManifestIndex; readonly next: ManifestIndex; readonly namespace: string }

/**
 * A warning for each object that a release drops and no request deletes, because one of another group takes over its
 * kind and name: up to Helm 3.17.0 the two are one to it.
 */
export const orphanWarnings = (exchanges: readonly Exchange[], { baseline, next, namespace }: Releases): Reason[] => {
  const deleted = new Set(
    exchanges.filter(({ request }) => request.method === 'DELETE').map((exchange) => exchangeKey(exchange, namespace)),
  )
  const namesakes = new Map([...next.documents.keys()].map((key) => [withoutGroup(key), key]))
  return [...baseline.documents.keys()]
    .filter((key) => !next.documents.has(key) && !deleted.has(key))
    .flatMap((key) => {
      const namesake = namesakes.get(withoutGroup(key))
      return namesake === undefined ? [] : [orphan(key, namesake)]
    })
}

const orphan = (key: string, namesake: string): Reason => {
  const [group, kind, , name] = key.split('|')
  return {
    code: 'W_ORPHAN',
    message: `${kind} ${name} of group ${group || 'core'} is in the release no more, and nothing deletes it: Helm takes that of group ${namesake.split('|')[0] || 'core'} for the same. If it is still in the cluster, it stays there.`,
  }
}

const withoutGroup = (key: string): string => key.split('|').slice(1).join('|')
