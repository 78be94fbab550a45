import type { Plan } from '../plan/Plan.ts'
import { renderSurface } from './renderSurface.ts'
import { surfaceOf } from './Surface.ts'

// GitHub drops a summary of more than 1 MiB without a word.
const MAX_CHARACTERS = 900_000

/** A plan for the job's summary: what the surface shows, without the commands and the model. */
export const renderSummary = (plan: Plan): string => {
  const text = renderSurface(surfaceOf(plan))
    .map((body) => body.replace(/\n\n<!-- helm-query-gate:surface [^\n]*$/, ''))
    .join('\n\n')
  return text.length <= MAX_CHARACTERS
    ? text
    : `${plan.queries.length} queries: too many for a summary; the report shows them all.`
}
