import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { diagnose, readWorkflows } from '../doctor/diagnose.ts'
import type { WorkflowFile } from '../doctor/diagnose.ts'
import type { Diagnosis } from '../doctor/Diagnosis.ts'
import { environmentsOf } from '../doctor/environmentsOf.ts'
import type { GitHub } from '../github/GitHub.ts'
import { readSettings } from '../github/readSettings.ts'
import type { Setting } from './Setting.ts'

const FOLDER = '.github/workflows'

/** Looks at the workflows of the checkout and the settings of the repository, and names each weakness with its fix. */
export const doctor = async (
  github: GitHub,
  { checkout, progress }: Pick<Setting, 'checkout' | 'progress'>,
): Promise<Diagnosis> => {
  const files = await readFiles(checkout)
  progress(`looking at ${files.length} workflows and at the settings of ${github.owner}/${github.repo}`)
  const read = readWorkflows(files)
  const environments = read.workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) => (job.commands.size > 0 ? environmentsOf(workflow, job) : [])),
  )
  return diagnose(read, await readSettings(github, [...new Set(environments)].sort()))
}

const readFiles = async (checkout: string): Promise<WorkflowFile[]> => {
  const names = (await readdir(join(checkout, FOLDER)).catch(noFolder)).filter((name) => /\.ya?ml$/.test(name)).sort()
  return await Promise.all(
    names.map(async (name) => ({
      file: `${FOLDER}/${name}`,
      text: await readFile(join(checkout, FOLDER, name), 'utf8'),
    })),
  )
}

/** A repository without workflows has no gate, which is a finding and no error. */
const noFolder = (error: NodeJS.ErrnoException): string[] => {
  if (error.code === 'ENOENT') return []
  throw error
}
