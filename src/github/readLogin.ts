import { GateError } from '../errors/GateError.ts'
import { textAt } from '../json/at.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'

/** The login that an account has now, by its numeric id; null for an account that is gone. */
export const readLogin = async (github: GitHub, id: number): Promise<string | null> => {
  try {
    const answer = await github.restAtRoot(`/user/${id}`, `the account ${id} was read`)
    return required(textAt(answer, 'login'), `the login of account ${id}`)
  } catch (error) {
    if (error instanceof GateError && error.code === 'E_GITHUB_NOT_FOUND') return null
    throw error
  }
}
