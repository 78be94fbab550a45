import type { PlanInputs } from '../config/PlanInputs.ts'
import type { Plan } from '../plan/Plan.ts'
import { openCluster } from './openCluster.ts'
import { previewTarget } from './previewTarget.ts'
import { rehearseTarget } from './rehearseTarget.ts'
import type { Setting } from './Setting.ts'

/** A plan and the masked text of the witness. */
export type Planned = { readonly plan: Plan; readonly witness: string | null }

/** Plans a target: a rehearsal on the cluster, from which nothing but dry runs and reads comes out; or a preview without it. */
export const plan = async (inputs: PlanInputs, setting: Setting): Promise<Planned> => {
  if (inputs.baseline === 'git') return { plan: await previewTarget(inputs, setting), witness: null }
  await using cluster = await openCluster(inputs, setting)
  const { plan: made, witness } = await rehearseTarget(cluster)
  return { plan: made, witness }
}
