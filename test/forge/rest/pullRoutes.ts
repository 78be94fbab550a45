import type { PullRequest } from '../state/PullRequest.ts'
import type { Call, Routes } from './Call.ts'
import { page } from './page.ts'
import { Refusal } from './Refusal.ts'

const read = ['pull_requests:read']

export const pullRoutes: Routes = {
  'GET /repos/{owner}/{repo}/pulls': {
    needs: read,
    answer: (call) => {
      const found = [...call.repository.pulls.all.values()].filter((pull) => wanted(call.query, pull))
      const sorted = call.query.get('direction') === 'asc' ? found : found.reverse()
      return page(call, sorted, (pull) => call.present.simplePullRequest(call.repository, pull))
    },
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}': {
    needs: read,
    answer: (call) => ({ status: 200, body: call.present.pullRequest(call.repository, pullOf(call)) }),
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits': {
    needs: read,
    answer: (call) => {
      const commits = pullOf(call).commits.slice(0, 250)
      return page(call, commits, (oid) => call.present.commit(call.repository, known(call, oid)))
    },
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews': {
    needs: read,
    answer: (call) => {
      const pull = pullOf(call)
      return page(call, pull.reviews, (review) => call.present.review(call.repository, pull, review))
    },
  },
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls': {
    needs: read,
    answer: (call) => {
      const sha = call.parameters['commit_sha'] ?? ''
      const pulls = [...call.repository.pulls.all.values()]
      const found = pulls.filter((pull) => pull.commits.includes(sha) || (pull.merged && pull.mergeOid === sha))
      return page(call, found, (pull) => call.present.simplePullRequest(call.repository, pull))
    },
  },
}

function pullOf(call: Call): PullRequest {
  const pull = call.repository.pulls.all.get(Number(call.parameters['pull_number']))
  if (!pull) throw Refusal.notFound()
  return pull
}

function known(call: Call, oid: string) {
  const commit = call.repository.git.commits.get(oid)
  if (!commit) throw Refusal.notFound()
  return commit
}

function wanted(query: URLSearchParams, pull: PullRequest): boolean {
  const state = query.get('state') ?? 'open'
  const label = `${pull.headRepository.owner.login}:${pull.headRef}`
  const head = query.get('head') ?? label
  return (
    (state === 'all' || pull.state === state) && head === label && pull.baseRef === (query.get('base') ?? pull.baseRef)
  )
}
