import { at } from '../json/at.ts'
import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'
import type { Job, Workflow } from './Workflow.ts'

/**
 * Names of the environments that a job may run in. An expression stands for the outputs of the gate, so for the
 * `environment` inputs of the gate's steps in the workflow.
 */
export const environmentsOf = (workflow: Workflow, { value }: Job): string[] => {
  const said = value['environment']
  const name = isObject(said) ? said['name'] : said
  if (typeof name !== 'string' || name === '') return []
  if (!name.includes('${{')) return [name]
  const steps = workflow.jobs.flatMap((job) => job.steps).filter(({ command }) => command !== null)
  return [...new Set(steps.map((step) => at(step.value, 'with', 'environment')).filter(isPlain))]
}

const isPlain = (name: Json | undefined): name is string =>
  typeof name === 'string' && name !== '' && !name.includes('${{')
