import Bottleneck from 'bottleneck/light.js'

/** How many calls go out at once, and how far apart those after them are. */
export type Pace = { readonly free: number; readonly spacingMs: number }

/**
 * A group for the throttling plugin whose calls go out in order, the first ones at once and the others spaced; without
 * a pace, all at once. The plugin's own groups wait between any two calls, and take some milliseconds for each.
 */
export const pacedGroup = (pace: Pace | null): Bottleneck.Group => {
  let [sent, next] = [0, 0]
  const turn = async (): Promise<void> => {
    if (pace === null) return
    sent += 1
    const now = performance.now()
    const mine = sent > pace.free ? Math.max(now, next) : now
    next = mine + pace.spacingMs
    // This timer keeps the process alive until the turn has come.
    if (mine > now) await new Promise((resolve) => void setTimeout(resolve, mine - now))
  }
  const schedule = async <R>(_: object, work: (...of: unknown[]) => PromiseLike<R>, ...of: unknown[]): Promise<R> => {
    await turn()
    return await work(...of)
  }
  const limiter = Object.assign(new Bottleneck(), { schedule })
  return Object.assign(new Bottleneck.Group(), { key: () => limiter })
}
