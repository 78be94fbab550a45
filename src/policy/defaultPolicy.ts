import type { Policy } from './Policy.ts'

/** What holds where a repository has no configuration file: the workflow's inputs, and the default branch alone. */
export const defaultPolicy = (
  { requiredApprovals, applyWhen }: { readonly requiredApprovals: number; readonly applyWhen: Policy['applyWhen'] },
  defaultBranch: string,
): Policy => ({
  source: 'the inputs of the workflow',
  bases: [defaultBranch],
  roles: new Map([
    ['writers', { name: 'writers', users: [], teams: [], permission: 'write' as const, codeowners: false }],
  ]),
  requirement: { kind: 'count', count: requiredApprovals, of: ['writers'], escalate: null },
  applyWhen,
  approvals: { plainReviews: 'ignore', expireSeconds: null, all: true },
  authors: [],
  override: [],
  apply: { refs: [], workflows: [] },
})
