import { GateError } from '../errors/GateError.ts'

const SECONDS = { s: 1, m: 60, h: 3600 } as const
const MOST_HOURS = 6

/**
 * Seconds of a duration such as `30s`, `45m` or `2h`; 0 where the text is empty.
 *
 * @throws GateError E_INPUT where it is none, or longer than a job may run.
 */
export const parseDuration = (text: string, input: string): number => {
  if (text === '') return 0
  const [, count, unit] = /^([1-9]\d{0,5})([smh])$/.exec(text) ?? []
  const seconds = unit === 's' || unit === 'm' || unit === 'h' ? Number(count) * SECONDS[unit] : Number.NaN
  if (seconds <= MOST_HOURS * 3600) return seconds
  throw new GateError(
    'E_INPUT',
    `The input ${input} must be a duration such as 30s, 45m or 2h, at most ${MOST_HOURS}h.`,
    'Correct it.',
  )
}
