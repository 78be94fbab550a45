import type { Status } from '../state/Status.ts'
import { validated } from '../description/validated.ts'
import type { Answer } from './Answer.ts'
import type { Call, Routes } from './Call.ts'
import { page } from './page.ts'
import { Refusal } from './Refusal.ts'

interface StatusBody {
  readonly state: Status['state']
  readonly context?: string
  readonly description?: string | null
  readonly target_url?: string | null
}

export const repositoryRoutes: Routes = {
  'GET /repos/{owner}/{repo}': {
    needs: ['metadata:read'],
    answer: (call) => ({ status: 200, body: call.present.repository(call.repository, 'full-repository') }),
  },
  'POST /repos/{owner}/{repo}/issues': {
    needs: ['issues:write'],
    answer: (call) => {
      const {
        title,
        body,
        labels = [],
      } = validated<{ title: string | number; body?: string; labels?: string[] }>(call.body)
      const issue = call.repository.pulls.openIssue(call.token.user, String(title), body ?? '', labels)
      return { status: 201, body: call.present.issue(call.repository, issue) }
    },
  },
  'GET /repos/{owner}/{repo}/issues/{issue_number}': {
    needs: ['issues:read', 'pull_requests:read'],
    answer: (call) => {
      const issue = call.repository.pulls.issues.get(Number(call.parameters['issue_number']))
      if (!issue) throw Refusal.notFound()
      return { status: 200, body: call.present.issue(call.repository, issue) }
    },
  },
  'GET /repos/{owner}/{repo}/activity': { needs: ['contents:read'], answer: activity },
  'POST /repos/{owner}/{repo}/statuses/{sha}': { needs: ['statuses:write'], answer: createStatus },
  'GET /repos/{owner}/{repo}/commits/{ref}/status': { needs: ['statuses:read'], answer: combinedStatus },
}

/** Newest first. Pages go by cursor here, unlike everywhere else. */
function activity(call: Call): Answer {
  const { query, repository } = call
  const ref = query.get('ref')
  const full = ref === null || ref.startsWith('refs/') ? ref : `refs/heads/${ref}`
  const matching = repository.git.activity.filter(
    (one) =>
      (full === null || one.ref === full) &&
      one.actor.login === (query.get('actor') ?? one.actor.login) &&
      one.type === (query.get('activity_type') ?? one.type),
  )
  const all = query.get('direction') === 'asc' ? matching : matching.reverse()
  const size = Math.min(100, Number(query.get('per_page') ?? 30))
  const start = all.findIndex((one) => String(one.id) === query.get('after')) + 1
  const items = all.slice(start, start + size)
  const next = new URL(call.url)
  next.searchParams.set('after', String(items.at(-1)?.id))
  const headers = start + size < all.length ? { link: `<${next.href}>; rel="next"` } : {}
  return { status: 200, body: items.map((one) => call.present.activity(one)), headers }
}

function createStatus(call: Call): Answer {
  const { repository, token } = call
  const sha = call.parameters['sha'] ?? ''
  const { state, context = 'default', description = null, target_url = null } = validated<StatusBody>(call.body)
  if (!repository.git.commits.has(sha)) throw new Refusal(422, `No commit found for SHA: ${sha}`)
  if (description !== null && Array.from(description).length > 140) {
    throw Refusal.invalid('Status', 'description', 'description is too long (maximum is 140 characters)')
  }
  if (target_url !== null && !/^https?:\/\//.test(target_url)) {
    throw Refusal.invalid('Status', 'target_url', 'target_url must use http(s) scheme')
  }
  if (repository.statuses(sha).filter((status) => status.context === context).length >= 1000) {
    throw new Refusal(422, 'Validation Failed', {
      errors: [{ code: 'custom', message: 'This SHA and context has reached the maximum number of statuses.' }],
    })
  }
  const status = repository.addStatus({ sha, state, context, description, targetUrl: target_url, creator: token.user })
  return { status: 201, body: call.present.status(repository, status) }
}

function combinedStatus(call: Call): Answer {
  const { repository } = call
  const sha = repository.git.resolve(call.parameters['ref'] ?? '')
  if (sha === undefined) throw new Refusal(404, `No commit found for SHA: ${call.parameters['ref']}`)
  const newest = [...new Map(repository.statuses(sha).map((status) => [status.context, status])).values()]
  const url = `${call.world.url}/repos/${repository.fullName}/commits/${sha}`
  const whole = { state: combined(newest), sha, total_count: newest.length, commit_url: url, url: `${url}/status` }
  const repo = call.present.repository(repository, 'minimal-repository')
  return page(
    call,
    newest,
    (status) => call.present.status(repository, status),
    (statuses) => ({ ...whole, statuses, repository: repo }),
  )
}

function combined(statuses: readonly Status[]): string {
  if (statuses.some((status) => status.state === 'failure' || status.state === 'error')) return 'failure'
  return statuses.length > 0 && statuses.every((status) => status.state === 'success') ? 'success' : 'pending'
}
