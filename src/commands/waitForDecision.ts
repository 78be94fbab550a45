import { setTimeout as sleep } from 'node:timers/promises'
import { GateError } from '../errors/GateError.ts'
import type { Look } from '../github/watchPullRequest.ts'
import { statusLine } from '../render/statusLine.ts'
import type { Gated } from './gate.ts'

/** How long is waited, and for what. */
export type Waiting = {
  /** Most seconds that are waited; 0: not at all. */
  readonly seconds: number
  /** Seconds between two looks; they grow to four times as many while nothing happens. */
  readonly interval: number
  /** A cheap look at the pull request. */
  readonly look: () => Promise<Look>
  /** Reads everything anew, decides, and shows the result. */
  readonly evaluate: () => Promise<Gated>
  readonly progress: (line: string) => void
  /** Ends the waiting at once. */
  readonly stop?: AbortSignal
}

const SLOWEST = 4
const SLOWER = 1.5

/**
 * Waits while a decision is pending and decides again when something changed. It ends with the first decision that is
 * not pending, with a moved head (which needs another plan), when the time is up, or when the run is cancelled; what
 * it returns then is the newest decision. A GitHub that fails for a while is waited for, too.
 */
export const waitForDecision = async (first: Gated, waiting: Waiting): Promise<Gated> => {
  const { seconds, interval, look, evaluate, progress, stop } = waiting
  const deadline = performance.now() + seconds * 1000
  const say = lineOnce(progress, deadline)
  let [gated, pause, due] = [first, interval, false]
  while (isOpen(gated)) {
    say(statusLine(gated.decision))
    const left = deadline - performance.now()
    if (left <= 0 || !(await pauseFor(Math.min(pause * 1000, left), stop))) return gated
    try {
      const { head, changed } = await look()
      if (head !== first.pull.head) return moved(gated)
      due ||= changed
      pause = changed ? interval : Math.min(pause * SLOWER, interval * SLOWEST)
      // What one of GitHub's two APIs shows already, the other may show a moment later: once more after a change.
      if (due) gated = await evaluate()
      if (gated.pull.head !== first.pull.head) return moved(gated)
      due = changed
    } catch (error) {
      if (!isPassing(error)) throw error
      say(error.sentence)
    }
  }
  return gated
}

const isOpen = ({ decision }: Gated): boolean => decision.state === 'pending' && decision.reason !== 'HEAD_MOVED'

const moved = (gated: Gated): Gated => ({
  ...gated,
  decision: { ...gated.decision, state: 'pending', reason: 'HEAD_MOVED' },
})

/** Whether the whole pause went by. */
const pauseFor = async (milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> => {
  try {
    await sleep(milliseconds, undefined, signal === undefined ? {} : { signal })
    return true
  } catch {
    return false
  }
}

const isPassing = (error: unknown): error is GateError =>
  error instanceof GateError && (error.code === 'E_GITHUB_DOWN' || error.code === 'E_GITHUB_LIMIT')

/** One line for each thing that is new, with the time that is left. */
const lineOnce = (progress: (line: string) => void, deadline: number): ((text: string) => void) => {
  let last = ''
  return (text) => {
    if (text === last) return
    last = text
    const minutes = Math.max(0, Math.ceil((deadline - performance.now()) / 60_000))
    progress(`waiting, at most ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} more: ${text}`)
  }
}
