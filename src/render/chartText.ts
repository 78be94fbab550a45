import type { Plan } from '../plan/Plan.ts'

/** A chart's name and version, both versions where it changes; `mark` renders each word. */
export const chartText = ({ name, from, to }: Plan['release']['chart'], mark: (word: string) => string): string => {
  const before = from === null || from === to ? [] : [mark(from)]
  return `${mark(name)} ${[...before, to === null ? 'removed' : mark(to)].join(' → ')}`
}
