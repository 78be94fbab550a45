import type { GitHub } from './GitHub.ts'

export type CheckRun = {
  readonly name: string
  readonly conclusion: 'success' | 'failure' | 'action_required'
  readonly title: string
  readonly summary: string
}

const MAX_SUMMARY = 65_000

/** Shows a result as a check of a commit: a signal for people, which nothing in the gate ever reads. */
export const createCheckRun = async (
  github: GitHub,
  sha: string,
  { name, conclusion, title, summary }: CheckRun,
): Promise<void> => {
  const whole = Buffer.byteLength(summary) <= MAX_SUMMARY
  await github.rest('POST', '/check-runs', `the check of commit ${sha} was made`, {
    name,
    head_sha: sha,
    status: 'completed',
    conclusion,
    output: { title, summary: whole ? summary : 'Too long to be shown here: see the status comment.' },
  })
}
