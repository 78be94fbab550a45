import { getOctokit } from '@actions/github'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import { eachAttempt } from './eachAttempt.ts'
import type { Attempt } from './eachAttempt.ts'
import { pacedGroup } from './pacedGroup.ts'

export type Connection = Attempt & {
  readonly token: string
  readonly apiUrl: string
  /** Reads are tried again when the way or GitHub fails; a write is not, since it may have been taken. */
  readonly kind: 'reads' | 'writes'
}

const RETRIES = 2
const MAX_WAIT_SECONDS = 60

/**
 * GitHub asks for a second between writes of everyone who makes many, and takes 80 comments a minute: 20 at once and
 * one a second after them stay within that, and a run with a few does not wait.
 */
const WRITES = { free: 20, spacingMs: 1000 }

/** A client for reads or for writes; both wait where GitHub says how long, if that is not too long. */
export const connectOctokit = ({ token, apiUrl, kind, ...attempt }: Connection): ReturnType<typeof getOctokit> => {
  const open = pacedGroup(null)
  const options = {
    baseUrl: apiUrl,
    log: SILENT,
    retry: { retries: RETRIES, retryAfterBaseValue: 250, doNotRetry: REFUSALS },
    throttle: {
      global: open,
      write: kind === 'reads' ? open : pacedGroup(WRITES),
      notifications: open,
      // Where GitHub does not say how long, it means minutes: the next run heals that.
      fallbackSecondaryRateRetryAfter: MAX_WAIT_SECONDS + 1,
      onRateLimit: mayWait,
      onSecondaryRateLimit: mayWait,
    },
  }
  // The first plugin is the innermost: it sees every attempt of the others.
  const plugins = kind === 'reads' ? [retry, throttling] : [throttling]
  return getOctokit(token, options, eachAttempt(attempt), ...plugins)
}

const nothing = (): void => undefined
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing }

/** What GitHub refuses it refuses again; that it refuses for too many requests is the other plugin's matter. */
const REFUSALS = Array.from({ length: 100 }, (_, index) => 400 + index)

/**
 * A refused call was not taken, so a write may be sent again, too. No time to wait means that GitHub named none, or
 * that the runner's clock is ahead of its own.
 */
const mayWait = (seconds: number, _options: object, _octokit: object, retryCount: number): boolean =>
  seconds > 0 && seconds <= MAX_WAIT_SECONDS && retryCount < RETRIES
