import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'
import { corpus } from './corpus.ts'
import type { Ground } from './Ground.ts'
import type { Pair } from './Pair.ts'
import { playPair } from './playPair.ts'
import { scenariosOf } from './scenarios.ts'
import type { Step } from './Step.ts'

export interface CorpusOptions {
  /** A cluster with controllers. */
  readonly living: () => Promise<Ground>
  /** Whether helm-diff and a dry run are measured, too. */
  readonly compares: boolean
  /** How many pairs are played at a time. */
  readonly lanes: number
  readonly chosen: (family: string, pair: Pair, helm: Helm) => boolean
  /** Told of every pair that has been played. */
  readonly report: (name: string, steps: readonly Step[]) => void
  readonly lost: (name: string, error: unknown) => void
}

/** A pair that could not be played to its end. */
export interface Broken {
  readonly pair: string
  readonly helm: string
}

/** Plays all pairs on both versions of Helm, several at a time. */
export const playCorpus = async ({ living, compares, lanes, chosen, report, lost }: CorpusOptions) => {
  const plays = helms.flatMap((helm) =>
    Object.entries(corpus).flatMap(([family, pairs]) =>
      pairs
        .filter(({ majors }) => majors?.includes(helm.major) ?? true)
        .filter((pair) => chosen(family, pair, helm))
        .map((pair) => ({ family, pair, helm })),
    ),
  )
  const waiting = plays.values()
  const steps: (Step & { readonly family: string })[] = []
  const broken: Broken[] = []
  const playNext = async (): Promise<void> => {
    for (const { family, pair, helm } of waiting) {
      try {
        const ground = scenariosOf(pair).some((scenario) => scenario.living) ? await living() : cluster
        const played = await playPair(pair, helm, ground, compares)
        steps.push(...played.map((step) => ({ ...step, family })))
        report(`${helm.name}: ${family}: ${pair.name}`, played)
      } catch (error) {
        broken.push({ pair: `${family}: ${pair.name}`, helm: helm.name })
        lost(`${helm.name}: ${family}: ${pair.name}`, error)
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, playNext))
  return { steps, broken }
}
