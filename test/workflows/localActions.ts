import { fileURLToPath } from 'node:url'

const standins = fileURLToPath(new URL('standins/', import.meta.url))
const NAMES = ['checkout', 'create-github-app-token', 'download-artifact', 'upload-artifact']

/**
 * Flags of act for every action that workflows use: act cannot fetch any here, so the gate comes from `gate`, and what
 * is GitHub's own from standins/. The workflows themselves stay as users have them.
 */
export const localActions = (workflows: readonly string[], gate: string): string[] => {
  const used = new Set(
    workflows.flatMap((text) => [...text.matchAll(/\buses: ([\w-]+\/[\w-]+@\S+)/g)].map(([, use]) => use ?? '')),
  )
  return [...used].flatMap((use) => ['--local-repository', `${use}=${folderOf(use, gate)}`])
}

const folderOf = (use: string, gate: string): string => {
  const [owner, name = ''] = use.replace(/@.*$/, '').split('/')
  if (owner === 'helm-query-gate') return gate
  if (owner === 'actions' && NAMES.includes(name)) return `${standins}${name}`
  throw new Error(`nothing stands in for the action ${use}`)
}
