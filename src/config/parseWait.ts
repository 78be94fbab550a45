import { GateError } from '../errors/GateError.ts'
import { parseDuration } from './parseDuration.ts'

const MOST_HOURS = 6

/**
 * Seconds of an input such as `30s`, `45m` or `2h`; 0 where the text is empty.
 *
 * @throws GateError E_INPUT where it is none, or longer than a job may run.
 */
export const parseWait = (text: string, input: string): number => {
  if (text === '') return 0
  const seconds = parseDuration(text)
  if (seconds !== null && seconds <= MOST_HOURS * 3600) return seconds
  throw new GateError(
    'E_INPUT',
    `The input ${input} must be a duration such as 30s, 45m or 2h, at most ${MOST_HOURS}h.`,
    'Correct it.',
  )
}
