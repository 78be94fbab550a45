import { at } from '../json/at.ts'
import { GateError } from '../errors/GateError.ts'
import type { Author } from '../review/Remark.ts'
import type { GitHub } from './GitHub.ts'

/** Numeric ids of those among these people who may write to the repository right now. */
export const readWriters = async (github: GitHub, people: readonly Author[]): Promise<Set<number>> => {
  const known = new Map(
    people.flatMap(({ id, login, isPerson }) => (id !== null && isPerson ? [[id, login] as const] : [])),
  )
  const entries = await Promise.all(
    [...known].map(async ([id, login]) => ((await mayWrite(github, id, login)) ? [id] : [])),
  )
  return new Set(entries.flat())
}

const mayWrite = async (github: GitHub, id: number, login: string): Promise<boolean> => {
  try {
    const path = `/collaborators/${encodeURIComponent(login)}/permission`
    const answer = await github.rest('GET', path, `the permission of ${login} was read`)
    // A login may have passed to somebody else since: the numeric id decides.
    const same = at(answer, 'user', 'id') === id
    const permission = at(answer, 'permission')
    return same && (permission === 'write' || permission === 'admin')
  } catch (error) {
    if (error instanceof GateError && error.code === 'E_GITHUB_NOT_FOUND') return false
    throw error
  }
}
