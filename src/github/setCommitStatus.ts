import type { GitHub } from './GitHub.ts'

export type CommitStatus = {
  readonly state: 'pending' | 'success' | 'failure' | 'error'
  readonly context: string
  readonly description: string
  readonly url: string | null
}

const MAX_DESCRIPTION = 140

/** Sets a status on a commit: a signal for people, which nothing in the gate ever reads. */
export const setCommitStatus = async (
  github: GitHub,
  sha: string,
  { state, context, description, url }: CommitStatus,
): Promise<void> => {
  const short = description.length > MAX_DESCRIPTION ? `${description.slice(0, MAX_DESCRIPTION - 1)}…` : description
  await github.rest('POST', `/statuses/${sha}`, `the status of commit ${sha} was set`, {
    state,
    context,
    description: short,
    ...(url === null ? {} : { target_url: url }),
  })
}
