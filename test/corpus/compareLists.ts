/** What two lists do not have in common, each entry as often as it stands there. */
export interface Differences {
  /** In the second list only. */
  readonly missed: string[]
  /** In the first list only. */
  readonly phantom: string[]
}

/** Compares what was foreseen with what happened; the order does not matter. */
export const compareLists = (foreseen: readonly string[], happened: readonly string[]): Differences => {
  const left = [...happened]
  const phantom = foreseen.filter((entry) => {
    const place = left.indexOf(entry)
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
  return { missed: left.sort(), phantom: phantom.sort() }
}
