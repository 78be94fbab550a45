/** What each command needs of the job's own token, and what it may have beside. */
export type Rights = { readonly needs: readonly string[]; readonly mayWrite: readonly string[] }

const decide: Rights = {
  needs: ['contents:read', 'pull-requests:write', 'statuses:write'],
  // Issues: break-glass opens one. Contents: the branch of the ledger. The token of an identity: a cluster in a cloud.
  // Checks: the decision as one. Actions: the workflow that plans again.
  mayWrite: ['pull-requests', 'statuses', 'issues', 'contents', 'id-token', 'checks', 'actions'],
}

/** The rights of each command. */
export const rights: Readonly<Record<string, Rights>> = {
  auto: decide,
  publish: decide,
  gate: decide,
  apply: { ...decide, mayWrite: [...decide.mayWrite, 'deployments', 'attestations'] },
  plan: { needs: ['contents:read'], mayWrite: ['id-token'] },
  resolve: { needs: ['pull-requests:read'], mayWrite: [] },
  doctor: { needs: ['contents:read'], mayWrite: [] },
}
