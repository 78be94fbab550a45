import type { Difference } from './compareWitness.ts'

/** The text of helm-diff after a list of what only one of the two names, and why. */
export const witnessText = (said: string, differences: readonly Difference[]): string =>
  [
    ...differences.map(
      ({ object, seenBy, reason }) => `only ${seenBy}: ${object} (${reason ?? 'for no known reason'})`,
    ),
    ...(differences.length === 0 ? [] : ['']),
    said,
  ].join('\n')
