import ignore from 'ignore'

/** The line of a CODEOWNERS file that decides on a path. */
export type OwnerLine = {
  /** Counted from 1, as GitHub counts them in its list of errors. */
  readonly line: number
  /** Logins without `@`. */
  readonly users: readonly string[]
  /** `organisation/slug`, without `@`. */
  readonly teams: readonly string[]
}

/**
 * The last line of a CODEOWNERS file whose pattern fits a path, or null where none does. A line without owners decides
 * too: nobody owns the path then. Owners that are e-mail addresses stand for nobody, as nothing says whose they are.
 */
export const codeOwners = (text: string, path: string): OwnerLine | null => {
  const lines = text.split(/\r?\n/)
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const [pattern, ...owners] = (lines[index] ?? '')
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/(?<!\\)\s+/)
    if (pattern === undefined || pattern === '' || !fitsPath(pattern, path)) continue
    const names = owners.filter((owner) => owner.startsWith('@')).map((owner) => owner.slice(1))
    return {
      line: index + 1,
      users: names.filter((name) => !name.includes('/')),
      teams: names.filter((name) => name.includes('/')),
    }
  }
  return null
}

// CODEOWNERS has neither negation nor character ranges; and `dir/*` owns no deeper file, where .gitignore would.
const fitsPath = (pattern: string, path: string): boolean => {
  if (/^!|[[\]]/.test(pattern)) return false
  if (pattern.endsWith('/*') && path.split('/').length !== pattern.replace(/^\//, '').split('/').length) return false
  return ignore({ ignorecase: false }).add(pattern).ignores(path)
}
