const PREFIX = 'sh.helm.release.v1.'

/** The name of the Secret that holds one revision of a release. */
export const recordName = (release: string, revision: number): string => `${PREFIX}${release}.v${revision}`

/** The revision that a Secret's name stands for, or null where it is no record of this release. */
export const recordRevision = (release: string, secretName: string): number | null => {
  const start = `${PREFIX}${release}.v`
  const digits = secretName.startsWith(start) ? secretName.slice(start.length) : ''
  return /^[1-9]\d*$/.test(digits) ? Number(digits) : null
}
