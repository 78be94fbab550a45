import type { Plan } from '../plan/Plan.ts'

/** All that a surface shows, and all that can be read back from it. */
export type Surface = {
  readonly format: number
  readonly digest: string
  readonly target: Plan['target']
  readonly release: Plan['release']
  readonly kubernetes: string
  readonly inputs: Plan['inputs']
  readonly counts: Plan['counts']
  readonly queries: Plan['queries']
  readonly warnings: Plan['warnings']
}

export const SURFACE_FORMAT = 1

/** The surface of a plan. */
export const surfaceOf = (plan: Plan): Surface => ({
  format: SURFACE_FORMAT,
  digest: plan.digest,
  target: plan.target,
  release: plan.release,
  kubernetes: plan.createdBy.kubernetes,
  inputs: plan.inputs,
  counts: plan.counts,
  queries: plan.queries,
  warnings: plan.warnings,
})

/** The part of a plan's digest that people copy into commands: 128 bits, too many to be ground. */
export const planId = ({ digest }: Pick<Plan, 'digest'>): string =>
  digest.slice('sha256:'.length, 'sha256:'.length + 32)
