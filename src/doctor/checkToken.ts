import { makeFinding } from './Finding.ts'
import type { Finding } from './Finding.ts'
import { notLookedAt } from './notLookedAt.ts'
import type { Settings } from './Settings.ts'

/** What a job's token may do where its workflow says nothing. */
export const checkToken = ({ token }: Settings): Finding[] => {
  if (!token.seen) return [notLookedAt('the default permissions of workflows', token.why)]
  const { writes, approves } = token.value
  return [
    ...(writes
      ? [
          makeFinding(
            'D_TOKEN_WRITES',
            null,
            'Jobs of workflows that name no permissions may write to the whole repository.',
            'Settings → Actions → General → Workflow permissions: read.',
          ),
        ]
      : []),
    ...(approves
      ? [
          makeFinding(
            'D_TOKEN_APPROVES',
            null,
            'Workflows may approve pull requests, and so stand in for a required review.',
            'Settings → Actions → General: do not allow GitHub Actions to approve pull requests.',
          ),
        ]
      : []),
  ]
}
