import { validated } from '../description/validated.ts'
import type { Answer } from './Answer.ts'
import type { Call, Routes } from './Call.ts'
import { Refusal } from './Refusal.ts'
import type { CheckRun, Dispatch } from '../state/Automation.ts'

/** What starts workflows and what shows their results as checks. */
export const automationRoutes: Routes = {
  'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches': {
    needs: ['actions:write'],
    answer: ({ repository, parameters, body }) => {
      const { ref, inputs } = validated<{ ref: string; inputs?: Dispatch['inputs'] }>(body)
      repository.automation.dispatches.push({ workflow: parameters['workflow_id'] ?? '', ref, inputs: inputs ?? {} })
      return { status: 204 }
    },
  },
  'POST /repos/{owner}/{repo}/check-runs': { needs: ['checks:write'], answer: createCheck },
}

function createCheck(call: Call): Answer {
  const { repository, token } = call
  // A person's token cannot: check runs belong to apps.
  if (token.user.type !== 'Bot') throw Refusal.forbidden()
  const check = validated<Omit<CheckRun, 'id'>>(call.body)
  if (check.status === 'completed' && check.conclusion === undefined)
    throw new Refusal(422, 'Invalid request. "conclusion" is required when the status is completed.')
  const added = { ...check, id: call.world.nextId() }
  repository.automation.checks.push(added)
  return { status: 201, body: call.present.checkRun(repository, added) }
}
