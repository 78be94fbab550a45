import { GateError } from '../errors/GateError.ts'
import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import type { GitHub } from './GitHub.ts'
import type { Contributor, PullRequest } from './PullRequest.ts'

export type Pushers = {
  readonly people: readonly Contributor[]
  /** Logins of pushers that are no people. */
  readonly bots: readonly string[]
  /** Whether it is known who pushed the head. */
  readonly isKnown: boolean
}

const PUSHES = new Set(['push', 'force_push', 'branch_creation', 'pr_merge', 'merge_queue_merge'])
const PAGE = 100
const UNKNOWN: Pushers = { people: [], bots: [], isKnown: false }

/** Who moved the head's branch to a commit of the pull request, by the activity of the repository that it is in. */
export const readPushers = async (
  github: GitHub,
  { number, headBranch, headRepository, head, commits }: PullRequest,
): Promise<Pushers> => {
  if (headRepository === null) return UNKNOWN
  try {
    const path = `/activity?per_page=${PAGE}&ref=${encodeURIComponent(`refs/heads/${headBranch}`)}`
    const answer = await github.restOf(headRepository, path, `the pushes of pull request ${number} were read`)
    const ours = new Set([head, ...commits])
    const all = Array.isArray(answer) ? (answer as Json[]) : []
    const isOurs = (each: Json | undefined): boolean => ours.has(textAt(each, 'after') ?? '')
    const pushes = all.filter((each) => PUSHES.has(textAt(each, 'activity_type') ?? '') && isOurs(each))
    // Where the oldest that is told is still of the pull request there may be more, by others.
    const reachesBack = all.length < PAGE || !isOurs(all.at(-1))
    return {
      people: pushes.flatMap((each) => person(at(each, 'actor'))),
      bots: pushes.flatMap((each) => (isPerson(at(each, 'actor')) ? [] : [textAt(each, 'actor', 'login') ?? 'ghost'])),
      isKnown: reachesBack && pushes.some((each) => textAt(each, 'after') === head),
    }
  } catch (error) {
    // A fork may be out of the token's sight: then nobody knows who pushed, which costs one more approval.
    if (error instanceof GateError && CANNOT_SEE.has(error.code)) return UNKNOWN
    throw error
  }
}

const CANNOT_SEE = new Set<string>(['E_GITHUB_NOT_FOUND', 'E_GITHUB_FORBIDDEN'])

const isPerson = (actor: Json | undefined): boolean => textAt(actor, 'type') === 'User'

const person = (actor: Json | undefined): Contributor[] => {
  const [id, login] = [at(actor, 'id'), textAt(actor, 'login')]
  return isPerson(actor) && typeof id === 'number' && login !== undefined ? [{ id, login, role: 'pusher' }] : []
}
