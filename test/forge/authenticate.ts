import type { Request } from './Request.ts'
import { Refusal } from './rest/Refusal.ts'
import type { Token } from './state/Token.ts'
import type { World } from './state/World.ts'

const hour = 3_600_000

/** The token of a request, with the request counted against its hourly limit. */
export function authenticate(world: World, request: Request): Token {
  if (!request.headers['user-agent'])
    throw new Refusal(
      403,
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.',
    )
  const secret = /^(?:token|bearer)\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (secret === undefined) throw new Refusal(401, 'Requires authentication')
  const token = world.tokens.get(secret)
  if (!token || token.revoked) throw new Refusal(401, 'Bad credentials')
  if (world.clock.now() >= token.resetAt) Object.assign(token, { used: 0, resetAt: world.clock.now() + hour })
  if (token.used >= token.limit) throw new Refusal(403, `API rate limit exceeded for user ID ${token.user.id}.`)
  token.used += 1
  return token
}

/** Whether a token holds one of these permissions, given as `name:access`. Metadata is always readable. */
export function mayUse(token: Token, needs: readonly string[]): boolean {
  return needs.length === 0 || needs.some((need) => holds(token, need))
}

function holds(token: Token, need: string): boolean {
  const [name = '', access] = need.split(':')
  const held = token.permissions[name]
  return name === 'metadata' || held === 'write' || (held === 'read' && access === 'read')
}
