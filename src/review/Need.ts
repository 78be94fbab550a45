import type { CountedVerdict } from './Decision.ts'

/** A requirement with what became of it: a tree that explains itself. */
export type Need =
  | {
      readonly kind: 'count'
      /** The roles in words: "acme/sre". */
      readonly of: string
      readonly count: number
      /** Who fills its slots. */
      readonly by: readonly CountedVerdict[]
      readonly missing: number
      /** Logins that could still fill one, where they are known by name, and teams. */
      readonly could: readonly string[]
      /** Why it cannot be known who holds a role: each a sentence. */
      readonly unknown: readonly string[]
    }
  | { readonly kind: 'all' | 'any'; readonly met: boolean; readonly of: readonly Need[] }

export const isMet = (need: Need): boolean => (need.kind === 'count' ? need.missing === 0 : need.met)

/** Approvals that are at least missing. */
export const missingIn = (need: Need): number => {
  if (need.kind === 'count') return need.missing
  const counts = need.of.map((part) => missingIn(part))
  return need.kind === 'all' ? counts.reduce((sum, count) => sum + count, 0) : Math.min(...counts)
}

/** What is missing, in words: "1 of acme/sre and 2 of people with write access"; `` where nothing is. */
export const missingWords = (need: Need): string => {
  if (isMet(need)) return ''
  if (need.kind === 'count') return `${need.missing} of ${need.of}`
  const words = need.of.map((part) => missingWords(part)).filter((part) => part !== '')
  return need.kind === 'any' && words.length > 1 ? `(${words.join(' or ')})` : words.join(' and ')
}
