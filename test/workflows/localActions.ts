import { join } from 'node:path'

type Folders = { readonly gate: string; readonly standins: string }

const NAMES = ['checkout', 'create-github-app-token', 'download-artifact', 'upload-artifact']

/**
 * Flags of act for every action that workflows use: act cannot fetch any here, so the gate comes from the folder `gate`,
 * and what is GitHub's own from `standins`. The workflows themselves stay as users have them.
 */
export const localActions = (workflows: readonly string[], folders: Folders): string[] => {
  const used = new Set(
    workflows.flatMap((text) => [...text.matchAll(/\buses: ([\w-]+\/[\w-]+@\S+)/g)].map(([, use]) => use ?? '')),
  )
  return [...used].flatMap((use) => ['--local-repository', `${use}=${folderOf(use, folders)}`])
}

const folderOf = (use: string, { gate, standins }: Folders): string => {
  const [owner, name = ''] = use.replace(/@.*$/, '').split('/')
  if (owner === 'helm-query-gate') return gate
  if (owner === 'actions' && NAMES.includes(name)) return join(standins, name)
  throw new Error(`nothing stands in for the action ${use}`)
}
