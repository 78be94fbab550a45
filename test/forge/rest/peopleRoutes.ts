import { madeUpOid } from '../state/PullRequests.ts'
import type { Routes } from './Call.ts'
import { Refusal } from './Refusal.ts'

export const peopleRoutes: Routes = {
  'GET /user': {
    needs: [],
    answer: (call) => {
      if (call.token.user.type === 'Bot') throw Refusal.forbidden()
      return { status: 200, body: call.present.publicUser(call.token.user) }
    },
  },
  'GET /user/{account_id}': {
    needs: [],
    answer: (call) => {
      const user = call.world.accounts().find(({ id }) => id === Number(call.parameters['account_id']))
      if (!user || user.deleted) throw Refusal.notFound()
      return { status: 200, body: call.present.publicUser(user) }
    },
  },
  'GET /rate_limit': {
    needs: [],
    answer: ({ token }) => {
      const { limit, used } = token
      const rate = { limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(token.resetAt / 1000) }
      return { status: 200, body: { rate, resources: { core: rate, search: rate, graphql: rate } } }
    },
  },
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': {
    needs: ['metadata:read'],
    answer: (call) => {
      const login = call.parameters['username'] ?? ''
      const user = call.world.knownUser(login)
      if (!user || user.type === 'Organization') throw new Refusal(404, `${login} is not a user`)
      return { status: 200, body: call.present.permission(user, call.repository.roleOf(user)) }
    },
  },
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}': {
    needs: [],
    answer: (call) => {
      const { org = '', team_slug = '', username = '' } = call.parameters
      const members = call.world.teams.get(`${org}/${team_slug}`.toLowerCase())
      const user = call.world.knownUser(username)
      const role = user && members?.get(user.login)
      // A token that cannot see the team gets the same answer as for somebody who is no member.
      if (!role || !call.token.permissions['members']) throw Refusal.notFound()
      const url = `${call.world.url}/teams/${madeUpOid(org, team_slug).slice(0, 8)}/memberships/${username}`
      return { status: 200, body: { role, state: 'active', url } }
    },
  },
}
