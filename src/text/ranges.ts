/** Ascending numbers in few words: `1, 3-5, 9`. */
export const ranges = (list: readonly number[]): string => {
  const runs: [number, number][] = []
  for (const number of list) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] + 1 === number) last[1] = number
    else runs.push([number, number])
  }
  return runs
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}-${to}`))
    .join(', ')
}
