// The measure of a plan: the API server's own audit log of the real run. `npm run corpus` plays everything.
import { describe, expect, it } from '@jest/globals'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { corpus } from './corpus.ts'
import type { Pair } from './Pair.ts'
import { playPair } from './playPair.ts'
import { scenariosOf } from './scenarios.ts'

/** One scenario of the first family on both versions of Helm, and the first pair of each other family on one of them. */
const everydayPairs = (major: 3 | 4): Pair[] => {
  const [shared = [], ...families] = Object.values(corpus)
  const short = shared.map((pair): Pair => ({ ...pair, scenarios: ['bump'] }))
  const firsts = families.filter((_, index) => index % 2 === major % 2).flatMap((pairs) => pairs.slice(0, 1))
  return [...short, ...firsts].filter(({ majors }) => majors?.includes(major) ?? true)
}

describe.each(helms)('a plan on $name foresees the writes of the real upgrade, all of them and no other:', (helm) => {
  it.each(everydayPairs(helm.major))(
    '$name',
    async (pair) => {
      const steps = await playPair(pair, helm, cluster)
      const wrong = steps.map(({ scenario, missed, phantom }) => ({ scenario, missed, phantom }))
      expect(wrong).toEqual(scenariosOf(pair).map(({ name }) => ({ scenario: name, missed: [], phantom: [] })))
    },
    120_000,
  )
})
