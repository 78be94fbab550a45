import type { GitHub } from './GitHub.ts'

/** Starts a workflow of the default branch, with the number of a pull request as its input `pull-request`. */
export const dispatchWorkflow = async (
  github: GitHub,
  { workflow, branch, number }: { readonly workflow: string; readonly branch: string; readonly number: number },
): Promise<void> => {
  await github.rest(
    'POST',
    `/actions/workflows/${encodeURIComponent(workflow)}/dispatches`,
    `the workflow ${workflow} was started`,
    { ref: branch, inputs: { 'pull-request': String(number) } },
  )
}
