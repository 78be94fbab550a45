import { GateError } from '../errors/GateError.ts'

/** Writes to a conversation, and whether it takes nothing since it is locked; then the result has to stand elsewhere. */
export const isLocked = async (write: () => Promise<void>): Promise<boolean> => {
  try {
    await write()
    return false
  } catch (error) {
    if (error instanceof GateError && error.code === 'E_GITHUB_LOCKED') return true
    throw error
  }
}
