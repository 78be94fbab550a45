import { GateError } from '../errors/GateError.ts'
import { at, textAt } from '../json/at.ts'
import { PERMISSIONS } from '../policy/Role.ts'
import type { Permission } from '../policy/Role.ts'
import type { Author } from '../review/Remark.ts'
import type { Voter } from '../review/resolveRoles.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'
import { readLogin } from './readLogin.ts'

/**
 * These people with the right that each has in the repository at this moment; nobody twice. Each login that is told for
 * an id is asked about: one that is not that person's, in a comment that somebody forged, takes no right away. Those
 * whose words are `kept` may have another login by now, and are found by their id.
 */
export const readVoters = async (
  github: GitHub,
  people: readonly Author[],
  kept: readonly { readonly id: number; readonly login: string }[] = [],
): Promise<Voter[]> => {
  const voters = await votersAmong(github, [...people, ...kept.map((each) => ({ ...each, isPerson: true }))])
  const lost = kept.filter(({ id }) => voters.every((voter) => voter.id !== id || voter.permission === null))
  const found = await Promise.all(
    [...new Set(lost.map(({ id }) => id))].map(async (id) => ({ id, login: await readLogin(github, id) })),
  )
  const renamed = found.flatMap(({ id, login }) => (login === null ? [] : [{ id, login, isPerson: true }]))
  return renamed.length === 0 ? voters : merge([...voters, ...(await votersAmong(github, renamed))])
}

const votersAmong = async (github: GitHub, people: readonly Author[]): Promise<Voter[]> => {
  const known = new Map(
    people.flatMap(({ id, login, isPerson }) =>
      id !== null && isPerson ? [[`${id} ${login.toLowerCase()}`, { id, login }] as const] : [],
    ),
  )
  const voters = await Promise.all(
    [...known.values()].map(async ({ id, login }) => ({
      id,
      login,
      permission: await readPermission(github, id, login),
    })),
  )
  return merge(voters)
}

/** Each person once, with the right that was confirmed where one was. */
const merge = (voters: readonly Voter[]): Voter[] => {
  const right = voters.filter(({ permission }) => permission !== null)
  return [...new Map([...voters, ...right].map((voter) => [voter.id, voter])).values()]
}

const readPermission = async (github: GitHub, id: number, login: string): Promise<Permission | null> => {
  try {
    const path = `/collaborators/${encodeURIComponent(login)}/permission`
    const answer = await github.rest('GET', path, `the permission of ${login} was read`)
    const [holder, base] = [at(answer, 'user', 'id'), textAt(answer, 'permission')]
    // An answer that says nothing is not the answer that somebody has no right: a rejection would be lost by it.
    required(typeof holder === 'number' ? holder : undefined, `the id of ${login}`)
    // A login may have passed to somebody else since: the numeric id decides.
    if (holder !== id) return null
    const named = (name: string | undefined): Permission | null => PERMISSIONS.find((each) => each === name) ?? null
    // A role of the repository's own making is not known by name; `permission` says what it is based on.
    return named(textAt(answer, 'role_name')) ?? named(required(base, `the permission of ${login}`))
  } catch (error) {
    if (error instanceof GateError && error.code === 'E_GITHUB_NOT_FOUND') return null
    throw error
  }
}
