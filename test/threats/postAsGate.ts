import type { Plan } from '../../src/plan/Plan.ts'
import { renderSurface } from '../../src/render/renderSurface.ts'
import { surfaceOf } from '../../src/render/Surface.ts'
import type { Repository } from '../forge/state/Repository.ts'

/** What any workflow of the repository can do at L1: it speaks with the gate's own voice. Ids of what it posted. */
export const postAsGate = ({ repo, number }: { readonly repo: Repository; readonly number: number }, plan: Plan) =>
  renderSurface(surfaceOf(plan)).map((body) => repo.comment(number, 'github-actions[bot]', body))
