const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** Seconds of a duration such as `45m`; null where it is none. */
export const parseDuration = (text: string): number | null => {
  const [, count, unit = ''] = /^([1-9]\d{0,4})([smhd])$/.exec(text) ?? []
  return count === undefined ? null : Number(count) * (SECONDS[unit] ?? 0)
}
