import { helms } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'

/** The real helm of a major version. */
export const helmOf = (major: 3 | 4): Helm => {
  const found = helms.find((helm) => helm.major === major)
  if (found === undefined) throw new Error(`no helm ${major}`)
  return found
}
