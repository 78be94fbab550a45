import type { Repository } from './state/Repository.ts'

/**
 * What a workflow finds in GITHUB_EVENT_PATH when another one that ran for a pull request has ended. GitHub names no
 * pull request for forks, so this names none ever.
 */
export function workflowRun(
  repository: Repository,
  number: number,
  event: string,
  sha?: string,
): Record<string, unknown> {
  const { headRef, headOid, headRepository, author } = repository.pullRequest(number)
  const { present } = repository.world
  const head = { head_branch: headRef, head_sha: sha ?? headOid, head_repository: present.repository(headRepository) }
  const run = { id: repository.world.nextId(), name: 'pr-signal', event, status: 'completed', conclusion: 'success' }
  return {
    action: 'completed',
    workflow_run: { ...run, ...head, pull_requests: [], repository: present.repository(repository) },
    repository: present.repository(repository),
    sender: present.user(author),
  }
}
